package io.lanewise.runtime.kernel;

import java.util.Arrays;

/** Compares the vector form of a pass with its twin on a few fixed numbers. */
final class PassProof implements TakeOver.Proof {
    private static final int COUNT = 32;

    private final Pass pass;

    PassProof(Pass pass) {
        this.pass = pass;
    }

    @Override
    public boolean agrees(TakeOver kernel) {
        float[][] x = arrays();
        float[][] y = arrays();
        pass.scalar(x[0], x[1], x[2], x[3], x[4], 0, COUNT, 0.1f, 0.01f, 0.3f, 0.2f, 0.9f, 0.7f);
        pass.vector(y[0], y[1], y[2], y[3], y[4], 0, COUNT, 0.1f, 0.01f, 0.3f, 0.2f, 0.9f, 0.7f);
        return Arrays.deepEquals(x, y);
    }

    /** Weights, gradient, and three arrays that are kept, none below 0, since any may be under a root. */
    private static float[][] arrays() {
        float[][] result = new float[5][];
        for (int i = 0; i < result.length; i++) {
            result[i] = TileProof.numbers(COUNT, i + 4);
        }
        for (int i = 2; i < result.length; i++) {
            for (int j = 0; j < COUNT; j++) {
                result[i][j] = Math.abs(result[i][j]);
            }
        }
        return result;
    }
}
