package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The tile of {@link PooledTiles} where there are 16 registers: two squares of one small vector, line by line of the filter, whose
 * three weights stay in registers meanwhile.
 */
public final class SmallPooledTiles {
    /** Whether a panel is two vectors. */
    public static final boolean HAS = 2 * Lanes.LENGTH == Lanes.VIRTUAL;

    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private SmallPooledTiles() {}

    /**
     * A line of squares; the last tile begins early and computes some again. Each line of a square's sums reads its numbers from an
     * address of its own: HotSpot reads those of one address before it multiplies any, which leaves registers to so many. 28×28 pixels
     * take 3.6 µs so; 4.4 tap by tap, 5.2 in one piece, and 5.9 by a convolution and its maxima.
     *
     * @param count how many, at least 2
     * @param taps where each tap lies, from the first; read of a table, without which HotSpot would make the three lines one piece
     * @param aLine from one line of the image to the next
     * @param yPixel from one result to the next
     */
    public static void squares(
            int count, int[] taps, float[] a, int aAt, int aLine, float[] b, int bAt, float[] y, int yAt, int yPixel) {
        for (int half = 0; half < 2 * L; half += L) {
            for (int i = 0; i < count; i += 2) {
                int first = Math.min(i, count - 2);
                FloatVector s00 = FloatVector.zero(S);
                FloatVector s01 = FloatVector.zero(S);
                FloatVector s02 = FloatVector.zero(S);
                FloatVector s03 = FloatVector.zero(S);
                FloatVector s10 = FloatVector.zero(S);
                FloatVector s11 = FloatVector.zero(S);
                FloatVector s12 = FloatVector.zero(S);
                FloatVector s13 = FloatVector.zero(S);
                for (int t = 0; t < taps.length; t += 3) {
                    int p = aAt + 2 * first + taps[t];
                    int q = bAt + half + t * 16;
                    FloatVector w0 = FloatVector.fromArray(S, b, q);
                    FloatVector w1 = FloatVector.fromArray(S, b, q + 16);
                    FloatVector w2 = FloatVector.fromArray(S, b, q + 32);
                    FloatVector x = FloatVector.broadcast(S, a[p]);
                    s00 = x.fma(w0, s00);
                    x = FloatVector.broadcast(S, a[p + 1]);
                    s01 = x.fma(w0, s01);
                    s00 = x.fma(w1, s00);
                    x = FloatVector.broadcast(S, a[p + 2]);
                    s02 = x.fma(w0, s02);
                    s01 = x.fma(w1, s01);
                    s00 = x.fma(w2, s00);
                    x = FloatVector.broadcast(S, a[p + 3]);
                    s03 = x.fma(w0, s03);
                    s02 = x.fma(w1, s02);
                    s01 = x.fma(w2, s01);
                    x = FloatVector.broadcast(S, a[p + 4]);
                    s03 = x.fma(w1, s03);
                    s02 = x.fma(w2, s02);
                    x = FloatVector.broadcast(S, a[p + 5]);
                    s03 = x.fma(w2, s03);
                    p += aLine;
                    x = FloatVector.broadcast(S, a[p]);
                    s10 = x.fma(w0, s10);
                    x = FloatVector.broadcast(S, a[p + 1]);
                    s11 = x.fma(w0, s11);
                    s10 = x.fma(w1, s10);
                    x = FloatVector.broadcast(S, a[p + 2]);
                    s12 = x.fma(w0, s12);
                    s11 = x.fma(w1, s11);
                    s10 = x.fma(w2, s10);
                    x = FloatVector.broadcast(S, a[p + 3]);
                    s13 = x.fma(w0, s13);
                    s12 = x.fma(w1, s12);
                    s11 = x.fma(w2, s11);
                    x = FloatVector.broadcast(S, a[p + 4]);
                    s13 = x.fma(w1, s13);
                    s12 = x.fma(w2, s12);
                    x = FloatVector.broadcast(S, a[p + 5]);
                    s13 = x.fma(w2, s13);
                }
                int to = yAt + first * yPixel + half;
                s00.max(s01).max(s10.max(s11)).intoArray(y, to);
                s02.max(s03).max(s12.max(s13)).intoArray(y, to + yPixel);
            }
        }
    }
}
