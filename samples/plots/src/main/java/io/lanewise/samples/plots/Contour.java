package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A surface as bands of equal height, dark where it is low, with paths over it. The bands cover equal areas, so a narrow
 * valley is seen as well as steep walls.
 */
public final class Contour implements Plot {
    private static final int BANDS = 16;
    private static final Color LOW = new Color(0x3B5B7A);
    private static final Color HIGH = new Color(0xF7F9FB);
    private static final double LINE = 0.25;

    private final Backdrop backdrop;
    private final Plane surface;
    private int paths;

    private Contour(Backdrop backdrop, Plane surface) {
        this.backdrop = backdrop;
        this.surface = surface;
    }

    /** The heights of a function of one value. */
    public static Contour of(String title, Box box, Plane surface) {
        return new Contour(new Backdrop(title, box), surface);
    }

    /** Names the axes. */
    public Contour axes(String x, String y) {
        backdrop.axes(x, y);
        return this;
    }

    /** A path from point to point, in a colour of its own. What lies outside the box is cut off. */
    public Contour path(String name, double[] x, double[] y) {
        backdrop.path(name, x, y, Palette.of(1 + paths++));
        return this;
    }

    /** A point to be seen, such as a minimum. */
    public Contour mark(String name, double x, double y) {
        backdrop.points(name, new double[] {x}, new double[] {y}, Color.RED);
        return this;
    }

    @Override
    public BufferedImage image() {
        return backdrop.paint(surface, 1, Contour::colours);
    }

    private static Color[] colours(float[] heights, int width) {
        float[] sorted = heights.clone();
        Arrays.sort(sorted);
        int[] bands = new int[heights.length];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = band(sorted, heights[i]);
        }
        Color[] colours = new Color[heights.length];
        for (int i = 0; i < colours.length; i++) {
            Color color = Palette.mix(LOW, HIGH, (double) bands[i] / (BANDS - 1));
            boolean edge = i % width > 0 && bands[i] != bands[i - 1] || i >= width && bands[i] != bands[i - width];
            colours[i] = edge ? Palette.mix(color, Color.BLACK, LINE) : color;
        }
        return colours;
    }

    private static int band(float[] sorted, float height) {
        for (int band = 1; band < BANDS; band++) {
            if (height < sorted[(int) ((long) sorted.length * band / BANDS)]) {
                return band - 1;
            }
        }
        return BANDS - 1;
    }
}
