package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code softmax(query · keys · scale) · value} with a mask, causal or with dropout. What is masked has the score −∞, so that it changes
 * no sum; where all is, the divisor is 1 and not 0.
 *
 * @param mask 0 or 1 for each key, or for each query and key; null for none
 * @param scale factor of the scores
 */
record Attending(@Nullable Value mask, double scale, boolean causal, float dropout) {
    private static final Expr FIRST = new Expr.Operand(0);
    private static final Expr SECOND = new Expr.Operand(1);
    private static final Expr ZERO = new Expr.Constant(0);
    private static final Expr NEVER = new Expr.Constant(Double.NEGATIVE_INFINITY);

    /**
     * Each query's mixture of values.
     *
     * @param query {@code […, queries, size]}
     * @param keys {@code […, size, keys]}
     * @param value {@code […, keys, width]}
     */
    Value lower(Lowering lowering, Value query, Value keys, Value value) {
        Value scores = lowering.batchMatMul(query, keys, false);
        Value allowed = allowed(lowering, scores);
        Value max = lowering.detach(lowering.reduce(Op.Reduce.Kind.MAX, Op.Reduce.Over.ROW, allowed));
        Expr largest = new Expr.Where(Comparison.EQUAL, SECOND, NEVER, ZERO, SECOND);
        Expr less = call(Function.SUBTRACT, FIRST, mask == null ? SECOND : largest);
        Value centred = lowering.map("centred", less, allowed, max);
        Value exponentials = lowering.map("exp", call(Function.EXP, FIRST), centred);
        Value sum = lowering.reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, exponentials);
        Expr divisor = new Expr.Where(Comparison.EQUAL, SECOND, ZERO, new Expr.Constant(1), SECOND);
        Expr share = call(Function.DIVIDE, FIRST, mask == null ? SECOND : divisor);
        Value shares = lowering.map("softmax", share, exponentials, sum);
        if (dropout > 0) {
            Expr product = call(Function.MULTIPLY, FIRST, SECOND);
            shares = lowering.map("dropout", product, shares, lowering.random(dropout, shares));
        }
        return lowering.batchMatMul(shares, value, false);
    }

    private Value allowed(Lowering lowering, Value scores) {
        List<Integer> dims = scores.type().dims();
        Expr score = scale == 1 ? FIRST : call(Function.MULTIPLY, FIRST, new Expr.Constant(scale));
        if (causal) {
            Expr step = new Expr.Row(dims.get(dims.size() - 2));
            score = new Expr.Where(Comparison.GREATER_OR_EQUAL, step, new Expr.Index(), score, NEVER);
        }
        if (mask == null) {
            return lowering.map("scaled", score, scores);
        }
        score = new Expr.Where(Comparison.GREATER, SECOND, ZERO, score, NEVER);
        return lowering.map("masked", score, scores, forAll(lowering, mask, dims));
    }

    /** The mask as it can be compared with scores of {@code dims}: one row for all queries, or a copy for each of the heads. */
    private static Value forAll(Lowering lowering, Value mask, List<Integer> dims) {
        int heads = 1;
        for (int dim : dims.subList(0, dims.size() - 2)) {
            heads *= dim;
        }
        if (mask.type().outer() == 1 || heads == 1) {
            return mask.type().outer() == 1 || mask.type().dims().equals(dims) ? mask : lowering.reshape(mask, dims);
        }
        List<Integer> one = new ArrayList<>(mask.type().dims());
        one.add(0, 1);
        List<Integer> all = new ArrayList<>(mask.type().dims());
        all.add(0, heads);
        Value copies = lowering.concat(Collections.nCopies(heads, lowering.reshape(mask, one)), 0, all);
        return all.equals(dims) ? copies : lowering.reshape(copies, dims);
    }

    private static Expr call(Function function, Expr... arguments) {
        return new Expr.Call(function, List.of(arguments));
    }
}
