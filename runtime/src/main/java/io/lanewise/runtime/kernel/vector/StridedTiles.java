package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of the matrix product for other layouts than those of {@link PanelTiles}, in the same form: any strides, and
 * the transposed A of a weight's gradient, whose rows lie side by side.
 */
public final class StridedTiles {
    /** Columns of {@link #six} and {@link #transposed}. */
    public static final int SIX = 2 * Lanes.LENGTH;

    /** Columns of {@link #transposedWide}. */
    public static final int WIDE = 4 * Lanes.LENGTH;

    /** Whether {@link #transposedWide} has registers for its 24 sums: 512 bit come with 32 of them. */
    public static final boolean HAS_WIDE = Lanes.LENGTH == 16;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private StridedTiles() {}

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
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s21 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        FloatVector s31 = FloatVector.zero(S);
        FloatVector s40 = FloatVector.zero(S);
        FloatVector s41 = FloatVector.zero(S);
        FloatVector s50 = FloatVector.zero(S);
        FloatVector s51 = FloatVector.zero(S);
        if (add) {
            s00 = FloatVector.fromArray(S, c, c0);
            s01 = FloatVector.fromArray(S, c, c1);
            s10 = FloatVector.fromArray(S, c, c0 + r1 * cRow);
            s11 = FloatVector.fromArray(S, c, c1 + r1 * cRow);
            s20 = FloatVector.fromArray(S, c, c0 + r2 * cRow);
            s21 = FloatVector.fromArray(S, c, c1 + r2 * cRow);
            s30 = FloatVector.fromArray(S, c, c0 + r3 * cRow);
            s31 = FloatVector.fromArray(S, c, c1 + r3 * cRow);
            s40 = FloatVector.fromArray(S, c, c0 + r4 * cRow);
            s41 = FloatVector.fromArray(S, c, c1 + r4 * cRow);
            s50 = FloatVector.fromArray(S, c, c0 + r5 * cRow);
            s51 = FloatVector.fromArray(S, c, c1 + r5 * cRow);
        }
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

