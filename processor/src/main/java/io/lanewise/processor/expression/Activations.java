package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The elementwise activations: one line each. Vector form, scalar form and derivative follow from it. */
public final class Activations {
    private record Entry(String name, double alpha, String expression) {}

    /** Constant of {@code Activation}, its own α, and what it is of x and α. */
    private static final List<Entry> TABLE = List.of(
            new Entry("LINEAR", 0, "x"),
            new Entry("SIGMOID", 0, "sigmoid(x)"),
            new Entry("TANH", 0, "tanh(x)"),
            new Entry("RELU", 0, "max(x, 0)"),
            new Entry("LEAKY_RELU", 0.01, "x > 0 ? x : alpha * x"),
            new Entry("ELU", 1, "x > 0 ? x : alpha * expm1(x)"),
            new Entry("SELU", 1.6732632423543772, "1.0507009873554805 * (x > 0 ? x : alpha * expm1(x))"),
            new Entry("GELU", 0, "x * normalCdf(x)"),
            new Entry("SILU", 0, "x * sigmoid(x)"),
            new Entry("SOFTPLUS", 0, "softplus(x)"),
            new Entry("THRESHOLD", 0, "x > 0 ? 1 : 0"));

    private static final Map<String, Entry> BY_NAME = new LinkedHashMap<>();

    static {
        for (Entry entry : TABLE) {
            BY_NAME.put(entry.name(), entry);
        }
    }

    private Activations() {}

    /** Constants' names of {@code Activation} that stand in the table. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** Activation {@code name} of {@code Operand(0)}; {@code alpha} NaN for its own. */
    public static Expr of(String name, float alpha) {
        Entry entry = BY_NAME.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(name + " is no elementwise activation. Those are " + names() + ".");
        }
        double slope = Float.isNaN(alpha) ? entry.alpha() : alpha;
        return Parser.parse(
                entry.expression(), Map.of("x", Expressions.operand(0), "alpha", Expressions.constant(slope)));
    }
}
