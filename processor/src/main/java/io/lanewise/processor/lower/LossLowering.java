package io.lanewise.processor.lower;

import static io.lanewise.processor.ir.Op.Reduce.Kind.SUM;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROW;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROWS;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Losses;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.List;

/**
 * One term of the loss: compared element by element, summed along the row, then over the rows in their order, then scaled. Behind
 * a softmax or a sigmoid it is computed from the logits.
 */
final class LossLowering {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);

    private final Builder builder;
    private final String node;
    private final LossTerm term;
    private final Value value;
    private final Value target;

    LossLowering(Builder builder, String node, LossTerm term, Value value, Value target) {
        this.builder = builder;
        this.node = node;
        this.term = term;
        this.value = value;
        this.target = target;
    }

    /** The term, weighted, as one number. */
    Value lower() {
        boolean overClasses = term.function().equals("CROSS_ENTROPY");
        Value perRow = overClasses ? crossEntropy() : rowSum(elementwise());
        Value sum = reduce(ROWS, perRow);
        long elements = overClasses ? value.type().outer() : value.type().size();
        if (term.reduction().equals("SUM")) {
            return term.weight() == 1
                    ? sum
                    : map("loss", Expressions.multiply(Expressions.constant(term.weight()), FIRST), sum);
        }
        Value count = builder.add(node + " count", Type.scalar(), new Op.Count());
        Expr scale = Expressions.divide(Expressions.constant((double) term.weight() / elements), SECOND);
        return map("loss", Expressions.multiply(scale, FIRST), sum, count);
    }

    private Value elementwise() {
        Value logits = builder.logits(value);
        if (term.function().equals("BINARY_CROSS_ENTROPY") && logits != null) {
            return map("lossOfLogits", Losses.of(Losses.BINARY_CROSS_ENTROPY_OF_LOGITS), logits, target);
        }
        return map("lossPerElement", Losses.of(term.function()), value, target);
    }

    private Value crossEntropy() {
        Builder.SoftmaxParts parts = builder.softmaxParts(value);
        boolean classes = target.type().element() == Type.Element.INT;
        if (parts == null) {
            if (classes) {
                Value picked = rowSum(pick(value));
                return map("lossPerRow", Expressions.negate(Expressions.call(Function.LOG, FIRST)), picked);
            }
            return rowSum(map("lossPerElement", Losses.of(Losses.CROSS_ENTROPY), value, target));
        }
        Value logSum = map("logSum", Expressions.call(Function.LOG, FIRST), parts.sum());
        if (classes) {
            Value picked = rowSum(pick(parts.centred()));
            return map("lossPerRow", Expressions.call(Function.SUBTRACT, FIRST, SECOND), logSum, picked);
        }
        Expr perClass = Expressions.call(
                Function.MULTIPLY, FIRST, Expressions.call(Function.SUBTRACT, SECOND, Expressions.operand(2)));
        return rowSum(map("lossPerElement", perClass, target, logSum, parts.centred()));
    }

    /** {@code from} where the place in the row is the target's class, else 0. */
    private Value pick(Value from) {
        Expr picked = Expressions.where(Comparison.EQUAL, new Expr.Index(), SECOND, FIRST, Expressions.ZERO);
        return map("pick", picked, from, target);
    }

    private Value rowSum(Value of) {
        return of.type().width() == 1 ? of : reduce(ROW, of);
    }

    private Value reduce(Op.Reduce.Over over, Value operand) {
        return Reductions.add(builder, what -> node + " loss " + what, SUM, over, operand);
    }

    private Value map(String label, Expr expression, Value... operands) {
        Type type = operands[0].type();
        for (Value operand : operands) {
            Type other = operand.type();
            type = other.element() == Type.Element.FLOAT && other.size() > type.size() ? other : type;
        }
        String name = label.equals("loss") ? node + " loss" : node + " " + label;
        return builder.add(name, type, new Op.Map(expression, List.of(operands), label));
    }
}
