package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link PanelTiles} that walk through all rows of strips of 4 vectors of 512 bit, into a row-major C, from zeros: the
 * best where there are registers for their sums. What begins at zero in registers and ends side by side takes half the
 * instructions before and after the loop of what continues sums anywhere: 8 % of the time of 64 steps, 18 % of 32.
 */
public final class StripTiles {
    /** Columns of a strip. */
    public static final int WIDTH = 4 * Lanes.LENGTH;

    /** Whether there are registers for 16 sums and more: 512 bit come with 32 of them. */
    public static final boolean HAS = Lanes.LENGTH == 16;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private StripTiles() {}

    /**
     * 4 rows at a time, of a number that divides by 4. Two steps in a turn of the loop take 4 % less time of 64 steps, 6 % of 32;
     * four have too few registers.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
     */
    public static void four(
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
            int cRow) {
        for (int strip = 0; strip < strips; strip++) {
            int j = column + strip * next;
            int b0 = bAt + (j >> 4) * bPanel;
            int b1 = b0 + bPanel;
            int b2 = b1 + bPanel;
            int b3 = b2 + bPanel;
            for (int i = 0; i < rows; i += 4) {
                int a0 = aAt + i * aRow;
                int a1 = a0 + aRow;
                int a2 = a1 + aRow;
                int a3 = a2 + aRow;
                int to = cAt + i * cRow + j;
                FloatVector s00 = FloatVector.fromArray(S, Lanes.ZEROS, 0);
                FloatVector s01 = s00;
                FloatVector s02 = s00;
                FloatVector s03 = s00;
                FloatVector s10 = s00;
                FloatVector s11 = s00;
                FloatVector s12 = s00;
                FloatVector s13 = s00;
                FloatVector s20 = s00;
                FloatVector s21 = s00;
                FloatVector s22 = s00;
                FloatVector s23 = s00;
                FloatVector s30 = s00;
                FloatVector s31 = s00;
                FloatVector s32 = s00;
                FloatVector s33 = s00;
                int even = k & -2;
                for (int t = 0; t < even; t += 2) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, b1 + t * 16);
                    FloatVector y2 = FloatVector.fromArray(S, b, b2 + t * 16);
                    FloatVector y3 = FloatVector.fromArray(S, b, b3 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, a[a0 + t]);
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
                    y0 = FloatVector.fromArray(S, b, b0 + t * 16 + 16);
                    y1 = FloatVector.fromArray(S, b, b1 + t * 16 + 16);
                    y2 = FloatVector.fromArray(S, b, b2 + t * 16 + 16);
                    y3 = FloatVector.fromArray(S, b, b3 + t * 16 + 16);
                    x = FloatVector.broadcast(S, a[a0 + t + 1]);
                    s00 = x.fma(y0, s00);
                    s01 = x.fma(y1, s01);
                    s02 = x.fma(y2, s02);
                    s03 = x.fma(y3, s03);
                    x = FloatVector.broadcast(S, a[a1 + t + 1]);
                    s10 = x.fma(y0, s10);
                    s11 = x.fma(y1, s11);
                    s12 = x.fma(y2, s12);
                    s13 = x.fma(y3, s13);
                    x = FloatVector.broadcast(S, a[a2 + t + 1]);
                    s20 = x.fma(y0, s20);
                    s21 = x.fma(y1, s21);
                    s22 = x.fma(y2, s22);
                    s23 = x.fma(y3, s23);
                    x = FloatVector.broadcast(S, a[a3 + t + 1]);
                    s30 = x.fma(y0, s30);
                    s31 = x.fma(y1, s31);
                    s32 = x.fma(y2, s32);
                    s33 = x.fma(y3, s33);
                }
                if (even < k) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + even * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, b1 + even * 16);
                    FloatVector y2 = FloatVector.fromArray(S, b, b2 + even * 16);
                    FloatVector y3 = FloatVector.fromArray(S, b, b3 + even * 16);
                    FloatVector x = FloatVector.broadcast(S, a[a0 + even]);
                    s00 = x.fma(y0, s00);
                    s01 = x.fma(y1, s01);
                    s02 = x.fma(y2, s02);
                    s03 = x.fma(y3, s03);
                    x = FloatVector.broadcast(S, a[a1 + even]);
                    s10 = x.fma(y0, s10);
                    s11 = x.fma(y1, s11);
                    s12 = x.fma(y2, s12);
                    s13 = x.fma(y3, s13);
                    x = FloatVector.broadcast(S, a[a2 + even]);
                    s20 = x.fma(y0, s20);
                    s21 = x.fma(y1, s21);
                    s22 = x.fma(y2, s22);
                    s23 = x.fma(y3, s23);
                    x = FloatVector.broadcast(S, a[a3 + even]);
                    s30 = x.fma(y0, s30);
                    s31 = x.fma(y1, s31);
                    s32 = x.fma(y2, s32);
                    s33 = x.fma(y3, s33);
                }
                s00.intoArray(c, to);
                s01.intoArray(c, to + L);
                s02.intoArray(c, to + 2 * L);
                s03.intoArray(c, to + 3 * L);
                s10.intoArray(c, to + cRow);
                s11.intoArray(c, to + cRow + L);
                s12.intoArray(c, to + cRow + 2 * L);
                s13.intoArray(c, to + cRow + 3 * L);
                s20.intoArray(c, to + 2 * cRow);
                s21.intoArray(c, to + 2 * cRow + L);
                s22.intoArray(c, to + 2 * cRow + 2 * L);
                s23.intoArray(c, to + 2 * cRow + 3 * L);
                s30.intoArray(c, to + 3 * cRow);
                s31.intoArray(c, to + 3 * cRow + L);
                s32.intoArray(c, to + 3 * cRow + 2 * L);
                s33.intoArray(c, to + 3 * cRow + 3 * L);
            }
        }
    }

    /**
     * 5 rows at a time, of a number that divides by 5: where a strip comes from memory, more is computed meanwhile. Then 16 rows take
     * 3 % less time, and 8 rows 4 to 8 %, if five come first and the others by {@link #four} and three.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
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
            int cRow) {
        for (int strip = 0; strip < strips; strip++) {
            int j = column + strip * next;
            int b0 = bAt + (j >> 4) * bPanel;
            int b1 = b0 + bPanel;
            int b2 = b1 + bPanel;
            int b3 = b2 + bPanel;
            for (int i = 0; i < rows; i += 5) {
                int a0 = aAt + i * aRow;
                int a1 = a0 + aRow;
                int a2 = a1 + aRow;
                int a3 = a2 + aRow;
                int a4 = a3 + aRow;
                int to = cAt + i * cRow + j;
                FloatVector s00 = FloatVector.fromArray(S, Lanes.ZEROS, 0);
                FloatVector s01 = s00;
                FloatVector s02 = s00;
                FloatVector s03 = s00;
                FloatVector s10 = s00;
                FloatVector s11 = s00;
                FloatVector s12 = s00;
                FloatVector s13 = s00;
                FloatVector s20 = s00;
                FloatVector s21 = s00;
                FloatVector s22 = s00;
                FloatVector s23 = s00;
                FloatVector s30 = s00;
                FloatVector s31 = s00;
                FloatVector s32 = s00;
                FloatVector s33 = s00;
                FloatVector s40 = s00;
                FloatVector s41 = s00;
                FloatVector s42 = s00;
                FloatVector s43 = s00;
                for (int t = 0; t < k; t++) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t * 16);
                    FloatVector y1 = FloatVector.fromArray(S, b, b1 + t * 16);
                    FloatVector y2 = FloatVector.fromArray(S, b, b2 + t * 16);
                    FloatVector y3 = FloatVector.fromArray(S, b, b3 + t * 16);
                    FloatVector x = FloatVector.broadcast(S, a[a0 + t]);
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
                    x = FloatVector.broadcast(S, a[a4 + t]);
                    s40 = x.fma(y0, s40);
                    s41 = x.fma(y1, s41);
                    s42 = x.fma(y2, s42);
                    s43 = x.fma(y3, s43);
                }
                s00.intoArray(c, to);
                s01.intoArray(c, to + L);
                s02.intoArray(c, to + 2 * L);
                s03.intoArray(c, to + 3 * L);
                s10.intoArray(c, to + cRow);
                s11.intoArray(c, to + cRow + L);
                s12.intoArray(c, to + cRow + 2 * L);
                s13.intoArray(c, to + cRow + 3 * L);
                s20.intoArray(c, to + 2 * cRow);
                s21.intoArray(c, to + 2 * cRow + L);
                s22.intoArray(c, to + 2 * cRow + 2 * L);
                s23.intoArray(c, to + 2 * cRow + 3 * L);
                s30.intoArray(c, to + 3 * cRow);
                s31.intoArray(c, to + 3 * cRow + L);
                s32.intoArray(c, to + 3 * cRow + 2 * L);
                s33.intoArray(c, to + 3 * cRow + 3 * L);
                s40.intoArray(c, to + 4 * cRow);
                s41.intoArray(c, to + 4 * cRow + L);
                s42.intoArray(c, to + 4 * cRow + 2 * L);
                s43.intoArray(c, to + 4 * cRow + 3 * L);
            }
        }
    }
}
