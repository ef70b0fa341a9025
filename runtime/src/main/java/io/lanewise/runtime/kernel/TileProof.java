package io.lanewise.runtime.kernel;

import java.util.Arrays;

/** Compares a vector tile of the matrix product with the twin, on a few numbers and steps, since it may run interpreted. */
// No record, as no proof is: its equals and hashCode would only make the jar larger.
final class TileProof implements TakeOver.Proof {
    /** Two turns of two steps, and one that is left. */
    private static final int K = 5;

    private final int kind;

    /** @param kind which tile */
    TileProof(int kind) {
        this.kind = kind;
    }

    @Override
    public boolean agrees(TakeOver kernel) {
        if (!Gemm.isThere(kind)) {
            return true; // never asked for
        }
        // Tiles that walk do so here as well, back.
        boolean walks = Gemm.walks(kind);
        int rows = Gemm.rows(kind) == 1 || !walks ? Gemm.rows(kind) : 2 * Gemm.rows(kind);
        int width = Gemm.width(kind);
        int n = walks ? 2 * width : (width + 15) & -16;
        float[] a = numbers(16 * K, 1);
        float[] b = numbers(K * n, 2);
        // The layout that the tiles of a gradient need and the general one may have, or the common one.
        boolean gradient = Gemm.gradient(kind);
        boolean packed = Gemm.packed(kind);
        int aRow = gradient || packed ? 1 : K;
        int aColumn = packed ? 16 : gradient ? rows : 1;
        int bRow = gradient ? n : 16;
        int bPanel = gradient ? 16 : K * 16;
        boolean agrees = true;
        for (boolean add : new boolean[] {false, true}) {
            if (add ? !Gemm.adds(kind) : !walks) {
                continue; // what walks is proven as it may be called, what does not adding alone
            }
            float[] expected = numbers(rows * n, 3);
            float[] actual = expected.clone();
            ScalarGemm.multiply(rows, 0, n, K, a, 0, aRow, aColumn, b, 0, bRow, bPanel, expected, 0, n, 16, add);
            if (walks) {
                Gemm.walk(
                        kind, rows, width, -width, 2, K, a, 0, aRow, aColumn, b, 0, bRow, bPanel, actual, 0, n, 16,
                        add);
            }
            for (int j = 0; !walks && j < n; j += width) {
                Gemm.tile(kind, rows, n, j, K, a, 0, aRow, aColumn, b, 0, bRow, bPanel, actual, 0, n, 16, add);
            }
            agrees &= Arrays.equals(expected, actual);
        }
        return agrees;
    }

    /** Numbers between −1 and 1. */
    static float[] numbers(int count, int seed) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = (Rng.bits(seed, i) >> 8) * 0x1p-23f;
        }
        return result;
    }
}
