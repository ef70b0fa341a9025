package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Layout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gives buffers offsets: two share floats only if their times do not meet. */
final class Arena {
    private final List<Buffer> placed = new ArrayList<>();
    private long fixed = Layout.FIRST;
    private long perExample;

    Arena() {}

    /** One that holds what {@code start} does, and {@code buffers}, placed one after the other. */
    Arena(Arena start, List<Buffer> buffers) {
        placed.addAll(start.placed);
        fixed = start.fixed;
        perExample = start.perExample;
        buffers.forEach(this::place);
    }

    /** Whether it takes less than {@code other}: of each example or, where that is the same, beside them. */
    boolean isLessThan(Arena other) {
        return perExample != other.perExample ? perExample < other.perExample : fixed < other.fixed;
    }

    long fixed() {
        return fixed;
    }

    long perExample() {
        return perExample;
    }

    /** Puts {@code buffer} at the lowest offset that is free all its time. */
    void place(Buffer buffer) {
        List<Buffer> near = new ArrayList<>();
        for (Buffer other : placed) {
            if (other.meets(buffer)) {
                near.add(other);
            }
        }
        near.sort(Comparator.comparingLong(b -> b.offset));
        long at = buffer.perExample ? 0 : Layout.FIRST;
        for (Buffer other : near) {
            if (other.offset - at >= buffer.length()) {
                break;
            }
            at = Math.max(at, other.offset + other.length());
        }
        buffer.offset = at;
        placed.add(buffer);
        long end = at + buffer.length();
        if (buffer.perExample) {
            perExample = Math.max(perExample, end);
        } else {
            fixed = Math.max(fixed, end);
        }
    }
}
