package io.lanewise.runtime.kernel;

/**
 * The scalar twin of the matrix product: wide ones by {@link ScalarStrips}, the rest by register tiles of 4 rows and 4 columns or
 * of one row and 8. Every element is one chain of fused multiply-adds over k.
 */
final class ScalarGemm {
    /** Rows from which copying B to {@link ScalarStrips} pays. */
    private static final int LEAST_ROWS = 4;

    /** Columns from which HotSpot's vectors pay, the ends of their loops being scalar. */
    private static final int LEAST_COLUMNS = 32;

    /** Steps of k in one call for a single row: HotSpot counts calls, so a process's first product is soon compiled. */
    private static final int STEPS = 64;

    private ScalarGemm() {}

    /** The columns {@code from} to {@code to}, multiples of 4, of what {@code Gemm.multiply} describes. */
    static void multiply(
            int m,
            int from,
            int to,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int wide = (from + 15) & -16;
        int end = to & -16;
        if (m >= LEAST_ROWS
                && end - wide >= LEAST_COLUMNS
                && ScalarStrips.multiply(
                        m, wide, end, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add)) {
            tiles(m, from, wide, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            tiles(m, end, to, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        } else {
            tiles(m, from, to, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        }
    }

    private static void tiles(
            int m,
            int from,
            int to,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int fours = m & -4;
        for (int j = from; j < to; j += 4) {
            int bj = bAt + (j >> 4) * bPanel + (j & 15);
            int cj = cAt + (j >> 4) * cPanel + (j & 15);
            for (int i = 0; i < fours; i += 4) {
                four(k, a, aAt + i * aRow, aRow, aColumn, b, bj, bRow, c, cj + i * cRow, cRow, add);
            }
        }
        for (int i = fours; i < m; i++) {
            int ai = aAt + i * aRow;
            int ci = cAt + i * cRow;
            int j = from;
            for (; j + 8 <= to && (j & 7) == 0; j += 8) {
                int bj = bAt + (j >> 4) * bPanel + (j & 15);
                int cj = ci + (j >> 4) * cPanel + (j & 15);
                int t = 0;
                do {
                    int steps = Math.min(STEPS, k - t);
                    eight(steps, a, ai + t * aColumn, aColumn, b, bj + t * bRow, bRow, c, cj, add || t > 0);
                    t += steps;
                } while (t < k);
            }
            for (; j < to; j += 4) {
                int bj = bAt + (j >> 4) * bPanel + (j & 15);
                one(k, a, ai, aColumn, b, bj, bRow, c, ci + (j >> 4) * cPanel + (j & 15), add);
            }
        }
    }

    private static void four(
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            boolean add) {
        float c00 = 0, c01 = 0, c02 = 0, c03 = 0;
        float c10 = 0, c11 = 0, c12 = 0, c13 = 0;
        float c20 = 0, c21 = 0, c22 = 0, c23 = 0;
        float c30 = 0, c31 = 0, c32 = 0, c33 = 0;
        int c0 = cAt;
        int c1 = c0 + cRow;
        int c2 = c1 + cRow;
        int c3 = c2 + cRow;
        if (add) {
            c00 = c[c0];
            c01 = c[c0 + 1];
            c02 = c[c0 + 2];
            c03 = c[c0 + 3];
            c10 = c[c1];
            c11 = c[c1 + 1];
            c12 = c[c1 + 2];
            c13 = c[c1 + 3];
            c20 = c[c2];
            c21 = c[c2 + 1];
            c22 = c[c2 + 2];
            c23 = c[c2 + 3];
            c30 = c[c3];
            c31 = c[c3 + 1];
            c32 = c[c3 + 2];
            c33 = c[c3 + 3];
        }
        int a0 = aAt;
        int a1 = a0 + aRow;
        int a2 = a1 + aRow;
        int a3 = a2 + aRow;
        int at = bAt;
        for (int t = 0; t < k; t++) {
            float b0 = b[at];
            float b1 = b[at + 1];
            float b2 = b[at + 2];
            float b3 = b[at + 3];
            float x = a[a0];
            c00 = Fma.fma(x, b0, c00);
            c01 = Fma.fma(x, b1, c01);
            c02 = Fma.fma(x, b2, c02);
            c03 = Fma.fma(x, b3, c03);
            x = a[a1];
            c10 = Fma.fma(x, b0, c10);
            c11 = Fma.fma(x, b1, c11);
            c12 = Fma.fma(x, b2, c12);
            c13 = Fma.fma(x, b3, c13);
            x = a[a2];
            c20 = Fma.fma(x, b0, c20);
            c21 = Fma.fma(x, b1, c21);
            c22 = Fma.fma(x, b2, c22);
            c23 = Fma.fma(x, b3, c23);
            x = a[a3];
            c30 = Fma.fma(x, b0, c30);
            c31 = Fma.fma(x, b1, c31);
            c32 = Fma.fma(x, b2, c32);
            c33 = Fma.fma(x, b3, c33);
            a0 += aColumn;
            a1 += aColumn;
            a2 += aColumn;
            a3 += aColumn;
            at += bRow;
        }
        c[c0] = c00;
        c[c0 + 1] = c01;
        c[c0 + 2] = c02;
        c[c0 + 3] = c03;
        c[c1] = c10;
        c[c1 + 1] = c11;
        c[c1 + 2] = c12;
        c[c1 + 3] = c13;
        c[c2] = c20;
        c[c2 + 1] = c21;
        c[c2 + 2] = c22;
        c[c2 + 3] = c23;
        c[c3] = c30;
        c[c3 + 1] = c31;
        c[c3 + 2] = c32;
        c[c3 + 3] = c33;
    }

    /** Eight chains hide the latency of the multiply-add. */
    private static void eight(
            int k, float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, float[] c, int cAt, boolean add) {
        float c0 = 0, c1 = 0, c2 = 0, c3 = 0, c4 = 0, c5 = 0, c6 = 0, c7 = 0;
        if (add) {
            c0 = c[cAt];
            c1 = c[cAt + 1];
            c2 = c[cAt + 2];
            c3 = c[cAt + 3];
            c4 = c[cAt + 4];
            c5 = c[cAt + 5];
            c6 = c[cAt + 6];
            c7 = c[cAt + 7];
        }
        int from = aAt;
        int at = bAt;
        for (int t = 0; t < k; t++) {
            float x = a[from];
            c0 = Fma.fma(x, b[at], c0);
            c1 = Fma.fma(x, b[at + 1], c1);
            c2 = Fma.fma(x, b[at + 2], c2);
            c3 = Fma.fma(x, b[at + 3], c3);
            c4 = Fma.fma(x, b[at + 4], c4);
            c5 = Fma.fma(x, b[at + 5], c5);
            c6 = Fma.fma(x, b[at + 6], c6);
            c7 = Fma.fma(x, b[at + 7], c7);
            from += aColumn;
            at += bRow;
        }
        c[cAt] = c0;
        c[cAt + 1] = c1;
        c[cAt + 2] = c2;
        c[cAt + 3] = c3;
        c[cAt + 4] = c4;
        c[cAt + 5] = c5;
        c[cAt + 6] = c6;
        c[cAt + 7] = c7;
    }

    private static void one(
            int k, float[] a, int aAt, int aColumn, float[] b, int bAt, int bRow, float[] c, int cAt, boolean add) {
        float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        if (add) {
            c0 = c[cAt];
            c1 = c[cAt + 1];
            c2 = c[cAt + 2];
            c3 = c[cAt + 3];
        }
        int from = aAt;
        int at = bAt;
        for (int t = 0; t < k; t++) {
            float x = a[from];
            c0 = Fma.fma(x, b[at], c0);
            c1 = Fma.fma(x, b[at + 1], c1);
            c2 = Fma.fma(x, b[at + 2], c2);
            c3 = Fma.fma(x, b[at + 3], c3);
            from += aColumn;
            at += bRow;
        }
        c[cAt] = c0;
        c[cAt + 1] = c1;
        c[cAt + 2] = c2;
        c[cAt + 3] = c3;
    }
}
