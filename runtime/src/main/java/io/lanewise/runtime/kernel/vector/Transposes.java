package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transpose of 16 by 16 floats in 16 registers: in four stages each pair of rows exchanges the halves, quarters, eighths and
 * single lanes that are in the other's place. Only where a vector has 16 lanes; narrower ones have too few registers.
 */
public final class Transposes {
    /** Whether this machine's vectors have 16 lanes. */
    public static final boolean HAS = Lanes.LENGTH == 16;

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_512;
    private static final VectorShuffle<Float> BY_8 = exchange(8);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_1 = exchange(1);
    private static final VectorMask<Float> ODD_8 = odd(8);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_1 = odd(1);

    private Transposes() {}

    private static VectorShuffle<Float> exchange(int by) {
        return VectorShuffle.fromOp(S, lane -> lane ^ by);
    }

    private static VectorMask<Float> odd(int by) {
        boolean[] lanes = new boolean[16];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = (lane & by) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    /** 16 rows of 16 floats, one after the other, become 16 columns. */
    public static void block(float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a0 = FloatVector.fromArray(S, from, fromAt + 0);
        FloatVector a1 = FloatVector.fromArray(S, from, fromAt + 16);
        FloatVector a2 = FloatVector.fromArray(S, from, fromAt + 32);
        FloatVector a3 = FloatVector.fromArray(S, from, fromAt + 48);
        FloatVector a4 = FloatVector.fromArray(S, from, fromAt + 64);
        FloatVector a5 = FloatVector.fromArray(S, from, fromAt + 80);
        FloatVector a6 = FloatVector.fromArray(S, from, fromAt + 96);
        FloatVector a7 = FloatVector.fromArray(S, from, fromAt + 112);
        FloatVector a8 = FloatVector.fromArray(S, from, fromAt + 128);
        FloatVector a9 = FloatVector.fromArray(S, from, fromAt + 144);
        FloatVector a10 = FloatVector.fromArray(S, from, fromAt + 160);
        FloatVector a11 = FloatVector.fromArray(S, from, fromAt + 176);
        FloatVector a12 = FloatVector.fromArray(S, from, fromAt + 192);
        FloatVector a13 = FloatVector.fromArray(S, from, fromAt + 208);
        FloatVector a14 = FloatVector.fromArray(S, from, fromAt + 224);
        FloatVector a15 = FloatVector.fromArray(S, from, fromAt + 240);
        FloatVector b0 = a0.blend(a8.rearrange(BY_8), ODD_8);
        FloatVector b8 = a0.rearrange(BY_8).blend(a8, ODD_8);
        FloatVector b1 = a1.blend(a9.rearrange(BY_8), ODD_8);
        FloatVector b9 = a1.rearrange(BY_8).blend(a9, ODD_8);
        FloatVector b2 = a2.blend(a10.rearrange(BY_8), ODD_8);
        FloatVector b10 = a2.rearrange(BY_8).blend(a10, ODD_8);
        FloatVector b3 = a3.blend(a11.rearrange(BY_8), ODD_8);
        FloatVector b11 = a3.rearrange(BY_8).blend(a11, ODD_8);
        FloatVector b4 = a4.blend(a12.rearrange(BY_8), ODD_8);
        FloatVector b12 = a4.rearrange(BY_8).blend(a12, ODD_8);
        FloatVector b5 = a5.blend(a13.rearrange(BY_8), ODD_8);
        FloatVector b13 = a5.rearrange(BY_8).blend(a13, ODD_8);
        FloatVector b6 = a6.blend(a14.rearrange(BY_8), ODD_8);
        FloatVector b14 = a6.rearrange(BY_8).blend(a14, ODD_8);
        FloatVector b7 = a7.blend(a15.rearrange(BY_8), ODD_8);
        FloatVector b15 = a7.rearrange(BY_8).blend(a15, ODD_8);
        FloatVector c0 = b0.blend(b4.rearrange(BY_4), ODD_4);
        FloatVector c4 = b0.rearrange(BY_4).blend(b4, ODD_4);
        FloatVector c1 = b1.blend(b5.rearrange(BY_4), ODD_4);
        FloatVector c5 = b1.rearrange(BY_4).blend(b5, ODD_4);
        FloatVector c2 = b2.blend(b6.rearrange(BY_4), ODD_4);
        FloatVector c6 = b2.rearrange(BY_4).blend(b6, ODD_4);
        FloatVector c3 = b3.blend(b7.rearrange(BY_4), ODD_4);
        FloatVector c7 = b3.rearrange(BY_4).blend(b7, ODD_4);
        FloatVector c8 = b8.blend(b12.rearrange(BY_4), ODD_4);
        FloatVector c12 = b8.rearrange(BY_4).blend(b12, ODD_4);
        FloatVector c9 = b9.blend(b13.rearrange(BY_4), ODD_4);
        FloatVector c13 = b9.rearrange(BY_4).blend(b13, ODD_4);
        FloatVector c10 = b10.blend(b14.rearrange(BY_4), ODD_4);
        FloatVector c14 = b10.rearrange(BY_4).blend(b14, ODD_4);
        FloatVector c11 = b11.blend(b15.rearrange(BY_4), ODD_4);
        FloatVector c15 = b11.rearrange(BY_4).blend(b15, ODD_4);
        FloatVector d0 = c0.blend(c2.rearrange(BY_2), ODD_2);
        FloatVector d2 = c0.rearrange(BY_2).blend(c2, ODD_2);
        FloatVector d1 = c1.blend(c3.rearrange(BY_2), ODD_2);
        FloatVector d3 = c1.rearrange(BY_2).blend(c3, ODD_2);
        FloatVector d4 = c4.blend(c6.rearrange(BY_2), ODD_2);
        FloatVector d6 = c4.rearrange(BY_2).blend(c6, ODD_2);
        FloatVector d5 = c5.blend(c7.rearrange(BY_2), ODD_2);
        FloatVector d7 = c5.rearrange(BY_2).blend(c7, ODD_2);
        FloatVector d8 = c8.blend(c10.rearrange(BY_2), ODD_2);
        FloatVector d10 = c8.rearrange(BY_2).blend(c10, ODD_2);
        FloatVector d9 = c9.blend(c11.rearrange(BY_2), ODD_2);
        FloatVector d11 = c9.rearrange(BY_2).blend(c11, ODD_2);
        FloatVector d12 = c12.blend(c14.rearrange(BY_2), ODD_2);
        FloatVector d14 = c12.rearrange(BY_2).blend(c14, ODD_2);
        FloatVector d13 = c13.blend(c15.rearrange(BY_2), ODD_2);
        FloatVector d15 = c13.rearrange(BY_2).blend(c15, ODD_2);
        FloatVector e0 = d0.blend(d1.rearrange(BY_1), ODD_1);
        FloatVector e1 = d0.rearrange(BY_1).blend(d1, ODD_1);
        FloatVector e2 = d2.blend(d3.rearrange(BY_1), ODD_1);
        FloatVector e3 = d2.rearrange(BY_1).blend(d3, ODD_1);
        FloatVector e4 = d4.blend(d5.rearrange(BY_1), ODD_1);
        FloatVector e5 = d4.rearrange(BY_1).blend(d5, ODD_1);
        FloatVector e6 = d6.blend(d7.rearrange(BY_1), ODD_1);
        FloatVector e7 = d6.rearrange(BY_1).blend(d7, ODD_1);
        FloatVector e8 = d8.blend(d9.rearrange(BY_1), ODD_1);
        FloatVector e9 = d8.rearrange(BY_1).blend(d9, ODD_1);
        FloatVector e10 = d10.blend(d11.rearrange(BY_1), ODD_1);
        FloatVector e11 = d10.rearrange(BY_1).blend(d11, ODD_1);
        FloatVector e12 = d12.blend(d13.rearrange(BY_1), ODD_1);
        FloatVector e13 = d12.rearrange(BY_1).blend(d13, ODD_1);
        FloatVector e14 = d14.blend(d15.rearrange(BY_1), ODD_1);
        FloatVector e15 = d14.rearrange(BY_1).blend(d15, ODD_1);
        e0.intoArray(to, toAt + 0);
        e1.intoArray(to, toAt + 16);
        e2.intoArray(to, toAt + 32);
        e3.intoArray(to, toAt + 48);
        e4.intoArray(to, toAt + 64);
        e5.intoArray(to, toAt + 80);
        e6.intoArray(to, toAt + 96);
        e7.intoArray(to, toAt + 112);
        e8.intoArray(to, toAt + 128);
        e9.intoArray(to, toAt + 144);
        e10.intoArray(to, toAt + 160);
        e11.intoArray(to, toAt + 176);
        e12.intoArray(to, toAt + 192);
        e13.intoArray(to, toAt + 208);
        e14.intoArray(to, toAt + 224);
        e15.intoArray(to, toAt + 240);
    }
}
