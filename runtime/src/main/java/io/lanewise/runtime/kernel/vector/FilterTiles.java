package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of a filter's gradient: 12 neighbouring numbers under the filter are the rows, k runs over lines of pixels.
 * Their sums lie in panels, and are added to. Where vectors have less than 512 bit, {@link PackedTiles} do it.
 */
public final class FilterTiles {
    /** Columns of {@link #tall}. */
    public static final int PAIR = 2 * Lanes.LENGTH;
    /** Columns of {@link #narrow}. */
    public static final int ONE = Lanes.LENGTH;
    /** Whether there are registers for the 24 sums of {@link #tall}: 512 bit come with 32 of them. */
    public static final boolean HAS_TALL = Lanes.LENGTH == 16;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private FilterTiles() {}
    /** Exactly 12 rows of 2 vectors. */
    public static void tall(
            int lines,
            int pixels,
            float[] a,
            int aAt,
            int aPixel,
            int aLine,
            float[] b,
            int bAt,
            int bPixel,
            int bLine,
            float[] c,
            int c0,
            int c1,
            boolean add) {
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * (c0));
        FloatVector s01 = FloatVector.fromArray(S, before, at * (c1));
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + 16));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c1 + 16));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + 32));
        FloatVector s21 = FloatVector.fromArray(S, before, at * (c1 + 32));
        FloatVector s30 = FloatVector.fromArray(S, before, at * (c0 + 48));
        FloatVector s31 = FloatVector.fromArray(S, before, at * (c1 + 48));
        FloatVector s40 = FloatVector.fromArray(S, before, at * (c0 + 64));
        FloatVector s41 = FloatVector.fromArray(S, before, at * (c1 + 64));
        FloatVector s50 = FloatVector.fromArray(S, before, at * (c0 + 80));
        FloatVector s51 = FloatVector.fromArray(S, before, at * (c1 + 80));
        FloatVector s60 = FloatVector.fromArray(S, before, at * (c0 + 96));
        FloatVector s61 = FloatVector.fromArray(S, before, at * (c1 + 96));
        FloatVector s70 = FloatVector.fromArray(S, before, at * (c0 + 112));
        FloatVector s71 = FloatVector.fromArray(S, before, at * (c1 + 112));
        FloatVector s80 = FloatVector.fromArray(S, before, at * (c0 + 128));
        FloatVector s81 = FloatVector.fromArray(S, before, at * (c1 + 128));
        FloatVector s90 = FloatVector.fromArray(S, before, at * (c0 + 144));
        FloatVector s91 = FloatVector.fromArray(S, before, at * (c1 + 144));
        FloatVector s100 = FloatVector.fromArray(S, before, at * (c0 + 160));
        FloatVector s101 = FloatVector.fromArray(S, before, at * (c1 + 160));
        FloatVector s110 = FloatVector.fromArray(S, before, at * (c0 + 176));
        FloatVector s111 = FloatVector.fromArray(S, before, at * (c1 + 176));
        for (int line = 0; line < lines; line++) {
            int p = aAt + line * aLine;
            int q = bAt + line * bLine;
            for (int t = 0; t < pixels; t++) {
                FloatVector y0 = FloatVector.fromArray(S, b, q);
                FloatVector y1 = FloatVector.fromArray(S, b, q + L);
                FloatVector x = FloatVector.broadcast(S, a[p]);
                s00 = x.fma(y0, s00);
                s01 = x.fma(y1, s01);
                x = FloatVector.broadcast(S, a[p + 1]);
                s10 = x.fma(y0, s10);
                s11 = x.fma(y1, s11);
                x = FloatVector.broadcast(S, a[p + 2]);
                s20 = x.fma(y0, s20);
                s21 = x.fma(y1, s21);
                x = FloatVector.broadcast(S, a[p + 3]);
                s30 = x.fma(y0, s30);
                s31 = x.fma(y1, s31);
                x = FloatVector.broadcast(S, a[p + 4]);
                s40 = x.fma(y0, s40);
                s41 = x.fma(y1, s41);
                x = FloatVector.broadcast(S, a[p + 5]);
                s50 = x.fma(y0, s50);
                s51 = x.fma(y1, s51);
                x = FloatVector.broadcast(S, a[p + 6]);
                s60 = x.fma(y0, s60);
                s61 = x.fma(y1, s61);
                x = FloatVector.broadcast(S, a[p + 7]);
                s70 = x.fma(y0, s70);
                s71 = x.fma(y1, s71);
                x = FloatVector.broadcast(S, a[p + 8]);
                s80 = x.fma(y0, s80);
                s81 = x.fma(y1, s81);
                x = FloatVector.broadcast(S, a[p + 9]);
                s90 = x.fma(y0, s90);
                s91 = x.fma(y1, s91);
                x = FloatVector.broadcast(S, a[p + 10]);
                s100 = x.fma(y0, s100);
                s101 = x.fma(y1, s101);
                x = FloatVector.broadcast(S, a[p + 11]);
                s110 = x.fma(y0, s110);
                s111 = x.fma(y1, s111);
                p += aPixel;
                q += bPixel;
            }
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c1);
        s10.intoArray(c, c0 + 16);
        s11.intoArray(c, c1 + 16);
        s20.intoArray(c, c0 + 32);
        s21.intoArray(c, c1 + 32);
        s30.intoArray(c, c0 + 48);
        s31.intoArray(c, c1 + 48);
        s40.intoArray(c, c0 + 64);
        s41.intoArray(c, c1 + 64);
        s50.intoArray(c, c0 + 80);
        s51.intoArray(c, c1 + 80);
        s60.intoArray(c, c0 + 96);
        s61.intoArray(c, c1 + 96);
        s70.intoArray(c, c0 + 112);
        s71.intoArray(c, c1 + 112);
        s80.intoArray(c, c0 + 128);
        s81.intoArray(c, c1 + 128);
        s90.intoArray(c, c0 + 144);
        s91.intoArray(c, c1 + 144);
        s100.intoArray(c, c0 + 160);
        s101.intoArray(c, c1 + 160);
        s110.intoArray(c, c0 + 176);
        s111.intoArray(c, c1 + 176);
    }
    /** Exactly 12 rows of 1 vector. */
    public static void narrow(
            int lines,
            int pixels,
            float[] a,
            int aAt,
            int aPixel,
            int aLine,
            float[] b,
            int bAt,
            int bPixel,
            int bLine,
            float[] c,
            int cAt,
            boolean add) {
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * (cAt));
        FloatVector s1 = FloatVector.fromArray(S, before, at * (cAt + 16));
        FloatVector s2 = FloatVector.fromArray(S, before, at * (cAt + 32));
        FloatVector s3 = FloatVector.fromArray(S, before, at * (cAt + 48));
        FloatVector s4 = FloatVector.fromArray(S, before, at * (cAt + 64));
        FloatVector s5 = FloatVector.fromArray(S, before, at * (cAt + 80));
        FloatVector s6 = FloatVector.fromArray(S, before, at * (cAt + 96));
        FloatVector s7 = FloatVector.fromArray(S, before, at * (cAt + 112));
        FloatVector s8 = FloatVector.fromArray(S, before, at * (cAt + 128));
        FloatVector s9 = FloatVector.fromArray(S, before, at * (cAt + 144));
        FloatVector s10 = FloatVector.fromArray(S, before, at * (cAt + 160));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (cAt + 176));
        for (int line = 0; line < lines; line++) {
            int p = aAt + line * aLine;
            int q = bAt + line * bLine;
            for (int t = 0; t < pixels; t++) {
                FloatVector y = FloatVector.fromArray(S, b, q);
                FloatVector x = FloatVector.broadcast(S, a[p]);
                s0 = x.fma(y, s0);
                x = FloatVector.broadcast(S, a[p + 1]);
                s1 = x.fma(y, s1);
                x = FloatVector.broadcast(S, a[p + 2]);
                s2 = x.fma(y, s2);
                x = FloatVector.broadcast(S, a[p + 3]);
                s3 = x.fma(y, s3);
                x = FloatVector.broadcast(S, a[p + 4]);
                s4 = x.fma(y, s4);
                x = FloatVector.broadcast(S, a[p + 5]);
                s5 = x.fma(y, s5);
                x = FloatVector.broadcast(S, a[p + 6]);
                s6 = x.fma(y, s6);
                x = FloatVector.broadcast(S, a[p + 7]);
                s7 = x.fma(y, s7);
                x = FloatVector.broadcast(S, a[p + 8]);
                s8 = x.fma(y, s8);
                x = FloatVector.broadcast(S, a[p + 9]);
                s9 = x.fma(y, s9);
                x = FloatVector.broadcast(S, a[p + 10]);
                s10 = x.fma(y, s10);
                x = FloatVector.broadcast(S, a[p + 11]);
                s11 = x.fma(y, s11);
                p += aPixel;
                q += bPixel;
            }
        }
        s0.intoArray(c, cAt);
        s1.intoArray(c, cAt + 16);
        s2.intoArray(c, cAt + 32);
        s3.intoArray(c, cAt + 48);
        s4.intoArray(c, cAt + 64);
        s5.intoArray(c, cAt + 80);
        s6.intoArray(c, cAt + 96);
        s7.intoArray(c, cAt + 112);
        s8.intoArray(c, cAt + 128);
        s9.intoArray(c, cAt + 144);
        s10.intoArray(c, cAt + 160);
        s11.intoArray(c, cAt + 176);
    }
}
