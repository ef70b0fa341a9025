package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of neighbours, {@link ConvolutionTiles#dense}, {@link ConvolutionTiles#wide} and {@link ConvolutionTiles#single}, where
 * there are 16 registers: for a whole panel of two vectors.
 */
public final class SmallConvolutionTiles {
    /** Columns: a panel. */
    public static final int WIDTH = Lanes.VIRTUAL;

    /** Whether a panel is two vectors. */
    public static final boolean HAS = 2 * Lanes.LENGTH == WIDTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private SmallConvolutionTiles() {}

    /** Copies the weights of a panel into the order of the steps. One by one a small image would take longer for it than it saves. */
    public static void inOrder(int[] filter, int steps, float[] b, int bAt, float[] ordered) {
        for (int k = 0; k < steps; k++) {
            int p = bAt + filter[k];
            FloatVector.fromArray(S, b, p).intoArray(ordered, k * 16);
            FloatVector.fromArray(S, b, p + L).intoArray(ordered, k * 16 + L);
        }
    }

    /**
     * Lines of 5 pixels or more by three neighbours, two times three in a tile; the last three of a line may repeat some. Two vectors of
     * weights and one pixel at a time leave registers to twelve sums: three taps in a turn, as others read each pixel once, leave none,
     * and HotSpot keeps the sums in memory. 32×32 pixels of 16 channels reach 79 % of the peak so, against 32 to 45.
     *
     * @param places of each step the place of its number, from a pixel's first
     * @param b the weights in the order of the steps, so that HotSpot need not check their bounds in each: 46 instructions become 40
     * @param near whether pixels lie 16 floats apart, in the image and in the result
     * @param left whether left of the first pixel the image ends, and 0 is read there, if they are near
     * @param right whether it does right of the last pixel
     */
    public static void lines(
            int lines,
            int pixels,
            int[] places,
            int steps,
            float[] a,
            int aAt,
            int aLine,
            int aPixel,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cLine,
            int cPixel,
            boolean near,
            boolean left,
            boolean right) {
        int from = left ? 1 : 0;
        int end = right ? pixels - 1 : pixels;
        boolean waits = false;
        int a0 = 0;
        int c0 = 0;
        for (int line = 0; line < lines; line++) {
            int inA = aAt + line * aLine;
            int inC = cAt + line * cLine;
            for (int x = from; x < end; x += 3) {
                int first = Math.min(x, end - 3);
                int a3 = inA + first * aPixel;
                int c3 = inC + first * cPixel;
                if (waits) {
                    six(near, places, steps, a, a0, a3, aPixel, b, bAt, c, c0, c3, cPixel);
                }
                waits = !waits;
                a0 = a3;
                c0 = c3;
            }
            if (left || right) {
                sides(pixels, places, steps, a, inA, b, bAt, c, inC, left, right);
            }
        }
        if (waits) {
            six(near, places, steps, a, a0, a0, aPixel, b, bAt, c, c0, c0, cPixel);
        }
    }

    /** Three pixels from {@code a0} on and three from {@code a3} on. */
    private static void six(
            boolean near,
            int[] places,
            int steps,
            float[] a,
            int a0,
            int a3,
            int aPixel,
            float[] b,
            int bAt,
            float[] c,
            int c0,
            int c3,
            int cPixel) {
        if (near) {
            near(places, steps, a, a0, a3, b, bAt, c, c0, c3);
        } else {
            far(places, steps, a, a0, a3, aPixel, b, bAt, c, c0, c3, cPixel);
        }
    }

    private static void far(
            int[] places,
            int steps,
            float[] a,
            int a0,
            int a3,
            int aPixel,
            float[] b,
            int bAt,
            float[] c,
            int c0,
            int c3,
            int cPixel) {
        FloatVector s00 = FloatVector.zero(S);
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
        for (int k = 0; k < steps; k++) {
            int p = a0 + places[k];
            int q = bAt + k * 16;
            FloatVector y0 = FloatVector.fromArray(S, b, q);
            FloatVector y1 = FloatVector.fromArray(S, b, q + L);
            FloatVector x = FloatVector.broadcast(S, a[p]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            p += aPixel;
            x = FloatVector.broadcast(S, a[p]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            p += aPixel;
            x = FloatVector.broadcast(S, a[p]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            p = a3 + places[k];
            x = FloatVector.broadcast(S, a[p]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            p += aPixel;
            x = FloatVector.broadcast(S, a[p]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            p += aPixel;
            x = FloatVector.broadcast(S, a[p]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        c0 += cPixel;
        s10.intoArray(c, c0);
        s11.intoArray(c, c0 + L);
        c0 += cPixel;
        s20.intoArray(c, c0);
        s21.intoArray(c, c0 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        c3 += cPixel;
        s40.intoArray(c, c3);
        s41.intoArray(c, c3 + L);
        c3 += cPixel;
        s50.intoArray(c, c3);
        s51.intoArray(c, c3 + L);
    }

    /** The same of pixels 16 floats apart, whose bounds are checked two for three. */
    private static void near(
            int[] places, int steps, float[] a, int a0, int a3, float[] b, int bAt, float[] c, int c0, int c3) {
        FloatVector s00 = FloatVector.zero(S);
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
        for (int k = 0; k < steps; k++) {
            int p0 = a0 + places[k];
            int p3 = a3 + places[k];
            int q = bAt + k * 16;
            FloatVector y0 = FloatVector.fromArray(S, b, q);
            FloatVector y1 = FloatVector.fromArray(S, b, q + L);
            FloatVector x = FloatVector.broadcast(S, a[p0]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[p0 + 16]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = FloatVector.broadcast(S, a[p0 + 32]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            x = FloatVector.broadcast(S, a[p3]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            x = FloatVector.broadcast(S, a[p3 + 16]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            x = FloatVector.broadcast(S, a[p3 + 32]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s10.intoArray(c, c0 + 16);
        s11.intoArray(c, c0 + 16 + L);
        s20.intoArray(c, c0 + 32);
        s21.intoArray(c, c0 + 32 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c3 + 16);
        s41.intoArray(c, c3 + 16 + L);
        s50.intoArray(c, c3 + 32);
        s51.intoArray(c, c3 + 32 + L);
    }

    /** The first and the last pixel of a line whose pixels are 16 floats apart. */
    private static void sides(
            int pixels,
            int[] places,
            int steps,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            boolean left,
            boolean right) {
        float[] before = left ? Lanes.ZEROS : a;
        float[] behind = right ? Lanes.ZEROS : a;
        int inside = left ? 0 : -1;
        int within = right ? 0 : -1;
        int across = (pixels - 1) * 16;
        int last = aAt + across;
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = s00;
        FloatVector s10 = s00;
        FloatVector s11 = s00;
        for (int k = 0; k < steps; k += 3) {
            int p = places[k];
            int q = bAt + k * 16;
            FloatVector y0 = FloatVector.fromArray(S, b, q);
            FloatVector y1 = FloatVector.fromArray(S, b, q + L);
            FloatVector x = FloatVector.broadcast(S, before[aAt + p & inside]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[last + p]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            p = places[k + 1];
            q += 16;
            y0 = FloatVector.fromArray(S, b, q);
            y1 = FloatVector.fromArray(S, b, q + L);
            x = FloatVector.broadcast(S, a[aAt + p]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[last + p]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            p = places[k + 2];
            q += 16;
            y0 = FloatVector.fromArray(S, b, q);
            y1 = FloatVector.fromArray(S, b, q + L);
            x = FloatVector.broadcast(S, a[aAt + p]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, behind[last + p & within]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
        }
        s00.intoArray(c, cAt);
        s01.intoArray(c, cAt + L);
        s10.intoArray(c, cAt + across);
        s11.intoArray(c, cAt + across + L);
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
