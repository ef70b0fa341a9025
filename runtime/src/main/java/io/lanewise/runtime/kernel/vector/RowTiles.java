package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tiles of {@link PanelTiles} for a single row, where each element of B is used once: B's way from the cache is what takes the
 * time, and nothing is computed in vain.
 */
public final class RowTiles {
    /** Columns of {@link #one}. */
    public static final int ONE = 8 * Lanes.LENGTH;

    /** Columns of a strip of {@link #panels}. */
    public static final int PANELS = 4 * Lanes.VIRTUAL;

    /** Columns of {@link #pair}. */
    public static final int PAIR = 2 * Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private RowTiles() {}

    /** One row of 2 vectors, for what is too narrow for the tile of 8. */
    public static void pair(
            int n,
            int column,
            int k,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        int j1 = Math.min(column + L, n - L);
        int b0 = bAt + (column >> 4) * bPanel + (column & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int c0 = cAt + (column >> 4) * cPanel + (column & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s1 = FloatVector.fromArray(S, before, at * c1);
        for (int t = 0; t < k; t++) {
            FloatVector x = FloatVector.broadcast(S, a[aAt + t]);
            s0 = x.fma(FloatVector.fromArray(S, b, b0 + t * 16), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, b1 + t * 16), s1);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
    }

    /**
     * One row, by strips of 4 vectors of 512 bit, into a row-major C, from zeros: few numbers from the second-level cache at a time,
     * and what a strip leaves in the first is there for the next product that comes {@code back}. 100 products of 64×256 took
     * 76 µs by 8 vectors, and take 65.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
     */
    public static void four(
            int column,
            int next,
            int strips,
            int k,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt) {
        for (int strip = 0; strip < strips; strip++) {
            int j = column + strip * next;
            int b0 = bAt + (j >> 4) * bPanel;
            int b1 = b0 + bPanel;
            int b2 = b1 + bPanel;
            int b3 = b2 + bPanel;
            FloatVector s0 = FloatVector.fromArray(S, Lanes.ZEROS, 0);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int t = 0; t < k; t++) {
                FloatVector x = FloatVector.broadcast(S, a[aAt + t]);
                s0 = x.fma(FloatVector.fromArray(S, b, b0 + t * 16), s0);
                s1 = x.fma(FloatVector.fromArray(S, b, b1 + t * 16), s1);
                s2 = x.fma(FloatVector.fromArray(S, b, b2 + t * 16), s2);
                s3 = x.fma(FloatVector.fromArray(S, b, b3 + t * 16), s3);
            }
            s0.intoArray(c, cAt + j);
            s1.intoArray(c, cAt + j + L);
            s2.intoArray(c, cAt + j + 2 * L);
            s3.intoArray(c, cAt + j + 3 * L);
        }
    }

    /**
     * One row, by strips of four panels, each of two vectors of 256 bit side by side. Against {@link #one}, which finds the place of
     * every vector, and is called for every 64 columns, they take 22 to 25 % less time of 64×192 and 64×256.
     *
     * @param column the first column of the first strip, a multiple of 16
     * @param next from the first column of one strip to that of the next
     * @param add whether to add to C, or to begin at zero
     */
    public static void panels(
            int column,
            int next,
            int strips,
            int k,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        for (int strip = 0; strip < strips; strip++) {
            int panel = (column + strip * next) >> 4;
            int b0 = bAt + panel * bPanel;
            int b1 = b0 + bPanel;
            int b2 = b1 + bPanel;
            int b3 = b2 + bPanel;
            int c0 = cAt + panel * cPanel;
            int c1 = c0 + cPanel;
            int c2 = c1 + cPanel;
            int c3 = c2 + cPanel;
            FloatVector s00 = FloatVector.fromArray(S, Lanes.ZEROS, 0);
            FloatVector s01 = s00;
            FloatVector s10 = s00;
            FloatVector s11 = s00;
            FloatVector s20 = s00;
            FloatVector s21 = s00;
            FloatVector s30 = s00;
            FloatVector s31 = s00;
            if (add) {
                s00 = FloatVector.fromArray(S, c, c0);
                s01 = FloatVector.fromArray(S, c, c0 + L);
                s10 = FloatVector.fromArray(S, c, c1);
                s11 = FloatVector.fromArray(S, c, c1 + L);
                s20 = FloatVector.fromArray(S, c, c2);
                s21 = FloatVector.fromArray(S, c, c2 + L);
                s30 = FloatVector.fromArray(S, c, c3);
                s31 = FloatVector.fromArray(S, c, c3 + L);
            }
            for (int t = 0; t < k; t++) {
                FloatVector x = FloatVector.broadcast(S, a[aAt + t]);
                s00 = x.fma(FloatVector.fromArray(S, b, b0 + t * 16), s00);
                s01 = x.fma(FloatVector.fromArray(S, b, b0 + t * 16 + L), s01);
                s10 = x.fma(FloatVector.fromArray(S, b, b1 + t * 16), s10);
                s11 = x.fma(FloatVector.fromArray(S, b, b1 + t * 16 + L), s11);
                s20 = x.fma(FloatVector.fromArray(S, b, b2 + t * 16), s20);
                s21 = x.fma(FloatVector.fromArray(S, b, b2 + t * 16 + L), s21);
                s30 = x.fma(FloatVector.fromArray(S, b, b3 + t * 16), s30);
                s31 = x.fma(FloatVector.fromArray(S, b, b3 + t * 16 + L), s31);
            }
            s00.intoArray(c, c0);
            s01.intoArray(c, c0 + L);
            s10.intoArray(c, c1);
            s11.intoArray(c, c1 + L);
            s20.intoArray(c, c2);
            s21.intoArray(c, c2 + L);
            s30.intoArray(c, c3);
            s31.intoArray(c, c3 + L);
        }
    }

    /** One row of 8 vectors. */
    public static void one(
            int n,
            int column,
            int k,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bPanel,
            float[] c,
            int cAt,
            int cPanel,
            boolean add) {
        int j0 = column;
        int j1 = Math.min(column + L, n - L);
        int j2 = Math.min(column + 2 * L, n - L);
        int j3 = Math.min(column + 3 * L, n - L);
        int j4 = Math.min(column + 4 * L, n - L);
        int j5 = Math.min(column + 5 * L, n - L);
        int j6 = Math.min(column + 6 * L, n - L);
        int j7 = Math.min(column + 7 * L, n - L);
        int b0 = bAt + (j0 >> 4) * bPanel + (j0 & 15);
        int b1 = bAt + (j1 >> 4) * bPanel + (j1 & 15);
        int b2 = bAt + (j2 >> 4) * bPanel + (j2 & 15);
        int b3 = bAt + (j3 >> 4) * bPanel + (j3 & 15);
        int b4 = bAt + (j4 >> 4) * bPanel + (j4 & 15);
        int b5 = bAt + (j5 >> 4) * bPanel + (j5 & 15);
        int b6 = bAt + (j6 >> 4) * bPanel + (j6 & 15);
        int b7 = bAt + (j7 >> 4) * bPanel + (j7 & 15);
        int c0 = cAt + (j0 >> 4) * cPanel + (j0 & 15);
        int c1 = cAt + (j1 >> 4) * cPanel + (j1 & 15);
        int c2 = cAt + (j2 >> 4) * cPanel + (j2 & 15);
        int c3 = cAt + (j3 >> 4) * cPanel + (j3 & 15);
        int c4 = cAt + (j4 >> 4) * cPanel + (j4 & 15);
        int c5 = cAt + (j5 >> 4) * cPanel + (j5 & 15);
        int c6 = cAt + (j6 >> 4) * cPanel + (j6 & 15);
        int c7 = cAt + (j7 >> 4) * cPanel + (j7 & 15);
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * c0);
        FloatVector s1 = FloatVector.fromArray(S, before, at * c1);
        FloatVector s2 = FloatVector.fromArray(S, before, at * c2);
        FloatVector s3 = FloatVector.fromArray(S, before, at * c3);
        FloatVector s4 = FloatVector.fromArray(S, before, at * c4);
        FloatVector s5 = FloatVector.fromArray(S, before, at * c5);
        FloatVector s6 = FloatVector.fromArray(S, before, at * c6);
        FloatVector s7 = FloatVector.fromArray(S, before, at * c7);
        for (int t = 0; t < k; t++) {
            FloatVector x = FloatVector.broadcast(S, a[aAt + t]);
            s0 = x.fma(FloatVector.fromArray(S, b, b0 + t * 16), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, b1 + t * 16), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, b2 + t * 16), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, b3 + t * 16), s3);
            s4 = x.fma(FloatVector.fromArray(S, b, b4 + t * 16), s4);
            s5 = x.fma(FloatVector.fromArray(S, b, b5 + t * 16), s5);
            s6 = x.fma(FloatVector.fromArray(S, b, b6 + t * 16), s6);
            s7 = x.fma(FloatVector.fromArray(S, b, b7 + t * 16), s7);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
        s2.intoArray(c, c2);
        s3.intoArray(c, c3);
        s4.intoArray(c, c4);
        s5.intoArray(c, c5);
        s6.intoArray(c, c6);
        s7.intoArray(c, c7);
    }
}
