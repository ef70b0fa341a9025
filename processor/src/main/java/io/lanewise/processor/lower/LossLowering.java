package io.lanewise.processor.lower;

import static io.lanewise.processor.ir.Op.Reduce.Kind.SUM;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROW;
import static io.lanewise.processor.ir.Op.Reduce.Over.ROWS;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Losses;
import io.lanewise.processor.expression.Parser;
import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One term of the loss: compared element by element, summed along the row, then over the rows in their order, then scaled. Behind
 * a softmax, a sigmoid or an exponential it is computed from what stands before that.
 */
final class LossLowering {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);

    private final Builder builder;
    private final String node;
    private final LossTerm term;
    private final Value value;
    private final @Nullable Value target;
    private final @Nullable Value sampleWeights;

    /**
     * @param target null for a loss without one
     * @param sampleWeights a factor for each row of the value; null for none
     */
    LossLowering(
            Builder builder,
            String node,
            LossTerm term,
            Value value,
            @Nullable Value target,
            @Nullable Value sampleWeights) {
        this.builder = builder;
        this.node = node;
        this.term = term;
        this.value = value;
        this.target = target;
        this.sampleWeights = sampleWeights;
    }

    /** The term, weighted, as one number. */
    Value lower() {
        Value divisor = null;
        Value perRow;
        if (term.function().equals("CROSS_ENTROPY")) {
            CrossEntropyLowering classes = new CrossEntropyLowering(this, builder, node, term, value, target());
            perRow = classes.perRow();
            Value weights = term.reduction().equals("SUM") ? null : classes.weightPerRow();
            divisor = weights == null ? null : reduce(ROWS, weights);
        } else if (term.function().equals("KL_DIVERGENCE")) {
            perRow = new CrossEntropyLowering(this, builder, node, term, value, target()).divergencePerRow();
        } else if (term.function().equals("COSINE_SIMILARITY")) {
            perRow = cosine();
        } else {
            perRow = rowSum(elementwise());
        }
        if (sampleWeights != null) {
            perRow = map("lossWeighted", Expressions.multiply(FIRST, SECOND), perRow, sampleWeights);
        }
        return scaled(reduce(ROWS, perRow), divisor);
    }

    private Value scaled(Value sum, @Nullable Value divisor) {
        if (term.reduction().equals("SUM")) {
            return term.weight() == 1
                    ? sum
                    : map("loss", Expressions.multiply(Expressions.constant(term.weight()), FIRST), sum);
        }
        if (divisor != null) {
            Expr mean = Expressions.divide(Expressions.multiply(Expressions.constant(term.weight()), FIRST), SECOND);
            Expr orZero = Expressions.where(Expr.Comparison.EQUAL, SECOND, Expressions.ZERO, Expressions.ZERO, mean);
            return map("loss", orZero, sum, divisor);
        }
        long elements = term.isAlongRow() ? value.type().outer() : value.type().size();
        Value count = builder.add(node + " count", Type.scalar(), new Op.Count());
        Expr scale = Expressions.divide(Expressions.constant((double) term.weight() / elements), SECOND);
        return map("loss", Expressions.multiply(scale, FIRST), sum, count);
    }

    private Value target() {
        if (target == null) {
            throw new IllegalStateException(term.function() + " of '" + node + "' has no target");
        }
        return target;
    }

    private Value elementwise() {
        String function = term.function();
        if (function.equals("VALUE")) {
            return value;
        }
        if (function.equals("BINARY_CROSS_ENTROPY")) {
            Value logits = term.form() == LossTerm.Form.LOGITS ? value : builder.logits(value);
            return logits != null
                    ? map("lossOfLogits", smoothed(Losses.of(Losses.BINARY_CROSS_ENTROPY_OF_LOGITS)), logits, target())
                    : map("lossPerElement", smoothed(Losses.of(function)), value, target());
        }
        Value exponent = builder.exponent(value);
        if (function.equals("POISSON") && exponent != null) {
            return map("lossOfExponent", Losses.of(Losses.POISSON_OF_EXPONENT), exponent, target());
        }
        return map("lossPerElement", Losses.of(function, term.options().delta()), value, target());
    }

    /** With t·(1 − s) + s/2 for the target. */
    private Expr smoothed(Expr loss) {
        float s = term.options().labelSmoothing();
        Expr t = Expressions.add(
                Expressions.multiply(Expressions.constant(1.0 - s), SECOND), Expressions.constant(s / 2.0));
        return s == 0 ? loss : Substitution.operands(loss, FIRST, t);
    }

    /** −Σ t·y / (√max(Σ t², ε)·√max(Σ y², ε)). */
    private Value cosine() {
        Value both = rowSum(map("product", Expressions.call(Function.MULTIPLY, FIRST, SECOND), value, target()));
        Expr square = Expressions.call(Function.MULTIPLY, FIRST, FIRST);
        Value ours = rowSum(map("square", square, value));
        Value theirs = rowSum(map("targetSquare", square, target()));
        Expr similarity = Parser.parse(
                "-(b / sqrt(max(y, 0.000000000001)) / sqrt(max(t, 0.000000000001)))",
                Map.of("b", FIRST, "y", SECOND, "t", Expressions.operand(2)));
        return map("lossPerRow", similarity, both, ours, theirs);
    }

    Value rowSum(Value of) {
        return of.type().width() == 1 ? of : reduce(ROW, of);
    }

    private Value reduce(Op.Reduce.Over over, Value operand) {
        return Reductions.add(builder, what -> node + " loss " + what, SUM, over, operand);
    }

    /** {@code expression} at each element; the type is that of the largest operand of floats. */
    Value map(String label, Expr expression, Value... operands) {
        Type type = operands[0].type();
        for (Value operand : operands) {
            Type other = operand.type();
            boolean larger = other.batched() && !type.batched()
                    || other.batched() == type.batched() && other.size() > type.size();
            type = other.element() == Type.Element.FLOAT && larger ? other : type;
        }
        return map(label, type, expression, operands);
    }

    Value map(String label, Type type, Expr expression, Value... operands) {
        String name = label.equals("loss") ? node + " loss" : node + " " + label;
        return builder.add(name, type, new Op.Map(expression, List.of(operands), label));
    }
}
