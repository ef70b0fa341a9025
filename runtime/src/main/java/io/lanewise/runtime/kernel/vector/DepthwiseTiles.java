package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The register tile of depthwise convolutions, whose lanes are channels of A, B and C alike; tables as in {@link ConvolutionTiles}. */
public final class DepthwiseTiles {
    /** Channels of {@link #five}. */
    public static final int ONE = Lanes.LENGTH;

    private static final VectorSpecies<Float> S = Lanes.S;

    private DepthwiseTiles() {}
    /** Up to 5 rows of 1 vector, over the steps {@code from} to {@code to} of k. */
    public static void five(
            int rows,
            int[] rowA,
            int[] rowC,
            int row,
            int[] stepA,
            int[] stepB,
            int from,
            int to,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            boolean add) {
        int r0 = row;
        int r1 = row + Math.min(1, rows - 1);
        int r2 = row + Math.min(2, rows - 1);
        int r3 = row + Math.min(3, rows - 1);
        int r4 = row + Math.min(4, rows - 1);
        int a0 = aAt + rowA[r0];
        int a1 = aAt + rowA[r1];
        int a2 = aAt + rowA[r2];
        int a3 = aAt + rowA[r3];
        int a4 = aAt + rowA[r4];
        int o0 = rowC[r0];
        int o1 = rowC[r1];
        int o2 = rowC[r2];
        int o3 = rowC[r3];
        int o4 = rowC[r4];
        float[] before = add ? c : Lanes.ZEROS;
        int at = add ? 1 : 0;
        FloatVector s0 = FloatVector.fromArray(S, before, at * (cAt + o0));
        FloatVector s1 = FloatVector.fromArray(S, before, at * (cAt + o1));
        FloatVector s2 = FloatVector.fromArray(S, before, at * (cAt + o2));
        FloatVector s3 = FloatVector.fromArray(S, before, at * (cAt + o3));
        FloatVector s4 = FloatVector.fromArray(S, before, at * (cAt + o4));
        for (int t = from; t < to; t++) {
            int step = stepA[t];
            FloatVector y = FloatVector.fromArray(S, b, bAt + stepB[t]);
            s0 = FloatVector.fromArray(S, a, a0 + step).fma(y, s0);
            s1 = FloatVector.fromArray(S, a, a1 + step).fma(y, s1);
            s2 = FloatVector.fromArray(S, a, a2 + step).fma(y, s2);
            s3 = FloatVector.fromArray(S, a, a3 + step).fma(y, s3);
            s4 = FloatVector.fromArray(S, a, a4 + step).fma(y, s4);
        }
        s0.intoArray(c, cAt + o0);
        s1.intoArray(c, cAt + o1);
        s2.intoArray(c, cAt + o2);
        s3.intoArray(c, cAt + o3);
        s4.intoArray(c, cAt + o4);
    }
}
