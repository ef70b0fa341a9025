package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ConvolutionTiles#dense} of 2 vectors, where there are registers enough: what is read of a pixel serves six sums. 14×14
 * pixels of 16 channels under 32 filters took 8.8 µs by {@link ConvolutionTiles#six}, and take 8.5.
 */
public final class DensePairs {
    /** Whether there are. */
    public static final boolean HAS = Lanes.LENGTH == 16;

    /** Columns of a tile. */
    public static final int PAIR = 2 * Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;

    private DensePairs() {}

    /**
     * Seven pixels at a time, of 7 or more, for lines that divide by it, as those of 14 and 28 do.
     *
     * @param b0 the first vector of B, {@code b1} the second
     */
    public static void seven(
            int pixels,
            int[] tapA,
            int[] tapB,
            int lines,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int b0,
            int b1,
            float[] c,
            int c0,
            int c1,
            int cPixel,
            boolean add) {
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        for (int x0 = 0; x0 < pixels; x0 += 7) {
            int first = Math.min(x0, pixels - 7);
            int from = aAt + first * 16;
            int to0 = c0 + first * cPixel;
            int to1 = c1 + first * cPixel;
            FloatVector s00 = FloatVector.fromArray(S, before, at * to0);
            FloatVector s01 = FloatVector.fromArray(S, before, at * to1);
            FloatVector s10 = FloatVector.fromArray(S, before, at * (to0 + cPixel));
            FloatVector s11 = FloatVector.fromArray(S, before, at * (to1 + cPixel));
            FloatVector s20 = FloatVector.fromArray(S, before, at * (to0 + 2 * cPixel));
            FloatVector s21 = FloatVector.fromArray(S, before, at * (to1 + 2 * cPixel));
            FloatVector s30 = FloatVector.fromArray(S, before, at * (to0 + 3 * cPixel));
            FloatVector s31 = FloatVector.fromArray(S, before, at * (to1 + 3 * cPixel));
            FloatVector s40 = FloatVector.fromArray(S, before, at * (to0 + 4 * cPixel));
            FloatVector s41 = FloatVector.fromArray(S, before, at * (to1 + 4 * cPixel));
            FloatVector s50 = FloatVector.fromArray(S, before, at * (to0 + 5 * cPixel));
            FloatVector s51 = FloatVector.fromArray(S, before, at * (to1 + 5 * cPixel));
            FloatVector s60 = FloatVector.fromArray(S, before, at * (to0 + 6 * cPixel));
            FloatVector s61 = FloatVector.fromArray(S, before, at * (to1 + 6 * cPixel));
            for (int line = 0; line < lines; line++) {
                int p = from + tapA[3 * line];
                int q00 = b0 + tapB[3 * line];
                int q10 = b0 + tapB[3 * line + 1];
                int q20 = b0 + tapB[3 * line + 2];
                int q01 = b1 + tapB[3 * line];
                int q11 = b1 + tapB[3 * line + 1];
                int q21 = b1 + tapB[3 * line + 2];
                for (int t = 0; t < depth; t++) {
                    FloatVector y00 = FloatVector.fromArray(S, b, q00 + t * 16);
                    FloatVector y01 = FloatVector.fromArray(S, b, q01 + t * 16);
                    FloatVector y10 = FloatVector.fromArray(S, b, q10 + t * 16);
                    FloatVector y11 = FloatVector.fromArray(S, b, q11 + t * 16);
                    FloatVector y20 = FloatVector.fromArray(S, b, q20 + t * 16);
                    FloatVector y21 = FloatVector.fromArray(S, b, q21 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, a[p + t]);
                    s00 = x.fma(y00, s00);
                    s01 = x.fma(y01, s01);
                    x = FloatVector.broadcast(S, a[p + 16 + t]);
                    s10 = x.fma(y00, s10);
                    s11 = x.fma(y01, s11);
                    s00 = x.fma(y10, s00);
                    s01 = x.fma(y11, s01);
                    x = FloatVector.broadcast(S, a[p + 32 + t]);
                    s20 = x.fma(y00, s20);
                    s21 = x.fma(y01, s21);
                    s10 = x.fma(y10, s10);
                    s11 = x.fma(y11, s11);
                    s00 = x.fma(y20, s00);
                    s01 = x.fma(y21, s01);
                    x = FloatVector.broadcast(S, a[p + 48 + t]);
                    s30 = x.fma(y00, s30);
                    s31 = x.fma(y01, s31);
                    s20 = x.fma(y10, s20);
                    s21 = x.fma(y11, s21);
                    s10 = x.fma(y20, s10);
                    s11 = x.fma(y21, s11);
                    x = FloatVector.broadcast(S, a[p + 64 + t]);
                    s40 = x.fma(y00, s40);
                    s41 = x.fma(y01, s41);
                    s30 = x.fma(y10, s30);
                    s31 = x.fma(y11, s31);
                    s20 = x.fma(y20, s20);
                    s21 = x.fma(y21, s21);
                    x = FloatVector.broadcast(S, a[p + 80 + t]);
                    s50 = x.fma(y00, s50);
                    s51 = x.fma(y01, s51);
                    s40 = x.fma(y10, s40);
                    s41 = x.fma(y11, s41);
                    s30 = x.fma(y20, s30);
                    s31 = x.fma(y21, s31);
                    x = FloatVector.broadcast(S, a[p + 96 + t]);
                    s60 = x.fma(y00, s60);
                    s61 = x.fma(y01, s61);
                    s50 = x.fma(y10, s50);
                    s51 = x.fma(y11, s51);
                    s40 = x.fma(y20, s40);
                    s41 = x.fma(y21, s41);
                    x = FloatVector.broadcast(S, a[p + 112 + t]);
                    s60 = x.fma(y10, s60);
                    s61 = x.fma(y11, s61);
                    s50 = x.fma(y20, s50);
                    s51 = x.fma(y21, s51);
                    x = FloatVector.broadcast(S, a[p + 128 + t]);
                    s60 = x.fma(y20, s60);
                    s61 = x.fma(y21, s61);
                }
            }
            s00.intoArray(c, to0);
            s01.intoArray(c, to1);
            s10.intoArray(c, to0 + cPixel);
            s11.intoArray(c, to1 + cPixel);
            s20.intoArray(c, to0 + 2 * cPixel);
            s21.intoArray(c, to1 + 2 * cPixel);
            s30.intoArray(c, to0 + 3 * cPixel);
            s31.intoArray(c, to1 + 3 * cPixel);
            s40.intoArray(c, to0 + 4 * cPixel);
            s41.intoArray(c, to1 + 4 * cPixel);
            s50.intoArray(c, to0 + 5 * cPixel);
            s51.intoArray(c, to1 + 5 * cPixel);
            s60.intoArray(c, to0 + 6 * cPixel);
            s61.intoArray(c, to1 + 6 * cPixel);
        }
    }
}
