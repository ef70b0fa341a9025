package io.lanewise.processor.ir;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backward program of a scan's body. It reads values of the body's own program directly: those are what must be kept
 * for each instance.
 *
 * @param values all of them, operands first; {@code upstream} is the first
 * @param upstream gradient of the instance's result: an {@link Op.Argument} whose index is the number of operands of the scan
 * @param operands gradient of each operand of the body: that of operand 0 is always there and is carried to the instance
 *     before, the others are summed over the instances; null where none is asked for
 * @param parameters gradient of each parameter, by the parameter's value in the body; zero where there is none
 */
public record ScanBody(
        List<Value> values, Value upstream, List<@Nullable Value> operands, Map<Value, Value> parameters) {}
