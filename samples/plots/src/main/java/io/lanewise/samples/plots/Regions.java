package io.lanewise.samples.plots;

import java.awt.Color;
import java.awt.image.BufferedImage;

/**
 * The regions of the plane in which a network predicts each class, and the examples:
 *
 * <pre>{@code
 * Regions.of("XOR", Box.around(2), model::predict).points("0", x0, y0).points("1", x1, y1).save(file);
 * }</pre>
 */
public final class Regions implements Plot {
    private static final double BORDER = 0.5;

    private final Backdrop backdrop;
    private final Plane plane;
    private final int outputs;
    private double border = BORDER;
    private int classes;
    private boolean graded;

    private Regions(Backdrop backdrop, Plane plane, int outputs) {
        this.backdrop = backdrop;
        this.plane = plane;
        this.outputs = outputs;
    }

    /** The regions of a function of one value: class 1 where it is above ½, else class 0. */
    public static Regions of(String title, Box box, Plane plane) {
        return of(title, box, plane, 1);
    }

    /**
     * The regions of a function.
     *
     * @param outputs values a point, at least 1; of several, the class is the index of the largest
     */
    public static Regions of(String title, Box box, Plane plane, int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException("A function of " + outputs + " values. Pass at least 1.");
        }
        return new Regions(new Backdrop(title, box), plane, outputs);
    }

    /** Names the axes. */
    public Regions axes(String x, String y) {
        backdrop.axes(x, y);
        return this;
    }

    /** The value above which a function of one value says class 1; ½ if not called. */
    public Regions border(double value) {
        border = value;
        return this;
    }

    /** Shows the value of a function of one value too: from the colour of class 0 at 0 to that of class 1 at 1. */
    public Regions graded() {
        graded = true;
        return this;
    }

    /** The examples of the next class, beginning with class 0, in the colour of its region. */
    public Regions points(String name, double[] x, double[] y) {
        backdrop.points(name, x, y, Palette.of(classes++));
        return this;
    }

    @Override
    public BufferedImage image() {
        return backdrop.paint(plane, outputs, this::colours);
    }

    private Color[] colours(float[] values, int width) {
        Color[] colours = new Color[values.length / outputs];
        for (int point = 0; point < colours.length; point++) {
            colours[point] = graded && outputs == 1
                    ? Palette.mix(Palette.pale(0), Palette.pale(1), Math.clamp(values[point], 0.0, 1.0))
                    : Palette.pale(classOf(values, point));
        }
        return colours;
    }

    private int classOf(float[] values, int point) {
        if (outputs == 1) {
            return values[point] > border ? 1 : 0;
        }
        int best = 0;
        for (int output = 1; output < outputs; output++) {
            if (values[point * outputs + output] > values[point * outputs + best]) {
                best = output;
            }
        }
        return best;
    }
}
