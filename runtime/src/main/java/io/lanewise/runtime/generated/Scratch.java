package io.lanewise.runtime.generated;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces of one size for any number of threads. A fixed number is kept; a call that finds all of them busy makes one for
 * itself. So nothing is tied to a thread, and as many are kept as were ever used at once, up to the limit.
 *
 * <p>A workspace stays in its slot and an int says that it is busy: ended by a plain release, which a small model's prediction
 * takes less time for than a second exchange of references, and without the collector's barriers.
 */
final class Scratch {
    private static final int SLOTS = 32;

    private final int length;
    private final AtomicIntegerArray busy = new AtomicIntegerArray(SLOTS);
    /** Written once each, by the thread that has the slot. */
    private final float[] @Nullable [] slots = new float[SLOTS][];

    Scratch(int length) {
        this.length = length;
    }

    /** A workspace for one thread until it is given back; holds anything. */
    float[] take() {
        for (int i = 0; i < SLOTS; i++) {
            if (busy.getPlain(i) == 0 && busy.compareAndSet(i, 0, 1)) {
                float[] kept = slots[i];
                return kept != null ? kept : (slots[i] = new float[length]);
            }
        }
        return new float[length];
    }

    /** Ends the use of a workspace. */
    void give(float[] scratch) {
        for (int i = 0; i < SLOTS; i++) {
            // Another thread's slot may change meanwhile, but never to this workspace.
            if (slots[i] == scratch) {
                busy.setRelease(i, 0);
                return;
            }
        }
    }
}
