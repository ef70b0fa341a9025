package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** {@code y = x + stddev·ε}, ε random and normal in training and 0 at evaluation. */
final class GaussianNoise implements Layer {
    @Override
    public String annotation() {
        return "GaussianNoise";
    }

    @Override
    public boolean check(Site site) {
        float stddev = site.arguments().real("stddev");
        if (stddev > 0 && Float.isFinite(stddev)) {
            return true;
        }
        if (stddev == 0 && !site.isGiven("stddev")) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_MISSING,
                    "stddev",
                    "GaussianNoise needs stddev, the standard deviation of the noise. None was given."
                            + " Write @GaussianNoise(stddev = …).");
        } else {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "stddev",
                    "stddev must be finite and above 0. It was " + stddev
                            + ". Give the standard deviation of the noise, such as 0.1f.");
        }
        return false;
    }

    @Override
    public Shape shape(Site site) {
        return site.inputs().get(0);
    }

    /** Noise leads out of [0, 1]. */
    @Override
    public Values values(Site site) {
        return site.values(0) == Values.MIXED ? Values.MIXED : Values.REAL;
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
        Value uniform = lowering.uniform(operand);
        Expr normal = new Expr.Call(Function.NORMAL_QUANTILE, List.of(new Expr.Operand(1)));
        Expr noise = new Expr.Call(
                Function.MULTIPLY,
                List.of(new Expr.Constant(lowering.arguments().real("stddev")), normal));
        Expr sum = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), noise));
        return lowering.map("noise", sum, operand, uniform);
    }
}
