package io.lanewise.processor.lower;

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
 * What each position of a loss, a row of its node's last axis, counts for. Where that is nothing, what the loss reads is replaced
 * by a number at which it is finite: neither its value nor its derivative then knows what stood there.
 */
final class Positions {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);

    private final Builder builder;
    private final String node;
    private final @Nullable Value counted;
    private final @Nullable Value factor;

    /**
     * @param mask 0 where a position does not count; null for none
     * @param ignored label of the target of classes where it does not; null for none
     * @param weights a factor for each position; null for none
     */
    Positions(
            Builder builder,
            String node,
            Value value,
            @Nullable Value target,
            @Nullable Value mask,
            @Nullable Integer ignored,
            @Nullable Value weights) {
        this.builder = builder;
        this.node = node;
        List<Integer> dims = new ArrayList<>(value.type().dims());
        dims.set(dims.size() - 1, 1);
        Type type = value.type().withDims(dims);
        Value found = null;
        if (mask != null) {
            Value column =
                    mask.type().dims().equals(dims) ? mask : builder.add(node + " mask", type, new Op.Reshape(mask));
            found = map("masked", type, whereZero(FIRST, Expressions.ZERO, Expressions.ONE), column);
        }
        if (ignored != null && target != null) {
            Expr label = Expressions.constant(ignored);
            found = found == null
                    ? map("ignored", type, equal(FIRST, label, Expressions.ONE), target)
                    : map("ignored", type, equal(FIRST, label, SECOND), target, found);
        }
        this.counted = found;
        this.factor = found == null || weights == null
                ? weights == null ? found : weights
                : map("factor", type, Expressions.call(Function.MULTIPLY, FIRST, SECOND), found, weights);
    }

    private static Expr equal(Expr a, Expr b, Expr otherwise) {
        return Expressions.where(Comparison.EQUAL, a, b, Expressions.ZERO, otherwise);
    }

    private static Expr whereZero(Expr factor, Expr then, Expr otherwise) {
        return Expressions.where(Comparison.EQUAL, factor, Expressions.ZERO, then, otherwise);
    }

    /** 1 for each row that counts, 0 for the others; null where all do. */
    @Nullable
    Value counted() {
        return counted;
    }

    /** Whether a row may count for nothing. */
    boolean choose() {
        return factor != null;
    }

    /** {@code value}, but {@code instead} in rows that count for nothing. */
    Value safe(Value value, double instead) {
        if (factor == null || value.type().element() == Type.Element.INT) {
            return value;
        }
        return map("chosen", value.type(), whereZero(SECOND, Expressions.constant(instead), FIRST), value, factor);
    }

    /** The losses of rows times what these count for. */
    Value weighted(Value perRow) {
        return factor == null
                ? perRow
                : map("lossWeighted", perRow.type(), Expressions.multiply(FIRST, SECOND), perRow, factor);
    }

    private Value map(String label, Type type, Expr expression, Value... operands) {
        return builder.add(node + " " + label, type, new Op.Map(expression, List.of(operands), label));
    }
}
