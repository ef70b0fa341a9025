package io.lanewise.runtime.generated;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Workspaces of one size for any number of threads. A fixed number is kept; a call that finds all of them busy makes one for
 * itself. So nothing is tied to a thread, and as many are kept as were ever used at once, up to the limit.
 */
final class Scratch {
    private static final int SLOTS = 32;

    private final int length;
    private final AtomicReferenceArray<float[]> slots = new AtomicReferenceArray<>(SLOTS);

    Scratch(int length) {
        this.length = length;
    }

    /** A workspace for one thread until it is given back; holds anything. */
    float[] take() {
        for (int i = 0; i < SLOTS; i++) {
            float[] free = slots.get(i);
            if (free != null && slots.compareAndSet(i, free, null)) {
                return free;
            }
        }
        return new float[length];
    }

    /** Ends the use of a workspace. */
    void give(float[] scratch) {
        for (int i = 0; i < SLOTS; i++) {
            if (slots.get(i) == null && slots.compareAndSet(i, null, scratch)) {
                return;
            }
        }
    }
}
