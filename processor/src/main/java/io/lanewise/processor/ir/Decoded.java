package io.lanewise.processor.ir;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as it is decoded: one step of an axis a call, on what the steps before left in memory.
 *
 * @param axis the axis that grows
 * @param max its greatest length
 * @param start what does not depend on the axis, computed once and kept; null if that is nothing
 * @param step of one step of the inputs that have the axis, one step of the outputs that have it; in it the axis is as long as the
 *     sequence so far
 * @param outputs which outputs of the model the results of {@code step} are
 * @param positions the argument, behind those of the model, that holds the number of the step for each example
 * @param keptFloats what outlives a step, for each example
 */
public record Decoded(
        String axis,
        int max,
        @Nullable Program start,
        Program step,
        List<Integer> outputs,
        int positions,
        long keptFloats) {
    public Decoded {
        outputs = List.copyOf(outputs);
    }
}
