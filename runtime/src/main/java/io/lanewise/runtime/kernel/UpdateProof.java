package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.VectorUpdate;
import java.util.Arrays;

/** Compares the vector forms of the optimizer passes with their twins on a few fixed numbers. */
final class UpdateProof implements TakeOver.Proof {
    private static final int COUNT = 32;

    @Override
    public boolean agrees(TakeOver kernel) {
        String pass = kernel.name();
        float[][] expected = arrays();
        float[][] actual = arrays();
        boolean finite = run(pass, expected, false) == run(pass, actual, true);
        return finite && Arrays.deepEquals(expected, actual);
    }

    private static float[][] arrays() {
        float[][] result = new float[4][];
        for (int i = 0; i < result.length; i++) {
            result[i] = TileProof.numbers(COUNT, i + 4);
        }
        float[] squares = result[3];
        for (int i = 0; i < COUNT; i++) {
            squares[i] *= squares[i];
        }
        return result;
    }

    private static boolean run(String pass, float[][] x, boolean vector) {
        float[] w = x[0];
        float[] g = x[1];
        float[] m = x[2];
        float[] v = x[3];
        switch (pass) {
            case "sgd" -> {
                if (vector) {
                    VectorUpdate.sgd(w, g, 0, COUNT, 0.1f, 0.01f);
                } else {
                    ScalarUpdate.sgd(w, g, 0, COUNT, 0.1f, 0.01f);
                }
            }
            case "momentum" -> {
                if (vector) {
                    VectorUpdate.momentum(w, g, m, 0, COUNT, 0.9f, 0.7f, -0.1f, -0.2f, 0.01f);
                } else {
                    ScalarUpdate.momentum(w, g, m, 0, COUNT, 0.9f, 0.7f, -0.1f, -0.2f, 0.01f);
                }
            }
            case "adam" -> {
                if (vector) {
                    VectorUpdate.adam(w, g, m, v, 0, COUNT, 0.1f, 0.001f, 0.01f, 1.5f, 1e-8f, 0.99f);
                } else {
                    ScalarUpdate.adam(w, g, m, v, 0, COUNT, 0.1f, 0.001f, 0.01f, 1.5f, 1e-8f, 0.99f);
                }
            }
            case "scale" -> {
                if (vector) {
                    VectorUpdate.scale(w, 0, COUNT, 0.3f);
                } else {
                    ScalarUpdate.scale(w, 0, COUNT, 0.3f);
                }
            }
            default -> {
                return vector ? VectorUpdate.finite(w, 0, COUNT) : ScalarUpdate.finite(w, 0, COUNT);
            }
        }
        return true;
    }
}
