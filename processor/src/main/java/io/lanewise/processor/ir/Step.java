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
     * Elements moved unchanged: a {@link Op.Concat}, {@link Op.Slice}, {@link Op.Permute}, {@link Op.Transpose}, or a copy
     * ({@link Op.Reshape}).
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
     * The steps of a {@link Op.Scan}'s body, once for each instance.
     *
     * @param named the scan
     * @param start the initial carry
     * @param carry what stands for the carry in the body
     * @param result the carry of the next instance
     */
    record Repeat(Value named, Value start, Value carry, Value result, int count, List<Step> steps) implements Step {
        public Repeat {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The steps of a {@link Op.ScanBack}'s body, once for each instance, from last to first.
     *
     * @param named the scan's derivative
     * @param start gradient of the scan's result
     * @param upstream what stands for the gradient of the instance's result in the body
     * @param result the gradient of the instance's carry; null where nothing asks for it
     * @param sums gradients of the invariants, summed over the instances
     */
    record RepeatBack(
            Value named,
            Value start,
            Value upstream,
            @Nullable Value result,
            int count,
            List<Sum> sums,
            List<Step> steps)
            implements Step {
        public RepeatBack {
            sums = List.copyOf(sums);
            steps = List.copyOf(steps);
        }
    }

    /**
     * A sum over instances: {@code next = previous + gradient}, both in one buffer, which starts at 0.
     *
     * @param operand of the scan
     */
    record Sum(int operand, Value previous, Value next) {}
}
