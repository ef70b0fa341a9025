package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of the matrix product where A is row-major and B in panels, as in every forward pass. Outer-product form:
 * the lanes are columns, one element of A is broadcast at a time, the sums never leave their registers over k. Twelve sums hide
 * the latency of the multiply-add on every current processor and leave registers free. Every index in the loops is a constant
 * plus a constant multiple of the counter, so that HotSpot moves the bounds checks out of them; they cost a third otherwise.
 *
 * <p>Arguments are those of {@code Gemm.multiply}, with {@code aAt} and {@code cAt} at the tile's first row and {@code column}
 * as its first column. A tile that reaches past the last row or column computes the last one again: the same bits are stored
 * twice, and no other tile is needed. {@link #fourMore} computes whole tiles alone.
 */
public final class PanelTiles {
    /** Columns of {@link #six}. */
    public static final int SIX = 2 * Lanes.LENGTH;

    /** Columns of {@link #twelve}. */
    public static final int TWELVE = Lanes.LENGTH;

    /** Columns of {@link #three}. */
    public static final int THREE = 4 * Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private PanelTiles() {}

    /** Up to 6 rows of 2 vectors. */
    public static void six(
            int rows,
            int n,
            int column,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
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
            FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
            FloatVector y1 = FloatVector.fromArray(S, b, b1 + t * 16);
            FloatVector x = FloatVector.broadcast(S, a[a0 + t]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            x = FloatVector.broadcast(S, a[a1 + t]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            x = FloatVector.broadcast(S, a[a2 + t]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            x = FloatVector.broadcast(S, a[a3 + t]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            x = FloatVector.broadcast(S, a[a4 + t]);
            s40 = x.fma(y0, s40);
            s41 = x.fma(y1, s41);
            x = FloatVector.broadcast(S, a[a5 + t]);
            s50 = x.fma(y0, s50);
            s51 = x.fma(y1, s51);
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

    /** Up to 12 rows of 1 vector, for the last columns where their vectors are odd in number. */
    public static void twelve(
            int rows,
            int n,
            int column,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int j0 = column;
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        int r3 = Math.min(3, rows - 1);
        int r4 = Math.min(4, rows - 1);
        int r5 = Math.min(5, rows - 1);
        int r6 = Math.min(6, rows - 1);
        int r7 = Math.min(7, rows - 1);
        int r8 = Math.min(8, rows - 1);
        int r9 = Math.min(9, rows - 1);
        int r10 = Math.min(10, rows - 1);
        int r11 = Math.min(11, rows - 1);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + r1 * cRow));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + r2 * cRow));
        FloatVector s30 = FloatVector.fromArray(S, before, at * (c0 + r3 * cRow));
        FloatVector s40 = FloatVector.fromArray(S, before, at * (c0 + r4 * cRow));
        FloatVector s50 = FloatVector.fromArray(S, before, at * (c0 + r5 * cRow));
        FloatVector s60 = FloatVector.fromArray(S, before, at * (c0 + r6 * cRow));
        FloatVector s70 = FloatVector.fromArray(S, before, at * (c0 + r7 * cRow));
        FloatVector s80 = FloatVector.fromArray(S, before, at * (c0 + r8 * cRow));
        FloatVector s90 = FloatVector.fromArray(S, before, at * (c0 + r9 * cRow));
        FloatVector s100 = FloatVector.fromArray(S, before, at * (c0 + r10 * cRow));
        FloatVector s110 = FloatVector.fromArray(S, before, at * (c0 + r11 * cRow));
        int a0 = aAt;
        int a1 = aAt + r1 * aRow;
        int a2 = aAt + r2 * aRow;
        int a3 = aAt + r3 * aRow;
        int a4 = aAt + r4 * aRow;
        int a5 = aAt + r5 * aRow;
        int a6 = aAt + r6 * aRow;
        int a7 = aAt + r7 * aRow;
        int a8 = aAt + r8 * aRow;
        int a9 = aAt + r9 * aRow;
        int a10 = aAt + r10 * aRow;
        int a11 = aAt + r11 * aRow;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
            FloatVector x = FloatVector.broadcast(S, a[a0 + t]);
            s00 = x.fma(y0, s00);
            x = FloatVector.broadcast(S, a[a1 + t]);
            s10 = x.fma(y0, s10);
            x = FloatVector.broadcast(S, a[a2 + t]);
            s20 = x.fma(y0, s20);
            x = FloatVector.broadcast(S, a[a3 + t]);
            s30 = x.fma(y0, s30);
            x = FloatVector.broadcast(S, a[a4 + t]);
            s40 = x.fma(y0, s40);
            x = FloatVector.broadcast(S, a[a5 + t]);
            s50 = x.fma(y0, s50);
            x = FloatVector.broadcast(S, a[a6 + t]);
            s60 = x.fma(y0, s60);
            x = FloatVector.broadcast(S, a[a7 + t]);
            s70 = x.fma(y0, s70);
            x = FloatVector.broadcast(S, a[a8 + t]);
            s80 = x.fma(y0, s80);
            x = FloatVector.broadcast(S, a[a9 + t]);
            s90 = x.fma(y0, s90);
            x = FloatVector.broadcast(S, a[a10 + t]);
            s100 = x.fma(y0, s100);
            x = FloatVector.broadcast(S, a[a11 + t]);
            s110 = x.fma(y0, s110);
        }
        s00.intoArray(c, c0);
        s10.intoArray(c, c0 + r1 * cRow);
        s20.intoArray(c, c0 + r2 * cRow);
        s30.intoArray(c, c0 + r3 * cRow);
        s40.intoArray(c, c0 + r4 * cRow);
        s50.intoArray(c, c0 + r5 * cRow);
        s60.intoArray(c, c0 + r6 * cRow);
        s70.intoArray(c, c0 + r7 * cRow);
        s80.intoArray(c, c0 + r8 * cRow);
        s90.intoArray(c, c0 + r9 * cRow);
        s100.intoArray(c, c0 + r10 * cRow);
        s110.intoArray(c, c0 + r11 * cRow);
    }

    /** Up to 3 rows of 4 vectors. */
    public static void three(
            int rows,
            int n,
            int column,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int j0 = column;
        int j1 = Math.min(column + L, n - L);
        int j2 = Math.min(column + 2 * L, n - L);
        int j3 = Math.min(column + 3 * L, n - L);
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int b2 = bAt + (j2 >> 4) * bPanel + (j2 & 15);
        int b3 = bAt + (j3 >> 4) * bPanel + (j3 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        int c2 = cAt + (j2 >> 4) * cPanel + (j2 & 15);
        int c3 = cAt + (j3 >> 4) * cPanel + (j3 & 15);
        int r1 = Math.min(1, rows - 1);
        int r2 = Math.min(2, rows - 1);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s00 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s01 = FloatVector.fromArray(S, before, at * c1);
        FloatVector s02 = FloatVector.fromArray(S, before, at * c2);
        FloatVector s03 = FloatVector.fromArray(S, before, at * c3);
        FloatVector s10 = FloatVector.fromArray(S, before, at * (c0 + r1 * cRow));
        FloatVector s11 = FloatVector.fromArray(S, before, at * (c1 + r1 * cRow));
        FloatVector s12 = FloatVector.fromArray(S, before, at * (c2 + r1 * cRow));
        FloatVector s13 = FloatVector.fromArray(S, before, at * (c3 + r1 * cRow));
        FloatVector s20 = FloatVector.fromArray(S, before, at * (c0 + r2 * cRow));
        FloatVector s21 = FloatVector.fromArray(S, before, at * (c1 + r2 * cRow));
        FloatVector s22 = FloatVector.fromArray(S, before, at * (c2 + r2 * cRow));
        FloatVector s23 = FloatVector.fromArray(S, before, at * (c3 + r2 * cRow));
        int a0 = aAt;
        int a1 = aAt + r1 * aRow;
        int a2 = aAt + r2 * aRow;
        for (int t = 0; t < k; t++) {
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + t]);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + t]);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + t]);
            FloatVector y = FloatVector.fromArray(S, b, b0 + t * 16);
            s00 = x0.fma(y, s00);
            s10 = x1.fma(y, s10);
            s20 = x2.fma(y, s20);
            y = FloatVector.fromArray(S, b, b1 + t * 16);
            s01 = x0.fma(y, s01);
            s11 = x1.fma(y, s11);
            s21 = x2.fma(y, s21);
            y = FloatVector.fromArray(S, b, b2 + t * 16);
            s02 = x0.fma(y, s02);
            s12 = x1.fma(y, s12);
            s22 = x2.fma(y, s22);
            y = FloatVector.fromArray(S, b, b3 + t * 16);
            s03 = x0.fma(y, s03);
            s13 = x1.fma(y, s13);
            s23 = x2.fma(y, s23);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c1);
        s02.intoArray(c, c2);
        s03.intoArray(c, c3);
        s10.intoArray(c, c0 + r1 * cRow);
        s11.intoArray(c, c1 + r1 * cRow);
        s12.intoArray(c, c2 + r1 * cRow);
        s13.intoArray(c, c3 + r1 * cRow);
        s20.intoArray(c, c0 + r2 * cRow);
        s21.intoArray(c, c1 + r2 * cRow);
        s22.intoArray(c, c2 + r2 * cRow);
        s23.intoArray(c, c3 + r2 * cRow);
    }

    /** Exactly 4 rows of 4 vectors that are added to C, where {@link StripTiles#HAS}. */
    public static void fourMore(
            int column,
            int k,
            float[] a,
            int aAt,
            int aRow,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel) {
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
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c1);
        FloatVector s02 = FloatVector.fromArray(S, c, c2);
        FloatVector s03 = FloatVector.fromArray(S, c, c3);
        FloatVector s10 = FloatVector.fromArray(S, c, c0 + cRow);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + cRow);
        FloatVector s12 = FloatVector.fromArray(S, c, c2 + cRow);
        FloatVector s13 = FloatVector.fromArray(S, c, c3 + cRow);
        FloatVector s20 = FloatVector.fromArray(S, c, c0 + 2 * cRow);
        FloatVector s21 = FloatVector.fromArray(S, c, c1 + 2 * cRow);
        FloatVector s22 = FloatVector.fromArray(S, c, c2 + 2 * cRow);
        FloatVector s23 = FloatVector.fromArray(S, c, c3 + 2 * cRow);
        FloatVector s30 = FloatVector.fromArray(S, c, c0 + 3 * cRow);
        FloatVector s31 = FloatVector.fromArray(S, c, c1 + 3 * cRow);
        FloatVector s32 = FloatVector.fromArray(S, c, c2 + 3 * cRow);
        FloatVector s33 = FloatVector.fromArray(S, c, c3 + 3 * cRow);
        int a1 = aAt + aRow;
        int a2 = aAt + 2 * aRow;
        int a3 = aAt + 3 * aRow;
        for (int t = 0; t < k; t++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
            FloatVector y1 = FloatVector.fromArray(S, b, b1 + t * 16);
            FloatVector y2 = FloatVector.fromArray(S, b, b2 + t * 16);
            FloatVector y3 = FloatVector.fromArray(S, b, b3 + t * 16);
            FloatVector x = FloatVector.broadcast(S, a[aAt + t]);
            s00 = x.fma(y0, s00);
            s01 = x.fma(y1, s01);
            s02 = x.fma(y2, s02);
            s03 = x.fma(y3, s03);
            x = FloatVector.broadcast(S, a[a1 + t]);
            s10 = x.fma(y0, s10);
            s11 = x.fma(y1, s11);
            s12 = x.fma(y2, s12);
            s13 = x.fma(y3, s13);
            x = FloatVector.broadcast(S, a[a2 + t]);
            s20 = x.fma(y0, s20);
            s21 = x.fma(y1, s21);
            s22 = x.fma(y2, s22);
            s23 = x.fma(y3, s23);
            x = FloatVector.broadcast(S, a[a3 + t]);
            s30 = x.fma(y0, s30);
            s31 = x.fma(y1, s31);
            s32 = x.fma(y2, s32);
            s33 = x.fma(y3, s33);
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
