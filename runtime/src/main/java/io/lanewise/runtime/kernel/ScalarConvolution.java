package io.lanewise.runtime.kernel;

/** The scalar twin of the tiles of convolutions: sums over places in tables, each one chain in the order of its steps. */
final class ScalarConvolution {
    private ScalarConvolution() {}

    /**
     * The columns {@code from} to {@code to} of some rows, over some steps: C(i, j) += A(i, t) · B(t, j), where A(i, t) is at
     * {@code aAt + rowA[i] + stepA[t]}, B(t, j) at {@code bAt + stepB[t] + (j/16)·bPanel + j%16}, and C(i, j) at
     * {@code cAt + rowC[i] + (j/16)·cPanel + j%16}.
     *
     * @param add whether the sums continue those in C
     */
    static void sums(
            int[] rowA,
            int[] rowC,
            int row,
            int end,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        for (int j = from; j < to; j += 4) {
            int bj = bAt + (j >> 4) * bPanel + (j & 15);
            int cj = cAt + (j >> 4) * cPanel + (j & 15);
            int i = row;
            for (; i + 3 < end; i += 4) {
                four(
                        aAt + rowA[i],
                        aAt + rowA[i + 1],
                        aAt + rowA[i + 2],
                        aAt + rowA[i + 3],
                        cj + rowC[i],
                        cj + rowC[i + 1],
                        cj + rowC[i + 2],
                        cj + rowC[i + 3],
                        stepA,
                        stepB,
                        first,
                        last,
                        a,
                        b,
                        bj,
                        c,
                        add);
            }
            for (; i < end; i++) {
                one(aAt + rowA[i], cj + rowC[i], stepA, stepB, first, last, a, b, bj, c, add);
            }
        }
    }

    /** The same of pixels side by side, whose steps have another order, and at the ends of a line may read 0. */
    static void neighbours(
            Pixels pixels,
            Taps taps,
            int row,
            int end,
            int first,
            int last,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        int behind = pixels.width - 1;
        for (int i = row; i < end; ) {
            int x = i % pixels.width;
            int outside = !taps.edged ? -1 : x == 0 ? 0 : x == behind ? 2 : -1;
            int next = !taps.edged ? end : Math.min(end, outside >= 0 ? i + 1 : i + behind - x);
            int[] stepA = taps.wideImage;
            int[] stepB = taps.wideFilter;
            if (outside < 0) {
                sums(
                        pixels.image,
                        pixels.other,
                        i,
                        next,
                        stepA,
                        stepB,
                        first,
                        last,
                        from,
                        to,
                        a,
                        aAt,
                        b,
                        bAt,
                        bPanel,
                        c,
                        cAt,
                        cPanel,
                        add);
            } else {
                int aRow = aAt + pixels.image[i];
                int cRow = cAt + pixels.other[i];
                edge(outside, stepA, stepB, first, last, from, to, a, aRow, b, bAt, bPanel, c, cRow, cPanel, add);
            }
            i = next;
        }
    }

    /** The same of one row, where the steps that leave {@code outside} if they are divided by 3 read 0. */
    private static void edge(
            int outside,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        for (int j = from; j < to; j++) {
            int bj = bAt + (j >> 4) * bPanel + (j & 15);
            int cj = cAt + (j >> 4) * cPanel + (j & 15);
            float sum = add ? c[cj] : 0;
            for (int t = first; t < last; t++) {
                float x = t % 3 == outside ? 0 : a[aAt + stepA[t]];
                sum = Fma.fma(x, b[bj + stepB[t]], sum);
            }
            c[cj] = sum;
        }
    }

