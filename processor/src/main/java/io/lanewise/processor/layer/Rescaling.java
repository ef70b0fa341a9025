package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/** {@code y = scale·x + offset}, any shape. */
final class Rescaling implements Layer {
    @Override
    public String annotation() {
        return "Rescaling";
    }

    @Override
    public boolean check(Site site) {
        boolean right = true;
        for (String member : List.of("scale", "offset")) {
            float value = site.arguments().real(member);
            if (!Float.isFinite(value)) {
                right = false;
                site.wrongArgument(
                        ProblemCode.ARGUMENT_RANGE,
                        member,
                        member + " must be a finite number. It was " + value + ". Give a number such as 0.5f.");
            }
        }
        return right;
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
        Expr product = new Expr.Call(
                Function.MULTIPLY,
                List.of(new Expr.Constant(lowering.arguments().real("scale")), new Expr.Operand(0)));
        float offset = lowering.arguments().real("offset");
        Expr sum = offset == 0 ? product : new Expr.Call(Function.ADD, List.of(product, new Expr.Constant(offset)));
        return lowering.map("rescaling", sum, lowering.inputs().get(0));
    }
}
