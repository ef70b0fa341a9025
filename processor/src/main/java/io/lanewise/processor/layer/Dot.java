package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code Σ aᵢ·bᵢ} along the last axis, of the two as they are or of their directions. */
final class Dot implements Layer {
    @Override
    public String annotation() {
        return "Dot";
    }

    @Override
    public int minInputs() {
        return 2;
    }

    @Override
    public int maxInputs() {
        return 2;
    }

    @Override
    public Shape shape(Site site) {
        Shape shape = Elementwise.common(site, annotation());
        if (!shape.isKnown()) {
            return shape;
        }
        return shape.withWidth(1);
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value a = lowering.inputs().get(0);
        Value b = lowering.inputs().get(1);
        Expr product = new Expr.Call(Function.MULTIPLY, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, lowering.map("product", product, a, b));
        if (!lowering.arguments().flag("normalize")) {
            return sum;
        }
        Expr norms = new Expr.Call(Function.MULTIPLY, List.of(new Expr.Operand(1), new Expr.Operand(2)));
        Expr cosine = new Expr.Call(Function.DIVIDE, List.of(new Expr.Operand(0), norms));
        return lowering.map("cosine", cosine, sum, Norms.of(lowering, a), Norms.of(lowering, b));
    }
}
