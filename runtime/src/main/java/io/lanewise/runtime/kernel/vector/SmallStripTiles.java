package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Strips as in {@link StripTiles}, which may add as well, into any C, where there are 16 registers: of one panel, two vectors of 256
 * bit. Twelve sums, two vectors of B and one number of A fill them, so that a loop takes one step a turn: of two, HotSpot keeps the
 * sums in memory, for less than half of the speed. Against {@link PanelTiles#six}, which is called for every tile, they take 17 % less
 * time of 48×256×64, 24 % less of 16×384×384, and reach 98 % of the multiply-add peak in long sums; where they add to what is there,
 * 8 and 10 % less. A choice of twelve sums costs nothing here, other than one of sixteen ({@link Lanes#ZEROS}).
 */
public final class SmallStripTiles {
    /** Columns of a strip. */
    public static final int WIDTH = Lanes.VIRTUAL;

    /** Whether a panel is two vectors. */
    public static final boolean HAS = 2 * Lanes.LENGTH == WIDTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private SmallStripTiles() {}

    /**
     * 6 rows at a time, of a number that divides by 6.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
     * @param add whether to add to C, or to begin at zero
     */
    public static void six(
            int rows,
            int column,
            int next,
            int strips,
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
        for (int strip = 0; strip < strips; strip++) {
            int j = column + strip * next;
            int b0 = bAt + (j >> 4) * bPanel;
            for (int i = 0; i < rows; i += 6) {
                int a0 = aAt + i * aRow;
                int a1 = a0 + aRow;
                int a2 = a1 + aRow;
                int a3 = a2 + aRow;
                int a4 = a3 + aRow;
                int a5 = a4 + aRow;
                int to = cAt + i * cRow + (j >> 4) * cPanel;
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
                if (add) {
                    s00 = FloatVector.fromArray(S, c, to);
                    s01 = FloatVector.fromArray(S, c, to + L);
                    s10 = FloatVector.fromArray(S, c, to + cRow);
                    s11 = FloatVector.fromArray(S, c, to + cRow + L);
                    s20 = FloatVector.fromArray(S, c, to + 2 * cRow);
                    s21 = FloatVector.fromArray(S, c, to + 2 * cRow + L);
                    s30 = FloatVector.fromArray(S, c, to + 3 * cRow);
                    s31 = FloatVector.fromArray(S, c, to + 3 * cRow + L);
                    s40 = FloatVector.fromArray(S, c, to + 4 * cRow);
                    s41 = FloatVector.fromArray(S, c, to + 4 * cRow + L);
                    s50 = FloatVector.fromArray(S, c, to + 5 * cRow);
                    s51 = FloatVector.fromArray(S, c, to + 5 * cRow + L);
                }
                for (int t = 0; t < k; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, b0 + t * 16 + L);
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
                s00.intoArray(c, to);
                s01.intoArray(c, to + L);
                s10.intoArray(c, to + cRow);
                s11.intoArray(c, to + cRow + L);
                s20.intoArray(c, to + 2 * cRow);
                s21.intoArray(c, to + 2 * cRow + L);
                s30.intoArray(c, to + 3 * cRow);
                s31.intoArray(c, to + 3 * cRow + L);
                s40.intoArray(c, to + 4 * cRow);
                s41.intoArray(c, to + 4 * cRow + L);
                s50.intoArray(c, to + 5 * cRow);
                s51.intoArray(c, to + 5 * cRow + L);
            }
        }
    }

    /**
     * Up to 5 rows at a time: sixes and fives make any number of rows from 20 on, and half of those below, with none computed in
     * vain. A tile that reaches past the last row computes it again, which adds nothing to it.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
     * @param add whether to add to C, or to begin at zero
     */
    public static void five(
            int rows,
            int column,
            int next,
            int strips,
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
        for (int strip = 0; strip < strips; strip++) {
            int j = column + strip * next;
            int b0 = bAt + (j >> 4) * bPanel;
            for (int i = 0; i < rows; i += 5) {
                int r1 = Math.min(1, rows - i - 1);
                int r2 = Math.min(2, rows - i - 1);
                int r3 = Math.min(3, rows - i - 1);
                int r4 = Math.min(4, rows - i - 1);
                int a0 = aAt + i * aRow;
                int a1 = a0 + r1 * aRow;
                int a2 = a0 + r2 * aRow;
                int a3 = a0 + r3 * aRow;
                int a4 = a0 + r4 * aRow;
                int to = cAt + i * cRow + (j >> 4) * cPanel;
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
                if (add) {
                    s00 = FloatVector.fromArray(S, c, to);
                    s01 = FloatVector.fromArray(S, c, to + L);
                    s10 = FloatVector.fromArray(S, c, to + r1 * cRow);
                    s11 = FloatVector.fromArray(S, c, to + r1 * cRow + L);
                    s20 = FloatVector.fromArray(S, c, to + r2 * cRow);
                    s21 = FloatVector.fromArray(S, c, to + r2 * cRow + L);
                    s30 = FloatVector.fromArray(S, c, to + r3 * cRow);
                    s31 = FloatVector.fromArray(S, c, to + r3 * cRow + L);
                    s40 = FloatVector.fromArray(S, c, to + r4 * cRow);
                    s41 = FloatVector.fromArray(S, c, to + r4 * cRow + L);
                }
                for (int t = 0; t < k; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, b0 + t * 16 + L);
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
                }
                s00.intoArray(c, to);
                s01.intoArray(c, to + L);
                s10.intoArray(c, to + r1 * cRow);
                s11.intoArray(c, to + r1 * cRow + L);
                s20.intoArray(c, to + r2 * cRow);
                s21.intoArray(c, to + r2 * cRow + L);
                s30.intoArray(c, to + r3 * cRow);
                s31.intoArray(c, to + r3 * cRow + L);
                s40.intoArray(c, to + r4 * cRow);
                s41.intoArray(c, to + r4 * cRow + L);
            }
        }
    }
}
