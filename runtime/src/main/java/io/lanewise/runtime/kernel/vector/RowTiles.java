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
