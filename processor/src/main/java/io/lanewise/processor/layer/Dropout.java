package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** {@code y = x · factor}, the factors random in training and 1 at evaluation. */
final class Dropout implements Layer {
    @Override
    public String annotation() {
        return "Dropout";
    }

    @Override
    public boolean check(Site site) {
        return rate(site, "elements");
    }

    /** Whether a rate is one; reports if not. */
    static boolean rate(Site site, String dropped) {
        float rate = site.arguments().real("rate");
        if (!(rate >= 0 && rate < 1)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "rate",
                    "rate must be in [0, 1). It was " + rate + ". Give the share of " + dropped
                            + " to drop, such as 0.5f.");
            return false;
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        return site.inputs().get(0);
    }

    @Override
    public List<Integer> flattened(Site site) {
        return site.flattened(0);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value operand = lowering.inputs().get(0);
        Value factors = lowering.random(lowering.arguments().real("rate"), operand);
        Expr product = new Expr.Call(Function.MULTIPLY, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        return lowering.map("dropout", product, operand, factors);
    }
}
