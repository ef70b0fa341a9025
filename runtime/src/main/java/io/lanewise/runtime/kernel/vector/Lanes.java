package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hardware's vectors: 4, 8 or 16 lanes, of which 4, 2 or 1 make the 16 virtual lanes every kernel is written for. Constants,
 * because HotSpot compiles vector code well only for a species it knows.
 */
public final class Lanes {
    /** The virtual lanes, and the columns of a panel. */
    public static final int VIRTUAL = 16;

    /** The floats' species: the shape the JVM prefers, between 128 and 512 bit. */
    public static final VectorSpecies<Float> S = VectorSpecies.of(float.class, shape());

    /** The ints' species of the same shape. */
    public static final VectorSpecies<Integer> I = S.withLanes(int.class);

    /** Lanes of one hardware vector. */
    public static final int LENGTH = S.length();

    private Lanes() {}

    /** The mask of the lanes below {@code count}: none for 0 or less, all for the whole length or more. */
    public static VectorMask<Float> below(int count) {
        return S.indexInRange(0, Math.max(0, Math.min(count, LENGTH)));
    }

    /** The vector of 0, 1, 2 … as ints. */
    public static IntVector iota() {
        return IntVector.zero(I).addIndex(1);
    }

    /** The lanes of {@code v} below {@code count}, and +0 in the others: for storing the ragged end of a padded row. */
    public static FloatVector keepBelow(FloatVector v, int count) {
        return FloatVector.zero(S).blend(v, below(count));
    }

    private static VectorShape shape() {
        int bits = VectorShape.preferredShape().vectorBitSize();
        return VectorShape.forBitSize(Math.max(128, Math.min(512, bits)));
    }
}
