package io.lanewise.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What runs one after the other: the lines of the generated {@code forward} and {@code backward}. */
public sealed interface Step {
    /** The value that names the step. */
    Value named();

    /**
     * An optional matrix product and the values computed row by row right after it, while its result is in cache. Values in
     * {@code rows} share one domain: so many rows, each of one width or of width 1.
     */
    record Kernel(@Nullable Value head, List<Value> rows) implements Step {
        public Kernel {
            rows = List.copyOf(rows);
        }

        @Override
        public Value named() {
            return rows.isEmpty() ? java.util.Objects.requireNonNull(head) : rows.get(rows.size() - 1);
        }

        /** Whether it runs over the examples of the batch. */
        public boolean overBatch() {
            return head != null
                    || rows.stream()
                            .anyMatch(row -> Operands.of(row).stream()
                                            .anyMatch(o -> o.type().batched())
                                    || row.type().batched());
        }
    }

    /**
     * Elements moved unchanged: a {@link Op.Concat}, {@link Op.Slice}, {@link Op.Unfold}, {@link Op.Permute},
     * {@link Op.Transpose}, or a copy ({@link Op.Reshape}).
     */
    record Move(Value named) implements Step {}

    /**
     * A primitive that one call of the runtime computes, reading its operands from memory: a {@link Op.BatchMatMul}, an
     * {@link Op.Conv}, an {@link Op.Pool}.
     *
     * @param work memory that the call needs while it runs, no value of the program; null if none
     */
    record Call(Value named, @Nullable Value work) implements Step {}

    /**
     * Products of matrices, what is computed of them row by row, and the products of that with further matrices, by blocks of the
     * rows of each matrix: between the products there is memory for one block alone.
     *
     * @param first the products that {@code rows} read, an {@link Op.BatchMatMul}
     * @param rows a kernel without a product
     * @param last which of {@code rows} the last products read
     * @param named the last products, an {@link Op.BatchMatMul}
     * @param block rows of a block, at most
     */
    record Tiles(Value first, Kernel rows, Value last, Value named, int block) implements Step {
        /** Whether {@code value}, as a memory of the kernel, is there for a block alone. */
        public boolean isOfBlock(Value value) {
            return value == first || rows.rows().contains(value);
        }
    }

    /**
     * A convolution and the values computed row by row of its pixels, or of the maxima of these, image by image, of whichever of its
     * lines.
     *
     * @param rows a kernel without a product, each row of which needs nothing of others
     */
    record Lines(Call convolution, Kernel rows) implements Step {
        @Override
        public Value named() {
            return rows.named();
        }

        /** The steps that it puts together. */
        public List<Step> both() {
            return List.of(convolution, rows);
        }
    }

    /**
     * The steps of the body of a {@link Op.Scan} once for each instance, or of a {@link Op.ScanBack} from last to first.
     *
     * @param named the scan, or its derivative
     * @param count how many instances; of an axis of variable length the greatest
     * @param axis the axis whose length says how many; empty where there are always {@code count}
     * @param stacked sequences that the instances write step by step
     * @param sums gradients of the invariants, summed over the instances
     */
    record Repeat(
            Value named,
            boolean backward,
            int count,
            String axis,
            List<Carry> carries,
            List<Value> stacked,
            List<Sum> sums,
            List<Step> steps)
            implements Step {
        public Repeat {
            carries = List.copyOf(carries);
            stacked = List.copyOf(stacked);
            sums = List.copyOf(sums);
            steps = List.copyOf(steps);
        }

        /** The same with other steps in each instance. */
        public Repeat with(List<Step> others) {
            return new Repeat(named, backward, count, axis, carries, stacked, sums, others);
        }

        /** How many instances, as a call decides it. */
        public Extent instances() {
            return Extent.of(count, axis);
        }
    }

    /**
     * What one instance hands to the next.
     *
     * @param start what the first instance to run takes
     * @param taken what stands for it in the body
     * @param handed what an instance hands on
     * @param last what stands for it after the last instance
     */
    record Carry(Value start, Value taken, Value handed, Value last) {}

    /**
     * A sum over instances: {@code next = previous + gradient}, both in one buffer, which starts at 0.
     *
     * @param total what stands for it after the last instance
     */
    record Sum(Value total, Value previous, Value next) {}
}
