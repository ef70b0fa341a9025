package io.lanewise.samples.plots;

import java.awt.Color;

/** The colours of classes and lines: eight that people with any colour vision tell apart (Okabe and Ito, 2008). */
public final class Palette {
    private static final Color[] COLORS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000),
        new Color(0xB8A800)
    };

    private static final double PALE = 0.3;

    private Palette() {}

    /** Colour of a class or line; after eight they begin anew. */
    public static Color of(int index) {
        return COLORS[index % COLORS.length];
    }

    /** The same, pale, for the region in which a class is predicted. */
    public static Color pale(int index) {
        return mix(Color.WHITE, of(index), PALE);
    }

    /** From one colour to the other as {@code share} goes from 0 to 1. */
    static Color mix(Color from, Color to, double share) {
        return new Color(
                part(from.getRed(), to.getRed(), share),
                part(from.getGreen(), to.getGreen(), share),
                part(from.getBlue(), to.getBlue(), share));
    }

    private static int part(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    static Color[] all() {
        return COLORS.clone();
    }
}
