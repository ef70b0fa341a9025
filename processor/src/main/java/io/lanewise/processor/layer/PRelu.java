package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code y = x > 0 ? x : weight · x}, one weight a channel or one for all. */
final class PRelu implements Layer {
    @Override
    public String annotation() {
        return "PRelu";
    }

    @Override
    public boolean check(Site site) {
        return Initializers.check(site, "alphaInitializer");
    }

    @Override
    public Shape shape(Site site) {
        Shape input = site.inputs().get(0);
        Arguments alpha = site.arguments().nested("alphaInitializer");
        int slopes = site.arguments().flag("oneSlope") ? 1 : input.width();
        site.parameter(new Parameter(
                "weight", List.of(slopes), alpha.text("value"), alpha.real("scale"), slopes, slopes, List.of()));
        return input;
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
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
        Expr x = new Operand(0);
        Expr scaled = new Expr.Call(Function.MULTIPLY, List.of(new Operand(1), x));
        Expr slope = new Expr.Where(Comparison.GREATER, x, new Expr.Constant(0), x, scaled);
        return lowering.map("prelu", slope, lowering.inputs().get(0), lowering.parameter("weight"));
    }
}
