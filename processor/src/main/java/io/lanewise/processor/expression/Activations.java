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
            new Entry("THRESHOLD", 0, "x > 0 ? 1 : 0"),
            new Entry("HARD_SIGMOID", 0, "(max(min(x, 3), -3) + 3) / 6"),
            new Entry("HARD_TANH", 0, "max(min(x, 1), -1)"),
            new Entry("HARD_SWISH", 0, "x * ((max(min(x, 3), -3) + 3) / 6)"),
            new Entry("RELU6", 0, "max(min(x, 6), 0)"),
            new Entry("CELU", 1, "x > 0 ? x : alpha * expm1(x / alpha)"),
            // By a sigmoid, ½·(1 + tanh u) = σ(2u), which does not cancel; beyond ±16 it is 0 or 1 to the last bit.
            new Entry(
                    "GELU_TANH",
                    0,
                    "x > 16 ? x : x < -16 ? 0 : x * sigmoid(1.5957691216057308 * (x + 0.044715 * x * x * x))"),
            new Entry("MISH", 0, "x * tanh(softplus(x))"),
            // x / (1 + |x|), in forms whose derivatives do not cancel far out.
            new Entry("SOFTSIGN", 0, "x > 1 ? 1 - 1 / (1 + x) : x < -1 ? 1 / (1 - x) - 1 : x / (1 + abs(x))"),
            new Entry("EXPONENTIAL", 0, "exp(x)"),
            new Entry("LOG_SIGMOID", 0, "-softplus(-x)"),
            new Entry("SIGN", 0, "x > 0 ? 1 : x < 0 ? -1 : 0"),
            new Entry("PROBIT", 0, "normalCdf(x)"));

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
