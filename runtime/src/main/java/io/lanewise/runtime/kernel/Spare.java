package io.lanewise.runtime.kernel;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Arrays that kernels write copies into, to read these at once. */
final class Spare {
    /** Floats of an array at least, so that one serves most products. */
    private static final int LEAST = 1 << 16;

    /** Arrays that nobody uses now: as many as were ever used at once, up to a limit. */
    private static final AtomicReferenceArray<float[]> KEPT = new AtomicReferenceArray<>(Member.MOST);

    private Spare() {}

    /** An array of {@code length} floats or more, for one thread until it is given back; holds anything. */
    static float[] take(int length) {
        for (int i = 0; i < KEPT.length(); i++) {
            float[] kept = KEPT.get(i);
            if (kept != null && kept.length >= length && KEPT.compareAndSet(i, kept, null)) {
                return kept;
            }
        }
        return new float[Math.max(length, LEAST)];
    }

    /** Ends the use of an array, which takes the place of a shorter one rather than none. */
    static void give(float[] array) {
        for (int i = 0; i < KEPT.length(); i++) {
            float[] kept = KEPT.get(i);
            if ((kept == null || kept.length < array.length) && KEPT.compareAndSet(i, kept, array)) {
                return;
            }
        }
    }
}
