package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of a weight's gradient, Xᵀ·dY, in the form of {@link PanelTiles}: the rows of A lie side by side (its row
 * stride is 1), and B is row-major. Columns of a tile are then a constant number of elements apart in B, so that HotSpot checks
 * the bounds of a row of B once; a variable distance costs a fifth. Where vectors have less than 512 bit, {@link PackedTiles} do it.
 */
public final class GradientTiles {
    /** Columns of {@link #four}. */
    public static final int PAIR = 2 * Lanes.LENGTH;

    /** Columns of {@link #twelve}. */
    public static final int TWELVE = Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private GradientTiles() {}

    /** Exactly 4 rows of 2 vectors, for the last rows: all columns of them, or those that {@link LargeGradientTiles#wide} leaves. */
    public static void four(
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
    }

    /** Exactly 12 rows of 1 vector, for the last columns where their vectors are odd in number. */
    public static void twelve(
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
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s1 = FloatVector.fromArray(S, before, at * (c0 + cRow));
        FloatVector s2 = FloatVector.fromArray(S, before, at * (c0 + 2 * cRow));
        FloatVector s3 = FloatVector.fromArray(S, before, at * (c0 + 3 * cRow));
        FloatVector s4 = FloatVector.fromArray(S, before, at * (c0 + 4 * cRow));
        FloatVector s5 = FloatVector.fromArray(S, before, at * (c0 + 5 * cRow));
        FloatVector s6 = FloatVector.fromArray(S, before, at * (c0 + 6 * cRow));
        FloatVector s7 = FloatVector.fromArray(S, before, at * (c0 + 7 * cRow));
        FloatVector s8 = FloatVector.fromArray(S, before, at * (c0 + 8 * cRow));
        FloatVector s9 = FloatVector.fromArray(S, before, at * (c0 + 9 * cRow));
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + 10 * cRow));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c0 + 11 * cRow));
        int from = aAt;
        int row = bAt + column;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, row);
            FloatVector x = FloatVector.broadcast(S, a[from]);
            s0 = x.fma(y0, s0);
            x = FloatVector.broadcast(S, a[from + 1]);
            s1 = x.fma(y0, s1);
            x = FloatVector.broadcast(S, a[from + 2]);
            s2 = x.fma(y0, s2);
            x = FloatVector.broadcast(S, a[from + 3]);
            s3 = x.fma(y0, s3);
            x = FloatVector.broadcast(S, a[from + 4]);
            s4 = x.fma(y0, s4);
            x = FloatVector.broadcast(S, a[from + 5]);
            s5 = x.fma(y0, s5);
            x = FloatVector.broadcast(S, a[from + 6]);
            s6 = x.fma(y0, s6);
            x = FloatVector.broadcast(S, a[from + 7]);
            s7 = x.fma(y0, s7);
            x = FloatVector.broadcast(S, a[from + 8]);
            s8 = x.fma(y0, s8);
            x = FloatVector.broadcast(S, a[from + 9]);
            s9 = x.fma(y0, s9);
            x = FloatVector.broadcast(S, a[from + 10]);
            s10 = x.fma(y0, s10);
            x = FloatVector.broadcast(S, a[from + 11]);
            s11 = x.fma(y0, s11);
            from += aColumn;
            row += bRow;
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c0 + cRow);
        s2.intoArray(c, c0 + 2 * cRow);
        s3.intoArray(c, c0 + 3 * cRow);
        s4.intoArray(c, c0 + 4 * cRow);
        s5.intoArray(c, c0 + 5 * cRow);
        s6.intoArray(c, c0 + 6 * cRow);
        s7.intoArray(c, c0 + 7 * cRow);
        s8.intoArray(c, c0 + 8 * cRow);
        s9.intoArray(c, c0 + 9 * cRow);
        s10.intoArray(c, c0 + 10 * cRow);
        s11.intoArray(c, c0 + 11 * cRow);
    }
}
