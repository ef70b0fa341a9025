package io.lanewise.processor.ir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program cut into steps. Inference and training have values of their own; only {@link Op.Param} values stand in both.
 *
 * @param prepare transposed parameters, made when weights are published
 * @param forward up to the results
 * @param backward to the gradients of the parameters; empty for inference
 * @param inputs to the gradients of the inputs; empty for inference
 * @param roots where a value is another by name ({@link Op.Reshape}, {@link Op.Detach}, invariants of a scan), that other
 * @param views values that are a part of another's memory
 * @param stored values that must stand in memory because another step or the caller reads them
 * @param results the outputs; for training the loss, and what else of the forward section is read behind it
 */
public record Fused(
        List<Step> prepare,
        List<Step> forward,
        List<Step> backward,
        List<Step> inputs,
        Map<Value, Value> roots,
        Map<Value, View> views,
        Set<Value> stored,
        List<Value> results) {
    /**
     * Rows that lie one right behind the other within each example of {@code of}.
     *
     * @param offset floats from the start of the example
     * @param step floats further for each instance of {@code scan}
     * @param scan whose running instance counts; null where it stays
     */
    public record View(
            Value of, int offset, int step, @Nullable Value scan) {}

    /** The value that holds the elements of {@code value}. */
    public Value root(Value value) {
        Value at = value;
        for (Value next = roots.get(at); next != null; next = roots.get(at)) {
            at = next;
        }
        return at;
    }

    /** Floats from one example of {@code value} to the next. */
    public int stride(Value value) {
        View view = views.get(root(value));
        return view == null ? Layout.stride(root(value)) : stride(view.of());
    }

    /** Floats from one row to the next, where {@code value} is seen as rows of {@code width} elements. */
    public int row(Value value, int width) {
        Value root = root(value);
        View view = views.get(root);
        if (view == null) {
            return Layout.row(root, width);
        }
        return root.type().size() == width ? stride(view.of()) : row(view.of(), width);
    }

    /** The same with other steps forward. */
    public Fused with(List<Step> others) {
        return new Fused(prepare, others, backward, inputs, roots, views, stored, results);
    }

    /** Kernels over the batch in a section, those of a repeated body once. */
    public static int kernels(List<Step> section) {
        int count = 0;
        for (Step step : section) {
            if (step instanceof Step.Kernel kernel && kernel.overBatch() || step instanceof Step.Tiles) {
                count++;
            } else if (step instanceof Step.Lines lines) {
                count += kernels(lines.both());
            } else if (step instanceof Step.Repeat repeat) {
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
            } else if (step instanceof Step.Lines lines) {
                text.append("lines ").append(lines.convolution().named());
                lines.rows().rows().forEach(row -> text.append("; ").append(row));
            } else if (step instanceof Step.Tiles tiles) {
                text.append("tiles of ").append(tiles.block()).append(" rows ").append(tiles.first());
                tiles.rows().rows().forEach(row -> text.append("; ").append(row));
                text.append("; ").append(tiles.named());
            } else {
                text.append(step.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT))
                        .append(' ')
                        .append(step.named());
            }
            text.append('\n');
            if (step instanceof Step.Repeat repeat) {
                String order = repeat.backward() ? " from last to first" : "";
                text("× " + repeat.count() + order, repeat.steps(), text, indent + "    ");
            }
        }
    }
}
