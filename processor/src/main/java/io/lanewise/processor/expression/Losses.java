package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import java.util.Map;
import java.util.Set;

/**
 * The elementwise losses: one line each, of the node's value y (or z, what stands before its sigmoid) and the target t.
 * Forms over classes are made by {@code lower} from these and a sum along the row.
 */
public final class Losses {
    /** Behind a sigmoid: softplus(z) − t·z, grouped so that what is left of a sure and right answer keeps all digits. */
    public static final String BINARY_CROSS_ENTROPY_OF_LOGITS = "BINARY_CROSS_ENTROPY of logits";

    /** One class of a row of probabilities t; a class that is not asked for adds nothing, also where y = 0. */
    public static final String CROSS_ENTROPY = "CROSS_ENTROPY";

    private static final Map<String, String> TABLE = Map.of(
            "MEAN_SQUARED",
            "(y - t) * (y - t)",
            "HALF_SQUARED",
            "0.5 * (y - t) * (y - t)",
            "MEAN_ABSOLUTE",
            "abs(y - t)",
            "BINARY_CROSS_ENTROPY",
            "binaryCrossEntropy(y, t)",
            BINARY_CROSS_ENTROPY_OF_LOGITS,
            "z > 0 ? z - t * z + log1p(exp(-z)) : log1p(exp(z)) - t * z",
            CROSS_ENTROPY,
            "t == 0 ? 0 : -(t * log(y))");

    private Losses() {}

    public static Set<String> names() {
        return TABLE.keySet();
    }

    /** Loss {@code name} of the value, {@code Operand(0)}, and the target, {@code Operand(1)}. */
    public static Expr of(String name) {
        String expression = TABLE.get(name);
        if (expression == null) {
            throw new IllegalArgumentException(name + " is no elementwise loss. Those are " + names() + ".");
        }
        Expr value = Expressions.operand(0);
        return Parser.parse(expression, Map.of("y", value, "z", value, "t", Expressions.operand(1)));
    }
}
