package io.lanewise.processor.expression;

import static java.util.Map.entry;

import io.lanewise.processor.ir.Expr;
import java.util.Map;
import java.util.Set;

/**
 * The elementwise losses: one line each, of the node's value y (or z, what stands before its sigmoid) and the target t.
 * Forms along the row are made by {@code lower}, from these and sums.
 */
public final class Losses {
    /** Behind a sigmoid: softplus(z) − t·z, grouped so that what is left of a sure and right answer keeps all digits. */
    public static final String BINARY_CROSS_ENTROPY_OF_LOGITS = "BINARY_CROSS_ENTROPY of logits";

    /** Behind an exponential: e^z − t·z. */
    public static final String POISSON_OF_EXPONENT = "POISSON of the exponent";

    /** One class of a row of probabilities t, y its logarithm. */
    public static final String KL_DIVERGENCE_OF_LOGARITHM = "KL_DIVERGENCE of the logarithm";

    /** One class of a row of probabilities t; a class that is not asked for adds nothing, also where y = 0. */
    public static final String CROSS_ENTROPY = "CROSS_ENTROPY";

    private static final Map<String, String> TABLE = Map.ofEntries(
            entry("MEAN_SQUARED", "(y - t) * (y - t)"),
            entry("HALF_SQUARED", "0.5 * (y - t) * (y - t)"),
            entry("MEAN_ABSOLUTE", "abs(y - t)"),
            entry("BINARY_CROSS_ENTROPY", "binaryCrossEntropy(y, t)"),
            entry(BINARY_CROSS_ENTROPY_OF_LOGITS, "z > 0 ? z - t * z + log1p(exp(-z)) : log1p(exp(z)) - t * z"),
            entry(CROSS_ENTROPY, "t == 0 ? 0 : -(t * log(y))"),
            entry("HUBER", "abs(y - t) > delta ? delta * (abs(y - t) - 0.5 * delta) : 0.5 * (y - t) * (y - t)"),
            entry("LOG_COSH", "logCosh(y - t)"),
            entry("KL_DIVERGENCE", "t == 0 ? 0 : t * (log(t) - log(y))"),
            entry(KL_DIVERGENCE_OF_LOGARITHM, "t == 0 ? 0 : t * (log(t) - y)"),
            entry("POISSON", "y - t * log(y + 0.00000001)"),
            entry(POISSON_OF_EXPONENT, "exp(z) - t * z"),
            entry("HINGE", "max(1 - t * y, 0)"),
            entry("SQUARED_HINGE", "max(1 - t * y, 0) * max(1 - t * y, 0)"),
            entry("VALUE", "y"));

    private Losses() {}

    public static Set<String> names() {
        return TABLE.keySet();
    }

    /** Loss {@code name} of the value, {@code Operand(0)}, and the target, {@code Operand(1)}; δ is 1. */
    public static Expr of(String name) {
        return of(name, 1);
    }

    /** The same with another δ. */
    public static Expr of(String name, float delta) {
        String expression = TABLE.get(name);
        if (expression == null) {
            throw new IllegalArgumentException(name + " is no elementwise loss. Those are " + names() + ".");
        }
        Expr value = Expressions.operand(0);
        Map<String, Expr> names =
                Map.of("y", value, "z", value, "t", Expressions.operand(1), "delta", Expressions.constant(delta));
        return Parser.parse(expression, names);
    }
}
