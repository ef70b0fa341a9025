package io.lanewise.samples.benchmarks.work;

import java.util.SplittableRandom;

/** Numbers from a seed, the same for every engine. */
public final class Data {
    private static final long SEED = 2026;

    private Data() {}

    /** Numbers from −1 to 1. */
    public static float[] floats(int count) {
        return floats(count, 0);
    }

    /** The same for the {@code which}-th of several arrays, all of them different. */
    public static float[] floats(int count, int which) {
        SplittableRandom random = new SplittableRandom(SEED + which);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /** Classes that can be learnt: where the largest of the first {@code classes} numbers of each row stands. */
    public static int[] classes(float[] rows, int width, int classes) {
        int[] labels = new int[rows.length / width];
        for (int row = 0; row < labels.length; row++) {
            int best = 0;
            for (int i = 1; i < Math.min(width, classes); i++) {
                best = rows[row * width + i] > rows[row * width + best] ? i : best;
            }
            labels[row] = best;
        }
        return labels;
    }

    /** Zeros and ones that can be learnt: whether the first number of each row is above 0. */
    public static float[] bits(float[] rows, int width) {
        float[] labels = new float[rows.length / width];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = rows[row * width] > 0 ? 1 : 0;
        }
        return labels;
    }

    /** Numbers for a net to come near. */
    public static float[] targets(int count) {
        return floats(count, -1);
    }
}
