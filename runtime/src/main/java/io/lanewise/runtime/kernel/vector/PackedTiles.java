package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of products whose sums run over the rows of both matrices, as of a weight's gradient, Xᵀ·dY, where vectors
 * have 256 bit or less. Both lie in panels of 16 columns, one row after the other, so that what a step reads is a number of floats on that
 * HotSpot knows: it then checks bounds before a loop and not in it, and the tiles have 90 % of the multiply-add peak. Of rows as far
 * apart as they happen to be, with checks in the loop and rows that share a set of the first cache, they have 55 to 75 %, and a copy
 * takes less than that costs.
 */
public final class PackedTiles {
    /** Columns of {@link #six} and {@link #five}. */
    public static final int WIDTH = 2 * Lanes.LENGTH;

    /** Whether two vectors do not reach beyond a panel: of 256 bit, which come with 16 registers, or less. */
    public static final boolean HAS = WIDTH <= Lanes.VIRTUAL;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private PackedTiles() {}

    /**
     * Panels of rows that may lie in lines, each row {@code step} floats on.
     *
     * @param panels how many, side by side in {@code from}
     * @param count rows of a line
     * @param line from one line to the next
     * @param panel from one panel to the next in {@code to}
     */
    public static void pack(
            int panels,
            int lines,
            int count,
            float[] from,
            int fromAt,
            int line,
            int step,
            float[] to,
            int toAt,
            int panel) {
        for (int p = 0; p < panels; p++) {
            int target = toAt + p * panel;
            for (int y = 0; y < lines; y++) {
                int source = fromAt + p * 16 + y * line;
                for (int t = 0; t < count; t++) {
                    for (int v = 0; v < 16; v += L) {
                        FloatVector.fromArray(S, from, source + v).intoArray(to, target + v);
                    }
                    source += step;
                    target += 16;
                }
            }
        }
    }

    /**
     * 6 rows at a time, of a number that divides by 6, within one panel.
     *
     * @param column the first column of the first strip, a multiple of {@link #WIDTH}
     * @param next from the first column of one strip to that of the next
     * @param aRow 1, which HotSpot is not to know: numbers at distances that it knows it reads long before they are multiplied
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
            int b0 = bAt + (j >> 4) * bPanel + (j & 15);
            for (int i = 0; i < rows; i += 6) {
                int a0 = aAt + i * aRow;
                int a1 = a0 + aRow;
                int a2 = a1 + aRow;
                int a3 = a2 + aRow;
                int a4 = a3 + aRow;
                int a5 = a4 + aRow;
                int to = cAt + i * cRow + (j >> 4) * cPanel + (j & 15);
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
                for (int t = 0; t < 16 * k; t += 16) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t);
                    FloatVector y1 = FloatVector.fromArray(S, b, b0 + t + L);
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
     * Up to 5 rows at a time, within one panel. A tile that reaches past the last row computes it again, which adds nothing to it.
     *
     * @param column the first column of the first strip, a multiple of {@link #WIDTH}
     * @param next from the first column of one strip to that of the next
     * @param aRow 1, which HotSpot is not to know: numbers at distances that it knows it reads long before they are multiplied
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
            int b0 = bAt + (j >> 4) * bPanel + (j & 15);
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
                int to = cAt + i * cRow + (j >> 4) * cPanel + (j & 15);
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
                for (int t = 0; t < 16 * k; t += 16) {
                    FloatVector y0 = FloatVector.fromArray(S, b, b0 + t);
                    FloatVector y1 = FloatVector.fromArray(S, b, b0 + t + L);
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
