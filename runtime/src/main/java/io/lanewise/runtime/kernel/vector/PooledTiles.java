package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tile of a convolution 3×3 of one channel of which only the largest of each 2×2 sums are kept. Two lines of six
 * pixels read four lines of eight; the nine weights of a filter never leave their registers. NaN counts as largest.
 */
public final class PooledTiles {
    /** Whether there are registers enough. */
    public static final boolean HAS = Lanes.LENGTH == 16;

    private static final VectorSpecies<Float> S = Lanes.S;

    private PooledTiles() {}

    /**
     * A line of squares; the last tile begins early and computes some again.
     *
     * @param count how many, at least 3
     * @param aLine from one line of the image to the next
     * @param yPixel from one result to the next
     */
    public static void squares(
            int count, float[] a, int aAt, int aLine, float[] b, int bAt, float[] y, int yAt, int yPixel) {
        FloatVector w00 = FloatVector.fromArray(S, b, bAt);
        FloatVector w01 = FloatVector.fromArray(S, b, bAt + 16);
        FloatVector w02 = FloatVector.fromArray(S, b, bAt + 32);
        FloatVector w10 = FloatVector.fromArray(S, b, bAt + 48);
        FloatVector w11 = FloatVector.fromArray(S, b, bAt + 64);
        FloatVector w12 = FloatVector.fromArray(S, b, bAt + 80);
        FloatVector w20 = FloatVector.fromArray(S, b, bAt + 96);
        FloatVector w21 = FloatVector.fromArray(S, b, bAt + 112);
        FloatVector w22 = FloatVector.fromArray(S, b, bAt + 128);
        for (int i = 0; i < count; i += 3) {
            int first = Math.min(i, count - 3);
            int p0 = aAt + 2 * first;
            int p1 = p0 + aLine;
            int p2 = p1 + aLine;
            int p3 = p2 + aLine;
            int to = yAt + first * yPixel;
            FloatVector s00 = FloatVector.zero(S);
            FloatVector s01 = FloatVector.zero(S);
            FloatVector s02 = FloatVector.zero(S);
            FloatVector s03 = FloatVector.zero(S);
            FloatVector s04 = FloatVector.zero(S);
            FloatVector s05 = FloatVector.zero(S);
            FloatVector s10 = FloatVector.zero(S);
            FloatVector s11 = FloatVector.zero(S);
            FloatVector s12 = FloatVector.zero(S);
            FloatVector s13 = FloatVector.zero(S);
            FloatVector s14 = FloatVector.zero(S);
            FloatVector s15 = FloatVector.zero(S);
            FloatVector x = FloatVector.broadcast(S, a[p0]);
            s00 = x.fma(w00, s00);
            x = FloatVector.broadcast(S, a[p0 + 1]);
            s01 = x.fma(w00, s01);
            s00 = x.fma(w01, s00);
            x = FloatVector.broadcast(S, a[p0 + 2]);
            s02 = x.fma(w00, s02);
            s01 = x.fma(w01, s01);
            s00 = x.fma(w02, s00);
            x = FloatVector.broadcast(S, a[p0 + 3]);
            s03 = x.fma(w00, s03);
            s02 = x.fma(w01, s02);
            s01 = x.fma(w02, s01);
            x = FloatVector.broadcast(S, a[p0 + 4]);
            s04 = x.fma(w00, s04);
            s03 = x.fma(w01, s03);
            s02 = x.fma(w02, s02);
            x = FloatVector.broadcast(S, a[p0 + 5]);
            s05 = x.fma(w00, s05);
            s04 = x.fma(w01, s04);
            s03 = x.fma(w02, s03);
            x = FloatVector.broadcast(S, a[p0 + 6]);
            s05 = x.fma(w01, s05);
            s04 = x.fma(w02, s04);
            x = FloatVector.broadcast(S, a[p0 + 7]);
            s05 = x.fma(w02, s05);
            x = FloatVector.broadcast(S, a[p1]);
            s00 = x.fma(w10, s00);
            s10 = x.fma(w00, s10);
            x = FloatVector.broadcast(S, a[p1 + 1]);
            s01 = x.fma(w10, s01);
            s00 = x.fma(w11, s00);
            s11 = x.fma(w00, s11);
            s10 = x.fma(w01, s10);
            x = FloatVector.broadcast(S, a[p1 + 2]);
            s02 = x.fma(w10, s02);
            s01 = x.fma(w11, s01);
            s00 = x.fma(w12, s00);
            s12 = x.fma(w00, s12);
            s11 = x.fma(w01, s11);
            s10 = x.fma(w02, s10);
            x = FloatVector.broadcast(S, a[p1 + 3]);
            s03 = x.fma(w10, s03);
            s02 = x.fma(w11, s02);
            s01 = x.fma(w12, s01);
            s13 = x.fma(w00, s13);
            s12 = x.fma(w01, s12);
            s11 = x.fma(w02, s11);
            x = FloatVector.broadcast(S, a[p1 + 4]);
            s04 = x.fma(w10, s04);
            s03 = x.fma(w11, s03);
            s02 = x.fma(w12, s02);
            s14 = x.fma(w00, s14);
            s13 = x.fma(w01, s13);
            s12 = x.fma(w02, s12);
            x = FloatVector.broadcast(S, a[p1 + 5]);
            s05 = x.fma(w10, s05);
            s04 = x.fma(w11, s04);
            s03 = x.fma(w12, s03);
            s15 = x.fma(w00, s15);
            s14 = x.fma(w01, s14);
            s13 = x.fma(w02, s13);
            x = FloatVector.broadcast(S, a[p1 + 6]);
            s05 = x.fma(w11, s05);
            s04 = x.fma(w12, s04);
            s15 = x.fma(w01, s15);
            s14 = x.fma(w02, s14);
            x = FloatVector.broadcast(S, a[p1 + 7]);
            s05 = x.fma(w12, s05);
            s15 = x.fma(w02, s15);
            x = FloatVector.broadcast(S, a[p2]);
            s00 = x.fma(w20, s00);
            s10 = x.fma(w10, s10);
            x = FloatVector.broadcast(S, a[p2 + 1]);
            s01 = x.fma(w20, s01);
            s00 = x.fma(w21, s00);
            s11 = x.fma(w10, s11);
            s10 = x.fma(w11, s10);
            x = FloatVector.broadcast(S, a[p2 + 2]);
            s02 = x.fma(w20, s02);
            s01 = x.fma(w21, s01);
            s00 = x.fma(w22, s00);
            s12 = x.fma(w10, s12);
            s11 = x.fma(w11, s11);
            s10 = x.fma(w12, s10);
            x = FloatVector.broadcast(S, a[p2 + 3]);
            s03 = x.fma(w20, s03);
            s02 = x.fma(w21, s02);
            s01 = x.fma(w22, s01);
            s13 = x.fma(w10, s13);
            s12 = x.fma(w11, s12);
            s11 = x.fma(w12, s11);
            x = FloatVector.broadcast(S, a[p2 + 4]);
            s04 = x.fma(w20, s04);
            s03 = x.fma(w21, s03);
            s02 = x.fma(w22, s02);
            s14 = x.fma(w10, s14);
            s13 = x.fma(w11, s13);
            s12 = x.fma(w12, s12);
            x = FloatVector.broadcast(S, a[p2 + 5]);
            s05 = x.fma(w20, s05);
            s04 = x.fma(w21, s04);
            s03 = x.fma(w22, s03);
            s15 = x.fma(w10, s15);
            s14 = x.fma(w11, s14);
            s13 = x.fma(w12, s13);
            x = FloatVector.broadcast(S, a[p2 + 6]);
            s05 = x.fma(w21, s05);
            s04 = x.fma(w22, s04);
            s15 = x.fma(w11, s15);
            s14 = x.fma(w12, s14);
            x = FloatVector.broadcast(S, a[p2 + 7]);
            s05 = x.fma(w22, s05);
            s15 = x.fma(w12, s15);
            x = FloatVector.broadcast(S, a[p3]);
            s10 = x.fma(w20, s10);
            x = FloatVector.broadcast(S, a[p3 + 1]);
            s11 = x.fma(w20, s11);
            s10 = x.fma(w21, s10);
            x = FloatVector.broadcast(S, a[p3 + 2]);
            s12 = x.fma(w20, s12);
            s11 = x.fma(w21, s11);
            s10 = x.fma(w22, s10);
            x = FloatVector.broadcast(S, a[p3 + 3]);
            s13 = x.fma(w20, s13);
            s12 = x.fma(w21, s12);
            s11 = x.fma(w22, s11);
            x = FloatVector.broadcast(S, a[p3 + 4]);
            s14 = x.fma(w20, s14);
            s13 = x.fma(w21, s13);
            s12 = x.fma(w22, s12);
            x = FloatVector.broadcast(S, a[p3 + 5]);
            s15 = x.fma(w20, s15);
            s14 = x.fma(w21, s14);
            s13 = x.fma(w22, s13);
            x = FloatVector.broadcast(S, a[p3 + 6]);
            s15 = x.fma(w21, s15);
            s14 = x.fma(w22, s14);
            x = FloatVector.broadcast(S, a[p3 + 7]);
            s15 = x.fma(w22, s15);
            s00.max(s01).max(s10.max(s11)).intoArray(y, to);
            s02.max(s03).max(s12.max(s13)).intoArray(y, to + yPixel);
            s04.max(s05).max(s14.max(s15)).intoArray(y, to + 2 * yPixel);
        }
    }
}
