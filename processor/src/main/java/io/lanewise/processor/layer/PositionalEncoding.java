package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code y = x + table}, sines and cosines of the step's number. */
final class PositionalEncoding implements Layer {
    static final Expr SUM = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));

    @Override
    public String annotation() {
        return "PositionalEncoding";
    }

    @Override
    public Shape shape(Site site) {
        return Steps.shape(site, 0, annotation());
    }

    @Override
    public Values values(Site site) {
        return Values.REAL;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value steps = lowering.inputs().get(0);
        List<Integer> dims = steps.type().dims();
        return lowering.map("positions", SUM, steps, lowering.sinusoids(dims.get(0), dims.get(1)));
    }
}
