package io.lanewise.runtime.kernel;

/**
 * The end of a reduction over 16 virtual lanes: a fixed tree of halvings, so that the bits do not depend on how many lanes the
 * hardware has. Lane l is combined with lane l + 8, then l + 4, l + 2, l + 1.
 */
public final class Tree {
    private Tree() {}

    /** The sum of the 16 floats from {@code at}. */
    public static float sum(float[] lanes, int at) {
        float a0 = lanes[at] + lanes[at + 8];
        float a1 = lanes[at + 1] + lanes[at + 9];
        float a2 = lanes[at + 2] + lanes[at + 10];
        float a3 = lanes[at + 3] + lanes[at + 11];
        float a4 = lanes[at + 4] + lanes[at + 12];
        float a5 = lanes[at + 5] + lanes[at + 13];
        float a6 = lanes[at + 6] + lanes[at + 14];
        float a7 = lanes[at + 7] + lanes[at + 15];
        return ((a0 + a4) + (a2 + a6)) + ((a1 + a5) + (a3 + a7));
    }

    /** The largest of the 16 floats from {@code at}, as {@link Math#max(float, float)}: NaN if one is NaN. */
    public static float max(float[] lanes, int at) {
        float a0 = Math.max(lanes[at], lanes[at + 8]);
        float a1 = Math.max(lanes[at + 1], lanes[at + 9]);
        float a2 = Math.max(lanes[at + 2], lanes[at + 10]);
        float a3 = Math.max(lanes[at + 3], lanes[at + 11]);
        float a4 = Math.max(lanes[at + 4], lanes[at + 12]);
        float a5 = Math.max(lanes[at + 5], lanes[at + 13]);
        float a6 = Math.max(lanes[at + 6], lanes[at + 14]);
        float a7 = Math.max(lanes[at + 7], lanes[at + 15]);
        return Math.max(Math.max(Math.max(a0, a4), Math.max(a2, a6)), Math.max(Math.max(a1, a5), Math.max(a3, a7)));
    }
}
