package io.lanewise.samples.benchmarks.work;

import java.util.Arrays;
import java.util.List;

/**
 * What one example of an input looks like, and how the peers want many of them.
 *
 * @param name of the input
 * @param order how the peers want them
 * @param sizes of an example's axes, in Lanewise
 */
public record Form(String name, Order order, List<Integer> sizes) {
    /** Where the peers have the axis of the examples, and the others. */
    public enum Order {
        /** As Lanewise: examples first, the other axes behind them. */
        EXAMPLES,
        /** Examples first, then channels, which Lanewise has last. */
        CHANNELS,
        /** Steps first, then examples. */
        STEPS
    }

    static Form of(String name, Order order, Integer... sizes) {
        return new Form(name, order, List.of(sizes));
    }

    /** Numbers of an example. */
    public int count() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    private int[] axes() {
        int last = sizes.size();
        int[] axes = new int[last + 1];
        Arrays.setAll(axes, axis -> axis);
        if (order == Order.CHANNELS) {
            System.arraycopy(axes, 1, axes, 2, last - 1);
            axes[1] = last;
        } else if (order == Order.STEPS) {
            axes[0] = 1;
            axes[1] = 0;
        }
        return axes;
    }

    /** The peers' axes of so many examples; the number is taken as it is, so that it may stand for any. */
    public long[] shape(long examples) {
        return Arrays.stream(axes())
                .mapToLong(axis -> axis == 0 ? examples : sizes.get(axis - 1))
                .toArray();
    }

    /** The same examples in the peers' order. */
    public float[] inOrder(float[] rows) {
        int[] axes = axes();
        int examples = rows.length / count();
        long[] shape = shape(examples);
        int[] strides = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            strides[i] = sizes.subList(axes[i], sizes.size()).stream().reduce(1, Math::multiplyExact);
        }
        float[] ordered = new float[rows.length];
        for (int i = 0; i < ordered.length; i++) {
            int from = 0;
            int rest = i;
            for (int axis = axes.length - 1; axis >= 0; axis--) {
                from += rest % (int) shape[axis] * strides[axis];
                rest /= (int) shape[axis];
            }
            ordered[i] = rows[from];
        }
        return ordered;
    }
}