    private static void four(
            int a0,
            int a1,
            int a2,
            int a3,
            int c0,
            int c1,
            int c2,
            int c3,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            float[] a,
            float[] b,
            int bAt,
            float[] c,
            boolean add) {
        float c00 = 0, c01 = 0, c02 = 0, c03 = 0;
        float c10 = 0, c11 = 0, c12 = 0, c13 = 0;
        float c20 = 0, c21 = 0, c22 = 0, c23 = 0;
        float c30 = 0, c31 = 0, c32 = 0, c33 = 0;
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
        for (int t = first; t < last; t++) {
            int step = stepA[t];
            int at = bAt + stepB[t];
            float b0 = b[at];
            float b1 = b[at + 1];
            float b2 = b[at + 2];
            float b3 = b[at + 3];
            float x = a[a0 + step];
            c00 = Fma.fma(x, b0, c00);
            c01 = Fma.fma(x, b1, c01);
            c02 = Fma.fma(x, b2, c02);
            c03 = Fma.fma(x, b3, c03);
            x = a[a1 + step];
            c10 = Fma.fma(x, b0, c10);
            c11 = Fma.fma(x, b1, c11);
            c12 = Fma.fma(x, b2, c12);
            c13 = Fma.fma(x, b3, c13);
            x = a[a2 + step];
            c20 = Fma.fma(x, b0, c20);
            c21 = Fma.fma(x, b1, c21);
            c22 = Fma.fma(x, b2, c22);
            c23 = Fma.fma(x, b3, c23);
            x = a[a3 + step];
            c30 = Fma.fma(x, b0, c30);
            c31 = Fma.fma(x, b1, c31);
            c32 = Fma.fma(x, b2, c32);
            c33 = Fma.fma(x, b3, c33);
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
            int aAt,
            int cAt,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            float[] a,
            float[] b,
            int bAt,
            float[] c,
            boolean add) {
        float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        if (add) {
            c0 = c[cAt];
            c1 = c[cAt + 1];
            c2 = c[cAt + 2];
            c3 = c[cAt + 3];
        }
        for (int t = first; t < last; t++) {
            float x = a[aAt + stepA[t]];
            int at = bAt + stepB[t];
            c0 = Fma.fma(x, b[at], c0);
            c1 = Fma.fma(x, b[at + 1], c1);
            c2 = Fma.fma(x, b[at + 2], c2);
            c3 = Fma.fma(x, b[at + 3], c3);
        }
        c[cAt] = c0;
        c[cAt + 1] = c1;
        c[cAt + 2] = c2;
        c[cAt + 3] = c3;
    }

    /** The same where channels are not mixed: C(i, j) += A(i, t, j) · B(t, j), A(i, t, j) at {@code aAt + rowA[i] + stepA[t] + j}. */
    static void channels(
            int[] rowA,
            int[] rowC,
            int row,
            int end,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        for (int j = from; j < to; j += 4) {
            int bj = bAt + (j >> 4) * bPanel + (j & 15);
            int cj = cAt + (j >> 4) * cPanel + (j & 15);
            for (int i = row; i < end; i++) {
                fourChannels(aAt + rowA[i] + j, cj + rowC[i], stepA, stepB, first, last, a, b, bj, c, add);
            }
        }
    }

    private static void fourChannels(
            int aAt,
            int cAt,
            int[] stepA,
            int[] stepB,
            int first,
            int last,
            float[] a,
            float[] b,
            int bAt,
            float[] c,
            boolean add) {
        float c0 = 0, c1 = 0, c2 = 0, c3 = 0;
        if (add) {
            c0 = c[cAt];
            c1 = c[cAt + 1];
            c2 = c[cAt + 2];
            c3 = c[cAt + 3];
        }
        for (int t = first; t < last; t++) {
            int from = aAt + stepA[t];
            int at = bAt + stepB[t];
            c0 = Fma.fma(a[from], b[at], c0);
            c1 = Fma.fma(a[from + 1], b[at + 1], c1);
            c2 = Fma.fma(a[from + 2], b[at + 2], c2);
            c3 = Fma.fma(a[from + 3], b[at + 3], c3);
        }
        c[cAt] = c0;
        c[cAt + 1] = c1;
        c[cAt + 2] = c2;
        c[cAt + 3] = c3;
    }
}
