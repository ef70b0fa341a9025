package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** 0 for a step whose features all are one value, else 1. */
final class Masking implements Layer {
    @Override
    public String annotation() {
        return "Masking";
    }

    @Override
    public boolean check(Site site) {
        float value = site.arguments().real("value");
        if (!Float.isFinite(value)) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "value",
                    "value must be finite, for a step is compared with it. It was " + value
                            + ". Give the number that stands in padding, such as 0.");
            return false;
        }
        return true;
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        if (input.rank() != 2) {
            return site.wrongInput(
                    ProblemCode.RANK,
                    0,
                    "Masking expects a sequence, steps × features, but '"
                            + site.sources().get(0) + "' is " + input + ". Its shape comes from " + site.path(0)
                            + ". Bring it to two axes by @Reshape.");
        }
        return new Shape(List.of(input.dims().get(0)), input.axis());
    }

    @Override
    public Values values(Site site) {
        return Values.UNIT;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Expr zero = new Expr.Constant(0);
        Expr one = new Expr.Constant(1);
        Expr value = new Expr.Constant(lowering.arguments().real("value"));
        Expr differs = new Expr.Where(Expr.Comparison.EQUAL, new Expr.Operand(0), value, zero, one);
        Value each = lowering.map("differs", differs, lowering.inputs().get(0));
        return lowering.reshape(lowering.reduce(Op.Reduce.Kind.MAX, Op.Reduce.Over.ROW, each));
    }
}
