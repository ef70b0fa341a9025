package io.lanewise.processor.lower;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Losses;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.LossTerm.Form;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The losses over classes, one value a row: cross-entropy and divergence, of probabilities, their logarithms or logits. */
final class CrossEntropyLowering {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);
    private static final Expr THIRD = Expressions.operand(2);

    private final LossLowering loss;
    private final LossTerm term;
    private final Value value;
    private final Value target;
    private final boolean classes;
    private final Builder.@Nullable SoftmaxParts parts;
    private final @Nullable Value weights;

    CrossEntropyLowering(
            LossLowering loss,
            Builder builder,
            String node,
            LossTerm term,
            Value value,
            Value target,
            Positions positions) {
        this.loss = loss;
        this.term = term;
        this.target = target;
        this.classes = target.type().element() == Type.Element.INT;
        Builder.SoftmaxParts made = builder.softmaxParts(value);
        boolean logits = term.form() == Form.LOGITS;
        if (logits || made != null && positions.choose()) {
            // Of a softmax that may be undone in some rows, once more, so that nothing of these gets into the loss.
            Value from = logits || made == null ? value : made.logits();
            this.value = value;
            this.parts = Softmaxes.of(builder, what -> node + " loss " + what, positions.safe(from, 0))
                    .parts();
        } else {
            this.value = made != null ? value : positions.safe(value, term.form() == Form.LOG_PROBABILITIES ? 0 : 1);
            this.parts = made;
        }
        List<Float> numbers = term.options().classWeights();
        this.weights = numbers.isEmpty()
                ? null
                : builder.add(node + " classWeights", Type.fixed(List.of(numbers.size())), new Op.Constants(numbers));
    }

    /** Σ t·log(t / y). */
    Value divergencePerRow() {
        if (parts != null) {
            Value logSum = logSum(parts);
            Expr logarithm = Expressions.call(Function.SUBTRACT, FIRST, SECOND);
            Value logarithms = loss.map("logarithm", logarithm, parts.centred(), logSum);
            return perRow(Losses.of(Losses.KL_DIVERGENCE_OF_LOGARITHM), logarithms);
        }
        boolean logarithms = term.form() == Form.LOG_PROBABILITIES;
        return perRow(Losses.of(logarithms ? Losses.KL_DIVERGENCE_OF_LOGARITHM : "KL_DIVERGENCE"), value);
    }

    private Value perRow(Expr perClass, Value values) {
        return loss.rowSum(loss.map("lossPerElement", perClass, values, target));
    }

    /** −Σ t·log y, the classes weighted. */
    Value perRow() {
        if (term.options().labelSmoothing() > 0 || weights != null) {
            return weighted();
        }
        if (parts != null) {
            Value logSum = logSum(parts);
            if (classes) {
                Value picked = loss.rowSum(pick(parts.centred()));
                return loss.map("lossPerRow", Expressions.call(Function.SUBTRACT, FIRST, SECOND), logSum, picked);
            }
            Expr perClass =
                    Expressions.call(Function.MULTIPLY, FIRST, Expressions.call(Function.SUBTRACT, SECOND, THIRD));
            return loss.rowSum(loss.map("lossPerElement", perClass, target, logSum, parts.centred()));
        }
        boolean logarithms = term.form() == Form.LOG_PROBABILITIES;
        if (classes) {
            Value picked = loss.rowSum(pick(value));
            Expr minusLog = Expressions.negate(logarithms ? FIRST : Expressions.call(Function.LOG, FIRST));
            return loss.map("lossPerRow", minusLog, picked);
        }
        Expr ofLogarithm = Expressions.where(
                Comparison.EQUAL,
                SECOND,
                Expressions.ZERO,
                Expressions.ZERO,
                Expressions.negate(Expressions.multiply(SECOND, FIRST)));
        return perRow(logarithms ? ofLogarithm : Losses.of(Losses.CROSS_ENTROPY), value);
    }

    /** The weight of the label of each row; null where classes have none. */
    @Nullable
    Value weightPerRow() {
        if (weights == null) {
            return null;
        }
        Expr picked = Expressions.where(Comparison.EQUAL, new Expr.Index(), FIRST, SECOND, Expressions.ZERO);
        return loss.rowSum(loss.map("weight", value.type(), picked, target, weights));
    }

    /** Each class of the row by itself: its share of the smoothed target, times its weight, times −log of its probability. */
    private Value weighted() {
        Expr minusLog;
        Value of = value;
        Value[] more = {};
        if (parts != null) {
            of = parts.centred();
            more = new Value[] {logSum(parts)};
            minusLog = Expressions.call(Function.SUBTRACT, THIRD, FIRST);
        } else if (term.form() == Form.LOG_PROBABILITIES) {
            minusLog = Expressions.negate(FIRST);
        } else {
            minusLog = Expressions.negate(Expressions.call(Function.LOG, FIRST));
        }
        Value[] operands = new Value[2 + more.length + (weights == null ? 0 : 1)];
        operands[0] = of;
        operands[1] = target;
        System.arraycopy(more, 0, operands, 2, more.length);
        if (weights != null) {
            operands[operands.length - 1] = weights;
            minusLog = Expressions.multiply(Expressions.operand(operands.length - 1), minusLog);
        }
        return loss.rowSum(loss.map("lossPerElement", value.type(), Expressions.multiply(share(), minusLog), operands));
    }

    /** t·(1 − s) + s/K, t of a class label 1 at its class. */
    private Expr share() {
        double s = term.options().labelSmoothing();
        double rest = s / value.type().width();
        if (classes) {
            return Expressions.where(
                    Comparison.EQUAL,
                    new Expr.Index(),
                    SECOND,
                    Expressions.constant(1 - s + rest),
                    Expressions.constant(rest));
        }
        return Expressions.add(Expressions.multiply(Expressions.constant(1 - s), SECOND), Expressions.constant(rest));
    }

    private Value logSum(Builder.SoftmaxParts softmax) {
        return loss.map("logSum", Expressions.call(Function.LOG, FIRST), softmax.sum());
    }

    /** {@code from} where the place in the row is the target's class, else 0. */
    private Value pick(Value from) {
        Expr picked = Expressions.where(Comparison.EQUAL, new Expr.Index(), SECOND, FIRST, Expressions.ZERO);
        return loss.map("pick", picked, from, target);
    }
}
