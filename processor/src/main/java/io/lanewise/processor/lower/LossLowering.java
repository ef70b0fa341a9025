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
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
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
    private final Positions positions;
    private @Nullable Value divisor;

    /** @param target null for a loss without one */
    LossLowering(
            Builder builder, String node, LossTerm term, Value value, @Nullable Value target, Positions positions) {
        this.builder = builder;
        this.node = node;
        this.term = term;
        this.value = value;
        this.target = target == null ? null : positions.safe(target, 0);
        this.positions = positions;
    }

    /** The term, weighted, as one number. */
    Value lower() {
        Value perRow;
        Value counts = positions.counted();
        if (term.function().equals("CROSS_ENTROPY")) {
            CrossEntropyLowering classes = classes();
            perRow = classes.perRow();
            Value weights = classes.weightPerRow();
            counts = weights == null || counts == null
                    ? weights == null ? counts : weights
                    : map("weightCounted", Expressions.multiply(FIRST, SECOND), weights, counts);
        } else if (term.function().equals("KL_DIVERGENCE")) {
            perRow = classes().divergencePerRow();
        } else if (term.function().equals("COSINE_SIMILARITY")) {
            perRow = cosine();
        } else {
            perRow = rowSum(elementwise());
        }
        Type type = value.type();
        String axis = type.axis(type.dims().size() - 1);
        if (term.function().equals("CROSS_ENTROPY") && !axis.isEmpty()) {
            throw new RefusedAxis(axis, "cannot be that of the classes");
        }
        boolean sums = term.reduction().equals("SUM");
        if (!sums && !term.isAlongRow() && !type.columns().isConstant()) {
            // As many elements as the call has in a row.
            Value ones = rowSum(map("elements", type, Expressions.ONE));
            counts = counts == null ? ones : map("elementsCounted", Expressions.multiply(FIRST, SECOND), ones, counts);
        } else if (!sums && counts == null && type.varies()) {
            List<Integer> dims = new ArrayList<>(type.dims());
            dims.set(dims.size() - 1, 1);
            counts = map("counted", type.withDims(dims), Expressions.ONE);
        }
        if (!sums && counts != null) {
            divisor = reduce(ROWS, counts);
        }
        return scaled(reduce(ROWS, positions.weighted(perRow)));
    }

    /** The number that the batch's values decide and that the term is divided by; null for that of examples. */
    @Nullable
    Value divisor() {
        return divisor;
    }

    private CrossEntropyLowering classes() {
        return new CrossEntropyLowering(this, builder, node, term, value, target(), positions);
    }

    private Value scaled(Value sum) {
        if (term.reduction().equals("SUM")) {
            return term.weight() == 1
                    ? sum
                    : map("loss", Expressions.multiply(Expressions.constant(term.weight()), FIRST), sum);
        }
        if (divisor != null) {
            boolean inPositions = !term.isAlongRow() && value.type().columns().isConstant();
            double each = inPositions ? (double) term.weight() / value.type().width() : term.weight();
            Expr mean = Expressions.divide(Expressions.multiply(Expressions.constant(each), FIRST), SECOND);
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
            return positions.safe(value, 0);
        }
        if (function.equals("BINARY_CROSS_ENTROPY")) {
            Value logits = term.form() == LossTerm.Form.LOGITS ? value : builder.logits(value);
            return logits != null
                    ? map(
                            "lossOfLogits",
                            smoothed(Losses.of(Losses.BINARY_CROSS_ENTROPY_OF_LOGITS)),
                            positions.safe(logits, 0),
                            target())
                    : map("lossPerElement", smoothed(Losses.of(function)), positions.safe(value, 0.5), target());
        }
        Value exponent = builder.exponent(value);
        if (function.equals("POISSON") && exponent != null) {
            return map("lossOfExponent", Losses.of(Losses.POISSON_OF_EXPONENT), positions.safe(exponent, 0), target());
        }
        double safe = function.equals("POISSON") ? 1 : 0;
        return map(
                "lossPerElement", Losses.of(function, term.options().delta()), positions.safe(value, safe), target());
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
        Value value = positions.safe(this.value, 0);
        Value target = target();
        Value both = rowSum(map("product", Expressions.call(Function.MULTIPLY, FIRST, SECOND), value, target));
        Expr square = Expressions.call(Function.MULTIPLY, FIRST, FIRST);
        Value ours = rowSum(map("square", square, value));
        Value theirs = rowSum(map("targetSquare", square, target));
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
