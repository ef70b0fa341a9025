package io.lanewise.processor.lower;

import static io.lanewise.processor.ir.Op.Reduce.Kind.SUM;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROW;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROWS;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.List;

/** The part of the loss that a node's value makes: {@code (l1 · Σ|y| + l2 · Σy²) / n} over all elements of n examples. */
final class ActivityLowering {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);

    private final Builder builder;
    private final Builder.Activity activity;

    ActivityLowering(Builder builder, Builder.Activity activity) {
        this.builder = builder;
        this.activity = activity;
    }

    /** The term as one number. */
    Value lower() {
        Regularization factors = activity.regularization();
        Value value = activity.value();
        Expr first = Expressions.multiply(Expressions.constant(factors.l1()), Expressions.call(Function.ABS, FIRST));
        Expr second = Expressions.multiply(
                Expressions.constant(factors.l2()), Expressions.call(Function.MULTIPLY, FIRST, FIRST));
        Value each = map("penalty", value.type(), Expressions.add(first, second), value);
        Value perRow = value.type().width() == 1 ? each : reduce(ROW, each);
        Value sum = reduce(ROWS, perRow);
        Value count = builder.add(activity.node() + " penalty count", Type.scalar(), new Op.Count());
        return map("penaltyMean", sum.type(), Expressions.divide(FIRST, SECOND), sum, count);
    }

    private Value reduce(Op.Reduce.Over over, Value operand) {
        return Reductions.add(builder, what -> activity.node() + " penalty " + what, SUM, over, operand);
    }

    private Value map(String label, Type type, Expr expression, Value... operands) {
        return builder.add(activity.node() + " " + label, type, new Op.Map(expression, List.of(operands), label));
    }
}
