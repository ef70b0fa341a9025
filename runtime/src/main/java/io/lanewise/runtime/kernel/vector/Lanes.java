package io.lanewise.runtime.kernel.vector;

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

    /**
     * What a sum starts from that continues none: where a tile may add, read like the old value of C, so that there is no choice. A
     * choice of sixteen sums made HotSpot keep them in memory at times: 98 % of the multiply-add peak became 73 %. And what a tile
     * reads in place of a pixel of up to 16 channels outside an image.
     */
    static final float[] ZEROS = new float[VIRTUAL];

    private Lanes() {}

    private static VectorShape shape() {
        int bits = VectorShape.preferredShape().vectorBitSize();
        return VectorShape.forBitSize(Math.max(128, Math.min(512, bits)));
    }
}