    /** Exactly 6 rows of 2 vectors of a product whose A has row stride 1. */
    public static void transposed(
            int column,
            int k,
            float[] a,
            int aAt,
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
        int j1 = column + L;
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s21 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        FloatVector s31 = FloatVector.zero(S);
        FloatVector s40 = FloatVector.zero(S);
        FloatVector s41 = FloatVector.zero(S);
        FloatVector s50 = FloatVector.zero(S);
        FloatVector s51 = FloatVector.zero(S);
        if (add) {
            s00 = FloatVector.fromArray(S, c, c0);
            s01 = FloatVector.fromArray(S, c, c1);
            s10 = FloatVector.fromArray(S, c, c0 + cRow);
            s11 = FloatVector.fromArray(S, c, c1 + cRow);
            s20 = FloatVector.fromArray(S, c, c0 + 2 * cRow);
            s21 = FloatVector.fromArray(S, c, c1 + 2 * cRow);
            s30 = FloatVector.fromArray(S, c, c0 + 3 * cRow);
            s31 = FloatVector.fromArray(S, c, c1 + 3 * cRow);
            s40 = FloatVector.fromArray(S, c, c0 + 4 * cRow);
            s41 = FloatVector.fromArray(S, c, c1 + 4 * cRow);
            s50 = FloatVector.fromArray(S, c, c0 + 5 * cRow);
            s51 = FloatVector.fromArray(S, c, c1 + 5 * cRow);
        }
        int from = aAt;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0);
            FloatVector y1 = FloatVector.fromArray(S, b, b1);
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
            from += aColumn;
            b0 += bRow;
            b1 += bRow;
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
    }

    /** Exactly 6 rows of 4 vectors of a product whose A has row stride 1. */
    public static void transposedWide(
            int column,
            int k,
            float[] a,
            int aAt,
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
        int j1 = column + L;
        int j2 = column + 2 * L;
        int j3 = column + 3 * L;
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int b2 = bAt + (j2 >> 4) * bPanel + (j2 & 15);
        int b3 = bAt + (j3 >> 4) * bPanel + (j3 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        int c2 = cAt + (j2 >> 4) * cPanel + (j2 & 15);
        int c3 = cAt + (j3 >> 4) * cPanel + (j3 & 15);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s02 = FloatVector.zero(S);
        FloatVector s03 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s12 = FloatVector.zero(S);
        FloatVector s13 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s21 = FloatVector.zero(S);
        FloatVector s22 = FloatVector.zero(S);
        FloatVector s23 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        FloatVector s31 = FloatVector.zero(S);
        FloatVector s32 = FloatVector.zero(S);
        FloatVector s33 = FloatVector.zero(S);
        FloatVector s40 = FloatVector.zero(S);
        FloatVector s41 = FloatVector.zero(S);
        FloatVector s42 = FloatVector.zero(S);
        FloatVector s43 = FloatVector.zero(S);
        FloatVector s50 = FloatVector.zero(S);
        FloatVector s51 = FloatVector.zero(S);
        FloatVector s52 = FloatVector.zero(S);
        FloatVector s53 = FloatVector.zero(S);
        if (add) {
            s00 = FloatVector.fromArray(S, c, c0);
            s01 = FloatVector.fromArray(S, c, c1);
            s02 = FloatVector.fromArray(S, c, c2);
            s03 = FloatVector.fromArray(S, c, c3);
            s10 = FloatVector.fromArray(S, c, c0 + cRow);
            s11 = FloatVector.fromArray(S, c, c1 + cRow);
            s12 = FloatVector.fromArray(S, c, c2 + cRow);
            s13 = FloatVector.fromArray(S, c, c3 + cRow);
            s20 = FloatVector.fromArray(S, c, c0 + 2 * cRow);
            s21 = FloatVector.fromArray(S, c, c1 + 2 * cRow);
            s22 = FloatVector.fromArray(S, c, c2 + 2 * cRow);
            s23 = FloatVector.fromArray(S, c, c3 + 2 * cRow);
            s30 = FloatVector.fromArray(S, c, c0 + 3 * cRow);
            s31 = FloatVector.fromArray(S, c, c1 + 3 * cRow);
            s32 = FloatVector.fromArray(S, c, c2 + 3 * cRow);
            s33 = FloatVector.fromArray(S, c, c3 + 3 * cRow);
            s40 = FloatVector.fromArray(S, c, c0 + 4 * cRow);
            s41 = FloatVector.fromArray(S, c, c1 + 4 * cRow);
            s42 = FloatVector.fromArray(S, c, c2 + 4 * cRow);
            s43 = FloatVector.fromArray(S, c, c3 + 4 * cRow);
            s50 = FloatVector.fromArray(S, c, c0 + 5 * cRow);
            s51 = FloatVector.fromArray(S, c, c1 + 5 * cRow);
            s52 = FloatVector.fromArray(S, c, c2 + 5 * cRow);
            s53 = FloatVector.fromArray(S, c, c3 + 5 * cRow);
        }
        int from = aAt;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0);
            FloatVector y1 = FloatVector.fromArray(S, b, b1);
            FloatVector y2 = FloatVector.fromArray(S, b, b2);
            FloatVector y3 = FloatVector.fromArray(S, b, b3);
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
            x = FloatVector.broadcast(S, a[from + 4]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            s42 = x.fma(y2, s42);
            s43 = x.fma(y3, s43);
            x = FloatVector.broadcast(S, a[from + 5]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
            s52 = x.fma(y2, s52);
            s53 = x.fma(y3, s53);
            from += aColumn;
            b0 += bRow;
            b1 += bRow;
            b2 += bRow;
            b3 += bRow;
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
        s40.intoArray(c, c0 + 4 * cRow);
        s41.intoArray(c, c1 + 4 * cRow);
        s42.intoArray(c, c2 + 4 * cRow);
        s43.intoArray(c, c3 + 4 * cRow);
        s50.intoArray(c, c0 + 5 * cRow);
        s51.intoArray(c, c1 + 5 * cRow);
        s52.intoArray(c, c2 + 5 * cRow);
        s53.intoArray(c, c3 + 5 * cRow);
    }
}
