package io.lanewise.processor.plan;

/** Scratch that one value, or the slots of one carry, take for a stretch of time. */
final class Buffer {
    final String name;
    /** Whether {@link #length} counts for each example. */
    final boolean perExample;
    /** Floats of one slot. */
    final long slot;
    /** Slots, of all instances together. */
    long slots = 1;

    int from;
    int to;
    long offset = -1;

    Buffer(String name, boolean perExample, long slot, int from) {
        this.name = name;
        this.perExample = perExample;
        this.slot = slot;
        this.from = from;
        this.to = from;
    }

    long length() {
        return Math.multiplyExact(slot, slots);
    }

    boolean meets(Buffer other) {
        return perExample == other.perExample && from <= other.to && other.from <= to;
    }
}
