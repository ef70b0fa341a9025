package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ConvolutionTiles#dense} where there are 16 registers, of which 16 sums and what they are made of have too few. HotSpot
 * keeps the pixels and weights in them and the sums in memory, three multiply-adds of each for one way there and back: 50 to 75 %
 * of the peak by where the stack begins, against 32 to 45 by {@link ConvolutionTiles#wide}. Fewer sums wait for their way: of 5, 6
 * and 7 pixels 61, 41 and 53 %. Ten pixels take 10 % less time a pixel, and would be computed in vain in most lines.
 */
public final class SmallConvolutionTiles {
    /** Columns: a panel. */
    public static final int WIDTH = Lanes.VIRTUAL;

    /** Whether a panel is two vectors. */
    public static final boolean HAS = 2 * Lanes.LENGTH == WIDTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private SmallConvolutionTiles() {}

    /**
     * A line of 8 pixels or more that are 16 floats apart, in the image and in the result, by eight; the last eight may repeat some.
     * Arguments are those of {@link ConvolutionTiles#wide}.
     */
    public static void eight(
            int pixels,
            int[] tapA,
            int[] tapB,
            int lines,
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            boolean left,
            boolean right) {
        for (int x0 = 0; x0 < pixels; x0 += 8) {
            int first = Math.min(x0, pixels - 8);
            int from = aAt + first * 16;
            int to = cAt + first * 16;
            boolean outsideLeft = left && first == 0;
            boolean outsideRight = right && first == pixels - 8;
            float[] before = outsideLeft ? Lanes.ZEROS : a;
            float[] behind = outsideRight ? Lanes.ZEROS : a;
            FloatVector s00 = FloatVector.fromArray(S, Lanes.ZEROS, 0);
            FloatVector s01 = s00;
            FloatVector s10 = s00;
            FloatVector s11 = s00;
            FloatVector s20 = s00;
            FloatVector s21 = s00;
            FloatVector s30 = s00;
            FloatVector s31 = s00;
            FloatVector s40 = s00;
            FloatVector s41 = s00;
            FloatVector s50 = s00;
            FloatVector s51 = s00;
            FloatVector s60 = s00;
            FloatVector s61 = s00;
            FloatVector s70 = s00;
            FloatVector s71 = s00;
            for (int line = 0; line < lines; line++) {
                int p = from + tapA[3 * line];
                int p0 = outsideLeft ? 0 : p;
                int p9 = outsideRight ? 0 : p + 144;
                int q0 = bAt + tapB[3 * line];
                int q1 = bAt + tapB[3 * line + 1];
                int q2 = bAt + tapB[3 * line + 2];
                for (int t = 0; t < depth; t++) {
                    FloatVector y00 = FloatVector.fromArray(S, b, q0 + t * 16);
                    FloatVector y01 = FloatVector.fromArray(S, b, q0 + t * 16 + L);
                    FloatVector y10 = FloatVector.fromArray(S, b, q1 + t * 16);
                    FloatVector y11 = FloatVector.fromArray(S, b, q1 + t * 16 + L);
                    FloatVector y20 = FloatVector.fromArray(S, b, q2 + t * 16);
                    FloatVector y21 = FloatVector.fromArray(S, b, q2 + t * 16 + L);
                    FloatVector x = FloatVector.broadcast(S, before[p0 + t]);
                    s00 = x.fma(y00, s00);
                    s01 = x.fma(y01, s01);
                    x = FloatVector.broadcast(S, a[p + t + 16]);
                    s10 = x.fma(y00, s10);
                    s11 = x.fma(y01, s11);
                    s00 = x.fma(y10, s00);
                    s01 = x.fma(y11, s01);
                    x = FloatVector.broadcast(S, a[p + t + 32]);
                    s20 = x.fma(y00, s20);
                    s21 = x.fma(y01, s21);
                    s10 = x.fma(y10, s10);
                    s11 = x.fma(y11, s11);
                    s00 = x.fma(y20, s00);
                    s01 = x.fma(y21, s01);
                    x = FloatVector.broadcast(S, a[p + t + 48]);
                    s30 = x.fma(y00, s30);
                    s31 = x.fma(y01, s31);
                    s20 = x.fma(y10, s20);
                    s21 = x.fma(y11, s21);
                    s10 = x.fma(y20, s10);
                    s11 = x.fma(y21, s11);
                    x = FloatVector.broadcast(S, a[p + t + 64]);
                    s40 = x.fma(y00, s40);
                    s41 = x.fma(y01, s41);
                    s30 = x.fma(y10, s30);
                    s31 = x.fma(y11, s31);
                    s20 = x.fma(y20, s20);
                    s21 = x.fma(y21, s21);
                    x = FloatVector.broadcast(S, a[p + t + 80]);
                    s50 = x.fma(y00, s50);
                    s51 = x.fma(y01, s51);
                    s40 = x.fma(y10, s40);
                    s41 = x.fma(y11, s41);
                    s30 = x.fma(y20, s30);
                    s31 = x.fma(y21, s31);
                    x = FloatVector.broadcast(S, a[p + t + 96]);
                    s60 = x.fma(y00, s60);
                    s61 = x.fma(y01, s61);
                    s50 = x.fma(y10, s50);
                    s51 = x.fma(y11, s51);
                    s40 = x.fma(y20, s40);
                    s41 = x.fma(y21, s41);
                    x = FloatVector.broadcast(S, a[p + t + 112]);
                    s70 = x.fma(y00, s70);
                    s71 = x.fma(y01, s71);
                    s60 = x.fma(y10, s60);
                    s61 = x.fma(y11, s61);
                    s50 = x.fma(y20, s50);
                    s51 = x.fma(y21, s51);
                    x = FloatVector.broadcast(S, a[p + t + 128]);
                    s70 = x.fma(y10, s70);
                    s71 = x.fma(y11, s71);
                    s60 = x.fma(y20, s60);
                    s61 = x.fma(y21, s61);
                    x = FloatVector.broadcast(S, behind[p9 + t]);
                    s70 = x.fma(y20, s70);
                    s71 = x.fma(y21, s71);
                }
            }
            s00.intoArray(c, to);
            s01.intoArray(c, to + L);
            s10.intoArray(c, to + 16);
            s11.intoArray(c, to + 16 + L);
            s20.intoArray(c, to + 32);
            s21.intoArray(c, to + 32 + L);
            s30.intoArray(c, to + 48);
            s31.intoArray(c, to + 48 + L);
            s40.intoArray(c, to + 64);
            s41.intoArray(c, to + 64 + L);
            s50.intoArray(c, to + 80);
            s51.intoArray(c, to + 80 + L);
            s60.intoArray(c, to + 96);
            s61.intoArray(c, to + 96 + L);
            s70.intoArray(c, to + 112);
            s71.intoArray(c, to + 112 + L);
        }
    }

    /**
     * {@link ConvolutionTiles#single} under three lines of a filter, for a whole panel, by four pixels; the last four may repeat
     * some. Without a loop over lines HotSpot keeps all sums in registers: 45 to 50 % of the peak, against 36 to 40.
     */
    public static void single(
            int pixels, int[] tapA, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int cPixel) {
        for (int x0 = 0; x0 < pixels; x0 += 4) {
            int first = Math.min(x0, pixels - 4);
            int from = aAt + first;
            int to = cAt + first * cPixel;
            FloatVector s00 = FloatVector.zero(S);
            FloatVector s01 = s00;
            FloatVector s10 = s00;
            FloatVector s11 = s00;
            FloatVector s20 = s00;
            FloatVector s21 = s00;
            FloatVector s30 = s00;
            FloatVector s31 = s00;
            int p = from + tapA[0];
            FloatVector y00 = FloatVector.fromArray(S, b, bAt);
            FloatVector y01 = FloatVector.fromArray(S, b, bAt + L);
            FloatVector y10 = FloatVector.fromArray(S, b, bAt + 16);
            FloatVector y11 = FloatVector.fromArray(S, b, bAt + 16 + L);
            FloatVector y20 = FloatVector.fromArray(S, b, bAt + 32);
            FloatVector y21 = FloatVector.fromArray(S, b, bAt + 32 + L);
            FloatVector x = FloatVector.broadcast(S, a[p]);
            s00 = x.fma(y00, s00);
            s01 = x.fma(y01, s01);
            x = FloatVector.broadcast(S, a[p + 1]);
            s10 = x.fma(y00, s10);
            s11 = x.fma(y01, s11);
            s00 = x.fma(y10, s00);
            s01 = x.fma(y11, s01);
            x = FloatVector.broadcast(S, a[p + 2]);
            s20 = x.fma(y00, s20);
            s21 = x.fma(y01, s21);
            s10 = x.fma(y10, s10);
            s11 = x.fma(y11, s11);
            s00 = x.fma(y20, s00);
            s01 = x.fma(y21, s01);
            x = FloatVector.broadcast(S, a[p + 3]);
            s30 = x.fma(y00, s30);
            s31 = x.fma(y01, s31);
            s20 = x.fma(y10, s20);
            s21 = x.fma(y11, s21);
            s10 = x.fma(y20, s10);
            s11 = x.fma(y21, s11);
            x = FloatVector.broadcast(S, a[p + 4]);
            s30 = x.fma(y10, s30);
            s31 = x.fma(y11, s31);
            s20 = x.fma(y20, s20);
            s21 = x.fma(y21, s21);
            x = FloatVector.broadcast(S, a[p + 5]);
            s30 = x.fma(y20, s30);
            s31 = x.fma(y21, s31);
            p = from + tapA[3];
            y00 = FloatVector.fromArray(S, b, bAt + 48);
            y01 = FloatVector.fromArray(S, b, bAt + 48 + L);
            y10 = FloatVector.fromArray(S, b, bAt + 64);
            y11 = FloatVector.fromArray(S, b, bAt + 64 + L);
            y20 = FloatVector.fromArray(S, b, bAt + 80);
            y21 = FloatVector.fromArray(S, b, bAt + 80 + L);
            x = FloatVector.broadcast(S, a[p]);
            s00 = x.fma(y00, s00);
            s01 = x.fma(y01, s01);
            x = FloatVector.broadcast(S, a[p + 1]);
            s10 = x.fma(y00, s10);
            s11 = x.fma(y01, s11);
            s00 = x.fma(y10, s00);
            s01 = x.fma(y11, s01);
            x = FloatVector.broadcast(S, a[p + 2]);
            s20 = x.fma(y00, s20);
            s21 = x.fma(y01, s21);
            s10 = x.fma(y10, s10);
            s11 = x.fma(y11, s11);
            s00 = x.fma(y20, s00);
            s01 = x.fma(y21, s01);
            x = FloatVector.broadcast(S, a[p + 3]);
            s30 = x.fma(y00, s30);
            s31 = x.fma(y01, s31);
            s20 = x.fma(y10, s20);
            s21 = x.fma(y11, s21);
            s10 = x.fma(y20, s10);
            s11 = x.fma(y21, s11);
            x = FloatVector.broadcast(S, a[p + 4]);
            s30 = x.fma(y10, s30);
            s31 = x.fma(y11, s31);
            s20 = x.fma(y20, s20);
            s21 = x.fma(y21, s21);
            x = FloatVector.broadcast(S, a[p + 5]);
            s30 = x.fma(y20, s30);
            s31 = x.fma(y21, s31);
            p = from + tapA[6];
            y00 = FloatVector.fromArray(S, b, bAt + 96);
            y01 = FloatVector.fromArray(S, b, bAt + 96 + L);
            y10 = FloatVector.fromArray(S, b, bAt + 112);
            y11 = FloatVector.fromArray(S, b, bAt + 112 + L);
            y20 = FloatVector.fromArray(S, b, bAt + 128);
            y21 = FloatVector.fromArray(S, b, bAt + 128 + L);
            x = FloatVector.broadcast(S, a[p]);
            s00 = x.fma(y00, s00);
            s01 = x.fma(y01, s01);
            x = FloatVector.broadcast(S, a[p + 1]);
            s10 = x.fma(y00, s10);
            s11 = x.fma(y01, s11);
            s00 = x.fma(y10, s00);
            s01 = x.fma(y11, s01);
            x = FloatVector.broadcast(S, a[p + 2]);
            s20 = x.fma(y00, s20);
            s21 = x.fma(y01, s21);
            s10 = x.fma(y10, s10);
            s11 = x.fma(y11, s11);
            s00 = x.fma(y20, s00);
            s01 = x.fma(y21, s01);
            x = FloatVector.broadcast(S, a[p + 3]);
            s30 = x.fma(y00, s30);
            s31 = x.fma(y01, s31);
            s20 = x.fma(y10, s20);
            s21 = x.fma(y11, s21);
            s10 = x.fma(y20, s10);
            s11 = x.fma(y21, s11);
            x = FloatVector.broadcast(S, a[p + 4]);
            s30 = x.fma(y10, s30);
            s31 = x.fma(y11, s31);
            s20 = x.fma(y20, s20);
            s21 = x.fma(y21, s21);
            x = FloatVector.broadcast(S, a[p + 5]);
            s30 = x.fma(y20, s30);
            s31 = x.fma(y21, s31);
            s00.intoArray(c, to);
            s01.intoArray(c, to + L);
            s10.intoArray(c, to + cPixel);
            s11.intoArray(c, to + cPixel + L);
            s20.intoArray(c, to + 2 * cPixel);
            s21.intoArray(c, to + 2 * cPixel + L);
            s30.intoArray(c, to + 3 * cPixel);
            s31.intoArray(c, to + 3 * cPixel + L);
        }
    }
}
