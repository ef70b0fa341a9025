package io.lanewise.runtime.io;

import java.util.List;

/**
 * A tensor of a file.
 *
 * @param shape axis sizes; empty for a single number
 * @param values its numbers, row-major; not copied
 */
public record StoredTensor(String name, List<Integer> shape, float[] values) {
    /** Checks that there are as many numbers as the shape says. */
    public StoredTensor {
        shape = List.copyOf(shape);
        long count = 1;
        for (int axis : shape) {
            count = Math.multiplyExact(count, axis);
        }
        if (count != values.length) {
            throw new IllegalArgumentException("'" + name + "' of shape " + shape + " has " + values.length
                    + " numbers where " + count + " are due.");
        }
    }
}
