package io.lanewise.runtime.kernel;

/**
 * The scalar twin of the matrix product: a register tile of 4 rows and 4 columns. Every element is one chain of fused
 * multiply-adds over k.
 */
final class ScalarGemm {
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
        for (int j = from; j < to; j += 4) {
            int bj = bAt + (j >> 4) * bPanel + (j & 15);
            int cj = cAt + (j >> 4) * cPanel + (j & 15);
            int i = 0;
            for (; i + 4 <= m; i += 4) {
                four(k, a, aAt + i * aRow, aRow, aColumn, b, bj, bRow, c, cj + i * cRow, cRow, add);
            }
            for (; i < m; i++) {
                one(k, a, aAt + i * aRow, aColumn, b, bj, bRow, c, cj + i * cRow, add);
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
