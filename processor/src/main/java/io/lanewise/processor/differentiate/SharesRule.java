package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of {@code y = eˣ / Σ eˣ} along the row by its own value, {@code y · (dy − Σ y · dy)}: a backward pass keeps neither
 * the exponentials nor their sum. Where all exponentials are 0, and the divisor 1 in place of 0, y is 0 and so is that.
 */
final class SharesRule {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);
    private static final Expr THIRD = Expressions.operand(2);
    private static final Expr SHARE = Expressions.call(Function.DIVIDE, FIRST, SECOND);
    private static final Expr SHARE_OF_SOME = Expressions.call(
            Function.DIVIDE,
            FIRST,
            Expressions.where(Comparison.EQUAL, SECOND, Expressions.ZERO, Expressions.ONE, SECOND));

    private SharesRule() {}

    /** The x of such a y; null where {@code map} computes something else. */
    static @Nullable Value exponents(Op.Map map) {
        boolean shares = map.expression().equals(SHARE) || map.expression().equals(SHARE_OF_SOME);
        if (!shares) {
            return null;
        }
        Value exponentials = map.operands().get(0);
        boolean ofSum = map.operands().get(1).op() instanceof Op.Reduce sum
                && sum.kind() == Op.Reduce.Kind.SUM
                && sum.over() == Op.Reduce.Over.ROW
                && sum.operand() == exponentials;
        return ofSum
                        && exponentials.op() instanceof Op.Map made
                        && made.expression().equals(Expressions.call(Function.EXP, FIRST))
                        && made.operands().get(0).type().equals(exponentials.type())
                ? made.operands().get(0)
                : null;
    }

    /** Gives {@code exponents} its part of {@code upstream}, the gradient of {@code shares}. */
    static void apply(Gradients gradients, Value shares, Value exponents, Value upstream) {
        Value products = gradients.make(
                shares,
                new Op.Map(Expressions.call(Function.MULTIPLY, FIRST, SECOND), List.of(shares, upstream), "dSoftmax"));
        List<Integer> dims = new ArrayList<>(shares.type().dims());
        dims.set(dims.size() - 1, 1);
        Type perRow = shares.type().withDims(dims);
        Value sum = gradients.add(new Value(
                "d " + shares.name(), perRow, new Op.Reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, products)));
        Expr product = Expressions.call(Function.MULTIPLY, FIRST, Expressions.call(Function.SUBTRACT, SECOND, THIRD));
        gradients.give(
                exponents, gradients.make(exponents, new Op.Map(product, List.of(shares, upstream, sum), "dSoftmax")));
    }
}
