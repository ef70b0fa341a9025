package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code y = x / max(‖x‖₂, ε)} along the last axis. */
final class L2Normalize implements Layer {
    @Override
    public String annotation() {
        return "L2Normalize";
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
        Value x = lowering.inputs().get(0);
        Expr quotient = new Expr.Call(Function.DIVIDE, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        return lowering.map("normalize", quotient, x, Norms.of(lowering, x));
    }
}
