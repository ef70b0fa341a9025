package io.lanewise.processor.plan;

import org.jspecify.annotations.Nullable;

/** Which part of which buffer holds a value. */
final class Held {
    /** Which slot of the buffer. */
    enum Slot {
        /** The only one, or that of the running instance where instances are kept. */
        OWN,
        /** The carry that the running instance reads. */
        CARRIED,
        /** The carry that the running instance writes. */
        NEXT,
        /** The carry after the last instance. */
        LAST
    }

    final Buffer buffer;
    final Slot slot;
    /** The loop whose instances compute it; null for the program itself. */
    final @Nullable Around loop;
    /** For a carry, the loop that carries it. */
    final @Nullable Around carrying;

    Held(Buffer buffer, Slot slot, @Nullable Around loop, @Nullable Around carrying) {
        this.buffer = buffer;
        this.slot = slot;
        this.loop = loop;
        this.carrying = carrying;
    }

    /** A loop over the instances of a repeated block, and its time. */
    static final class Around {
        final @Nullable Around parent;
        final int count;
        final String axis;
        final int depth;
        final boolean backward;
        final int from;
        int to;

        Around(@Nullable Around parent, int count, String axis, boolean backward, int from) {
            this.parent = parent;
            this.count = count;
            this.axis = axis;
            this.depth = parent == null ? 0 : parent.depth + 1;
            this.backward = backward;
            this.from = from;
            this.to = from;
        }

        /** The outermost loop around this one that is not around {@code other}; null if none. */
        static @Nullable Around beyond(@Nullable Around loop, @Nullable Around other) {
            Around found = null;
            for (Around at = loop; at != null; at = at.parent) {
                if (!at.surrounds(other)) {
                    found = at;
                }
            }
            return found;
        }

        private boolean surrounds(@Nullable Around other) {
            for (Around at = other; at != null; at = at.parent) {
                if (at == this) {
                    return true;
                }
            }
            return false;
        }
    }
}
