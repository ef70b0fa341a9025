package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.PanelTiles;
import io.lanewise.runtime.kernel.vector.VectorUpdate;
import java.util.Arrays;

/**
 * Compares the vector forms with their twins on a few fixed numbers, bit for bit, before any result depends on them. Small,
 * because it runs interpreted: two steps of each tile, one vector of an optimizer pass.
 */
final class VectorSelfTest {
    private static final int K = 2;
    private static final int COLUMNS = 32;

    private VectorSelfTest() {}

    /** The name of what failed, or nothing. */
    static String run() {
        float[] a = numbers(6 * K, 1);
        float[] b = numbers(K * COLUMNS, 2);
        float[] expected = new float[6 * COLUMNS];
        ScalarGemm.multiply(6, 0, COLUMNS, K, a, 0, K, 1, b, 0, 16, K * 16, expected, 0, COLUMNS, 16, false);
        float[] actual = new float[6 * COLUMNS];
        for (int column = 0; column < COLUMNS; column += PanelTiles.SIX) {
            PanelTiles.six(6, COLUMNS, column, K, a, 0, K, b, 0, K * 16, actual, 0, COLUMNS, 16, false);
        }
        if (!Arrays.equals(expected, actual)) {
            return "the matrix product";
        }
        float[] w = numbers(16, 3);
        float[] g = numbers(16, 4);
        float[] m = numbers(16, 5);
        float[] v = numbers(16, 6);
        for (int i = 0; i < 16; i++) {
            v[i] = v[i] * v[i];
        }
        float[] w2 = w.clone();
        float[] m2 = m.clone();
        float[] v2 = v.clone();
        ScalarUpdate.adam(w, g, m, v, 0, 16, 0.1f, 0.001f, 0.01f, 1.5f, 1e-8f, 0.99f);
        VectorUpdate.adam(w2, g, m2, v2, 0, 16, 0.1f, 0.001f, 0.01f, 1.5f, 1e-8f, 0.99f);
        return Arrays.equals(w, w2) && Arrays.equals(m, m2) && Arrays.equals(v, v2) ? "" : "the optimizer pass";
    }

    private static float[] numbers(int count, int seed) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (Rng.bits(seed, i) >> 8) * 0x1p-23f;
        }
        return result;
    }
}
