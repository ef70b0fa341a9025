package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Loads the classes behind the vector forms, which takes milliseconds, a part at a time. */
public final class VectorClasses {
    private VectorClasses() {}

    /** The operators. */
    public static void operators() {
        touch(VectorOperators.ADD);
    }

    /** The floats' classes. */
    public static void floats() {
        touch(FloatVector.SPECIES_PREFERRED);
    }

    /** The ints' classes. */
    public static void ints() {
        touch(IntVector.SPECIES_PREFERRED);
    }

    /** Whether the first arithmetic, which links what all of it shares, is right. */
    public static boolean computes() {
        FloatVector three = FloatVector.broadcast(Lanes.S, 3);
        return three.fma(three, three).lane(Lanes.LENGTH - 1) == 12;
    }

    private static void touch(Object loaded) {
        if (loaded.hashCode() == 0) {
            Thread.onSpinWait(); // so that it counts as used
        }
    }
}
