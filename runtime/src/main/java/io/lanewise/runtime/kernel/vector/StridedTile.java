package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of the matrix product for any strides, in the form of {@link PanelTiles}.
 */
public final class StridedTile {
    /** Columns of {@link #six}. */
    public static final int SIX = 2 * Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private StridedTile() {}

    /** Up to 6 rows of 2 vectors, of any layout; past the last row or column the last one again. */
    public static void six(
            int rows,
            int n,
            int column,
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
        int j0 = column;
        int j1 = Math.min(column + L, n - L);
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s01 = FloatVector.fromArray(S, before, at * c1);
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + r1 * cRow));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c1 + r1 * cRow));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + r2 * cRow));
        FloatVector s21 = FloatVector.fromArray(S, before, at * (c1 + r2 * cRow));
        FloatVector s30 = FloatVector.fromArray(S, before, at * (c0 + r3 * cRow));
        FloatVector s31 = FloatVector.fromArray(S, before, at * (c1 + r3 * cRow));
        FloatVector s40 = FloatVector.fromArray(S, before, at * (c0 + r4 * cRow));
        FloatVector s41 = FloatVector.fromArray(S, before, at * (c1 + r4 * cRow));
        FloatVector s50 = FloatVector.fromArray(S, before, at * (c0 + r5 * cRow));
        FloatVector s51 = FloatVector.fromArray(S, before, at * (c1 + r5 * cRow));
        int a0 = aAt;
        int a1 = aAt + r1 * aRow;
        int a2 = aAt + r2 * aRow;
        int a3 = aAt + r3 * aRow;
        int a4 = aAt + r4 * aRow;
        int a5 = aAt + r5 * aRow;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0);
            FloatVector y1 = FloatVector.fromArray(S, b, b1);
            FloatVector x = FloatVector.broadcast(S, a[a0]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[a1]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = FloatVector.broadcast(S, a[a2]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            x = FloatVector.broadcast(S, a[a3]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            x = FloatVector.broadcast(S, a[a4]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            x = FloatVector.broadcast(S, a[a5]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
            a0 += aColumn;
            a1 += aColumn;
            a2 += aColumn;
            a3 += aColumn;
            a4 += aColumn;
            a5 += aColumn;
            b0 += bRow;
            b1 += bRow;
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c1);
        s10.intoArray(c, c0 + r1 * cRow);
        s11.intoArray(c, c1 + r1 * cRow);
        s20.intoArray(c, c0 + r2 * cRow);
        s21.intoArray(c, c1 + r2 * cRow);
        s30.intoArray(c, c0 + r3 * cRow);
        s31.intoArray(c, c1 + r3 * cRow);
        s40.intoArray(c, c0 + r4 * cRow);
        s41.intoArray(c, c1 + r4 * cRow);
        s50.intoArray(c, c0 + r5 * cRow);
        s51.intoArray(c, c1 + r5 * cRow);
    }
}
