package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** Euclidean norms to divide by. */
final class Norms {
    /** PyTorch's {@code normalize} and {@code cosine} have 10⁻¹² as the least norm. Its square is compared, so that no root is taken of 0. */
    private static final double LEAST = 1e-12;

    private Norms() {}

    /** max(‖x‖₂, ε) along the row; below ε the derivative is 0. */
    static Value of(Lowering lowering, Value x) {
        Expr operand = new Expr.Operand(0);
        Expr square = new Expr.Call(Function.MULTIPLY, List.of(operand, operand));
        Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, lowering.map("square", square, x));
        Expr root = new Expr.Call(Function.SQRT, List.of(operand));
        Expr norm = new Expr.Where(
                Expr.Comparison.GREATER, operand, new Expr.Constant(LEAST * LEAST), root, new Expr.Constant(LEAST));
        return lowering.map("norm", norm, sum);
    }
}
