package io.lanewise.processor.ir;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program cut into steps. Inference and training have values of their own; only {@link Op.Param} values stand in both.
 *
 * @param prepare transposed parameters, made when weights are published
 * @param forward up to the results
 * @param backward to the gradients of the parameters; empty for inference
 * @param inputs to the gradients of the inputs; empty for inference
 * @param roots where a value is another by name ({@link Op.Reshape}, {@link Op.Detach}, invariants of a scan), that other
 * @param stored values that must stand in memory because another step or the caller reads them
 * @param results the outputs; for training the loss, and what else of the forward section is read behind it
 */
public record Fused(
        List<Step> prepare,
        List<Step> forward,
        List<Step> backward,
        List<Step> inputs,
        Map<Value, Value> roots,
        Set<Value> stored,
        List<Value> results) {
    /** The value that holds the elements of {@code value}. */
    public Value root(Value value) {
        Value at = value;
        for (Value next = roots.get(at); next != null; next = roots.get(at)) {
            at = next;
        }
        return at;
    }

    /** Kernels over the batch in a section, those of a repeated body once. */
    public static int kernels(List<Step> section) {
        int count = 0;
        for (Step step : section) {
            if (step instanceof Step.Kernel kernel && kernel.overBatch()) {
                count++;
            } else if (step instanceof Step.Repeat repeat) {
                count += kernels(repeat.steps());
            } else if (step instanceof Step.RepeatBack repeat) {
                count += kernels(repeat.steps());
            }
        }
        return count;
    }

    /** A line a step. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        text("prepare", prepare, text, "");
        text("forward", forward, text, "");
        text("backward", backward, text, "");
        text("inputs", inputs, text, "");
        return text.toString();
    }

    private static void text(String title, List<Step> steps, StringBuilder text, String indent) {
        if (steps.isEmpty()) {
            return;
        }
        text.append(indent).append(title).append('\n');
        for (Step step : steps) {
            text.append(indent).append("  ");
            if (step instanceof Step.Kernel kernel) {
                text.append("kernel");
                if (kernel.head() != null) {
                    text.append(" [product ").append(kernel.head()).append(']');
                }
                kernel.rows().forEach(row -> text.append(' ').append(row).append(';'));
            } else {
                text.append(step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                        .append(' ')
                        .append(step.named());
            }
            text.append('\n');
            if (step instanceof Step.Repeat repeat) {
                text("× " + repeat.count(), repeat.steps(), text, indent + "    ");
            } else if (step instanceof Step.RepeatBack repeat) {
                text("× " + repeat.count() + " from last to first", repeat.steps(), text, indent + "    ");
            }
        }
    }
}
