package io.lanewise.processor.ir;

import java.util.List;
import java.util.Map;

/**
 * A program with its derivative.
 *
 * @param forward as lowered
 * @param backward values that lead from the loss to the gradients of the parameters, operands first
 * @param inputs values needed only for the gradients of the inputs
 * @param parameterGradients by the {@link Op.Param} value; those inside a scan stand in its {@link ScanBody}
 * @param inputGradients by the {@link Op.Input} value
 */
public record Differentiated(
        Program forward,
        List<Value> backward,
        List<Value> inputs,
        Map<Value, Value> parameterGradients,
        Map<Value, Value> inputGradients) {}
