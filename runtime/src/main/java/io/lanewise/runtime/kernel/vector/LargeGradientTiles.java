package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The wider tiles beside {@link GradientTiles}: of 24 sums and of 16. */
public final class LargeGradientTiles {
    /** Columns of {@link #tall}. */
    public static final int TALL = 2 * Lanes.LENGTH;

    /** Columns of {@link #wide}. */
    public static final int WIDE = 4 * Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private LargeGradientTiles() {}

    /** Exactly 12 rows of 2 vectors. */
    public static void tall(
            int column,
            int k,
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int c0 = cAt + (column >> 4) * cPanel + (column & 15);
        int j1 = column + L;
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s01 = FloatVector.fromArray(S, before, at * c1);
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + cRow));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c1 + cRow));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + 2 * cRow));
        FloatVector s21 = FloatVector.fromArray(S, before, at * (c1 + 2 * cRow));
        FloatVector s30 = FloatVector.fromArray(S, before, at * (c0 + 3 * cRow));
        FloatVector s31 = FloatVector.fromArray(S, before, at * (c1 + 3 * cRow));
        FloatVector s40 = FloatVector.fromArray(S, before, at * (c0 + 4 * cRow));
        FloatVector s41 = FloatVector.fromArray(S, before, at * (c1 + 4 * cRow));
        FloatVector s50 = FloatVector.fromArray(S, before, at * (c0 + 5 * cRow));
        FloatVector s51 = FloatVector.fromArray(S, before, at * (c1 + 5 * cRow));
        FloatVector s60 = FloatVector.fromArray(S, before, at * (c0 + 6 * cRow));
        FloatVector s61 = FloatVector.fromArray(S, before, at * (c1 + 6 * cRow));
        FloatVector s70 = FloatVector.fromArray(S, before, at * (c0 + 7 * cRow));
        FloatVector s71 = FloatVector.fromArray(S, before, at * (c1 + 7 * cRow));
        FloatVector s80 = FloatVector.fromArray(S, before, at * (c0 + 8 * cRow));
        FloatVector s81 = FloatVector.fromArray(S, before, at * (c1 + 8 * cRow));
        FloatVector s90 = FloatVector.fromArray(S, before, at * (c0 + 9 * cRow));
        FloatVector s91 = FloatVector.fromArray(S, before, at * (c1 + 9 * cRow));
        FloatVector s100 = FloatVector.fromArray(S, before, at * (c0 + 10 * cRow));
        FloatVector s101 = FloatVector.fromArray(S, before, at * (c1 + 10 * cRow));
        FloatVector s110 = FloatVector.fromArray(S, before, at * (c0 + 11 * cRow));
        FloatVector s111 = FloatVector.fromArray(S, before, at * (c1 + 11 * cRow));
        int from = aAt;
        int row = bAt + column;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, row);
            FloatVector y1 = FloatVector.fromArray(S, b, row + L);
            FloatVector x = FloatVector.broadcast(S, a[from]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[from + 1]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = FloatVector.broadcast(S, a[from + 2]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            x = FloatVector.broadcast(S, a[from + 3]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            x = FloatVector.broadcast(S, a[from + 4]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            x = FloatVector.broadcast(S, a[from + 5]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
            x = FloatVector.broadcast(S, a[from + 6]);
            s60 = x.fma(y0, s60);
            s61 = x.fma(y1, s61);
            x = FloatVector.broadcast(S, a[from + 7]);
            s70 = x.fma(y0, s70);
            s71 = x.fma(y1, s71);
            x = FloatVector.broadcast(S, a[from + 8]);
            s80 = x.fma(y0, s80);
            s81 = x.fma(y1, s81);
            x = FloatVector.broadcast(S, a[from + 9]);
            s90 = x.fma(y0, s90);
            s91 = x.fma(y1, s91);
            x = FloatVector.broadcast(S, a[from + 10]);
            s100 = x.fma(y0, s100);
            s101 = x.fma(y1, s101);
            x = FloatVector.broadcast(S, a[from + 11]);
            s110 = x.fma(y0, s110);
            s111 = x.fma(y1, s111);
            from += aColumn;
            row += bRow;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c1);
        s10.intoArray(c, c0 + cRow);
        s11.intoArray(c, c1 + cRow);
        s20.intoArray(c, c0 + 2 * cRow);
        s21.intoArray(c, c1 + 2 * cRow);
        s30.intoArray(c, c0 + 3 * cRow);
        s31.intoArray(c, c1 + 3 * cRow);
        s40.intoArray(c, c0 + 4 * cRow);
        s41.intoArray(c, c1 + 4 * cRow);
        s50.intoArray(c, c0 + 5 * cRow);
        s51.intoArray(c, c1 + 5 * cRow);
        s60.intoArray(c, c0 + 6 * cRow);
        s61.intoArray(c, c1 + 6 * cRow);
        s70.intoArray(c, c0 + 7 * cRow);
        s71.intoArray(c, c1 + 7 * cRow);
        s80.intoArray(c, c0 + 8 * cRow);
        s81.intoArray(c, c1 + 8 * cRow);
        s90.intoArray(c, c0 + 9 * cRow);
        s91.intoArray(c, c1 + 9 * cRow);
        s100.intoArray(c, c0 + 10 * cRow);
        s101.intoArray(c, c1 + 10 * cRow);
        s110.intoArray(c, c0 + 11 * cRow);
        s111.intoArray(c, c1 + 11 * cRow);
    }

    /** Exactly 4 rows of 4 vectors, for rows that {@link #tall} leaves: a third sooner than {@link GradientTiles#four}. */
    public static void wide(
            int column,
            int k,
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int c0 = cAt + (column >> 4) * cPanel + (column & 15);
        int j1 = column + L;
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        int j2 = column + 2 * L;
        int c2 = cAt + (j2 >> 4) * cPanel + (j2 & 15);
        int j3 = column + 3 * L;
        int c3 = cAt + (j3 >> 4) * cPanel + (j3 & 15);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s01 = FloatVector.fromArray(S, before, at * c1);
        FloatVector s02 = FloatVector.fromArray(S, before, at * c2);
        FloatVector s03 = FloatVector.fromArray(S, before, at * c3);
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + cRow));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c1 + cRow));
        FloatVector s12 = FloatVector.fromArray(S, before, at * (c2 + cRow));
        FloatVector s13 = FloatVector.fromArray(S, before, at * (c3 + cRow));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + 2 * cRow));
        FloatVector s21 = FloatVector.fromArray(S, before, at * (c1 + 2 * cRow));
        FloatVector s22 = FloatVector.fromArray(S, before, at * (c2 + 2 * cRow));
        FloatVector s23 = FloatVector.fromArray(S, before, at * (c3 + 2 * cRow));
        FloatVector s30 = FloatVector.fromArray(S, before, at * (c0 + 3 * cRow));
        FloatVector s31 = FloatVector.fromArray(S, before, at * (c1 + 3 * cRow));
        FloatVector s32 = FloatVector.fromArray(S, before, at * (c2 + 3 * cRow));
        FloatVector s33 = FloatVector.fromArray(S, before, at * (c3 + 3 * cRow));
        int from = aAt;
        int row = bAt + column;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, row);
            FloatVector y1 = FloatVector.fromArray(S, b, row + L);
            FloatVector y2 = FloatVector.fromArray(S, b, row + 2 * L);
            FloatVector y3 = FloatVector.fromArray(S, b, row + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[from]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
            s03 = x.fma(y3, s03);
            x = FloatVector.broadcast(S, a[from + 1]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            s12 = x.fma(y2, s12);
            s13 = x.fma(y3, s13);
            x = FloatVector.broadcast(S, a[from + 2]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            s22 = x.fma(y2, s22);
            s23 = x.fma(y3, s23);
            x = FloatVector.broadcast(S, a[from + 3]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            s32 = x.fma(y2, s32);
            s33 = x.fma(y3, s33);
            from += aColumn;
            row += bRow;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c1);
        s02.intoArray(c, c2);
        s03.intoArray(c, c3);
        s10.intoArray(c, c0 + cRow);
        s11.intoArray(c, c1 + cRow);
        s12.intoArray(c, c2 + cRow);
        s13.intoArray(c, c3 + cRow);
        s20.intoArray(c, c0 + 2 * cRow);
        s21.intoArray(c, c1 + 2 * cRow);
        s22.intoArray(c, c2 + 2 * cRow);
        s23.intoArray(c, c3 + 2 * cRow);
        s30.intoArray(c, c0 + 3 * cRow);
        s31.intoArray(c, c1 + 3 * cRow);
        s32.intoArray(c, c2 + 3 * cRow);
        s33.intoArray(c, c3 + 3 * cRow);
    }
}
