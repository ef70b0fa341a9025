package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backward program of a scan's body. It reads values of the body's own program directly: those are what must be kept
 * for each instance.
 *
 * @param values all of them, operands first
 * @param upstream gradient of each result of the instance, an {@link Op.Argument} whose index counts on from the operands of
 *     the scan; null where the result has none
 * @param operands gradient of each operand of the body: of what is carried, always there and carried to the instance before; of
 *     a step, stacked to a sequence; of an invariant, summed over the instances. Null where none is asked for, or where it
 *     follows from what is stacked
 * @param stacked further values of this program or of the forward body, stacked to sequences
 * @param parameters gradient of each parameter, by the parameter's value in the body; zero where there is none
 */
public record ScanBody(
        List<Value> values,
        List<@Nullable Value> upstream,
        List<@Nullable Value> operands,
        List<Value> stacked,
        Map<Value, Value> parameters) {
    public ScanBody {
        values = List.copyOf(values);
        upstream = Collections.unmodifiableList(new ArrayList<>(upstream));
        operands = Collections.unmodifiableList(new ArrayList<>(operands));
        stacked = List.copyOf(stacked);
    }
}
