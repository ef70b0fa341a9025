package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Derivative;
import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.expression.Substitution;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Where;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/**
 * The derivative of one {@link Op.Map}: for each operand the upstream gradient times the derivative of the expression. Where
 * the derivative says what the Map has computed, or asks for a sign that its result has too, the result is read: so a
 * backward pass needs {@code y} alone for tanh, sigmoid, exp, ReLU and leaky ReLU.
 */
final class MapRule {
    private final Gradients gradients;
    private final Value value;
    private final Op.Map map;
    private final Value upstream;
    private final Expr result;
    private final Expr incoming;

    MapRule(Gradients gradients, Value value, Op.Map map, Value upstream) {
        this.gradients = gradients;
        this.value = value;
        this.map = map;
        this.upstream = upstream;
        this.result = Expressions.operand(map.operands().size());
        this.incoming = upstream.op() instanceof Op.Map constant && constant.expression() instanceof Constant number
                ? number
                : Expressions.operand(map.operands().size() + 1);
    }

    void apply() {
        for (int i = 0; i < map.operands().size(); i++) {
            Value operand = map.operands().get(i);
            if (gradients.isActive(operand)) {
                Expr product = Expressions.multiply(incoming, Derivative.of(map.expression(), i));
                Expr shortened = followSign(Substitution.equal(product, computed(), result));
                if (!Expressions.is(shortened, 0)) {
                    gradients.give(operand, narrow(gradient(operand, shortened), operand));
                }
            }
        }
    }

    /** The Map's expression, or for a leaf, which is shorter than a reading of the result, something that stands nowhere. */
    private Expr computed() {
        boolean compound = map.expression() instanceof Call || map.expression() instanceof Where;
        return compound ? map.expression() : Expressions.constant(Double.NaN);
    }

    private Value gradient(Value operand, Expr expression) {
        if (expression.equals(incoming) && !(incoming instanceof Constant)) {
            return upstream;
        }
        if (expression instanceof Constant constant) {
            return gradients.constant("d " + operand.name(), Type.scalar(), constant.value());
        }
        SortedSet<Integer> used = Substitution.operandsOf(expression);
        Expr[] places = new Expr[map.operands().size() + 2];
        List<Value> operands = new ArrayList<>();
        for (int index : used) {
            places[index] = Expressions.operand(operands.size());
            operands.add(
                    index < map.operands().size()
                            ? map.operands().get(index)
                            : index == map.operands().size() ? value : upstream);
        }
        String label =
                "d" + Character.toUpperCase(map.label().charAt(0)) + map.label().substring(1);
        Type type = widest(operands);
        return gradients.add(new Value(
                "d " + operand.name(), type, new Op.Map(Substitution.operands(expression, places), operands, label)));
    }

    /** The Map's own type, or that of the operands if all are one value for all: what comes of those is one value too. */
    private Type widest(List<Value> operands) {
        return operands.stream().allMatch(operand -> operand.type().equals(Type.scalar()))
                ? Type.scalar()
                : value.type();
    }

    /** Sums {@code gradient} over the elements that {@code operand} was broadcast to. */
    private Value narrow(Value gradient, Value operand) {
        Type from = value.type();
        Type to = operand.type();
        if (to.equals(from)) {
            return gradient;
        }
        Value all = gradients.full(gradient, from);
        if (to.width() < from.width()) {
            List<Integer> dims = new ArrayList<>(from.dims());
            dims.set(dims.size() - 1, 1);
            Type perRow = from.withDims(dims);
            all = gradients.add(new Value(
                    "d " + operand.name(), perRow, new Op.Reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.ROW, all)));
        }
        if (all.type().equals(to)) {
            return all;
        }
        if (to.kind() == Type.Kind.FIXED && from.batched() && from.dims().size() > 2) {
            // Of images each by itself first: a sum over so many rows is not one long chain, and members of a team
            // share it.
            Type perExample = from.withDims(List.of(all.type().width()));
            all = gradients.add(new Value(
                    "d " + operand.name(), perExample, new Op.Reduce(Op.Reduce.Kind.SUM, Op.Reduce.Over.EXAMPLE, all)));
        }
        Op.Reduce.Over over = to.batched()
                ? Op.Reduce.Over.EXAMPLE
                : to.kind() == Type.Kind.TABLE ? Op.Reduce.Over.BATCH : Op.Reduce.Over.ROWS;
        return gradients.make(operand, new Op.Reduce(Op.Reduce.Kind.SUM, over, all));
    }

    /** {@code x > 0} read off the result, if that saves an operand or is as good: the result is kept in any case. */
    private Expr followSign(Expr derivative) {
        Expr followed = Substitution.everywhere(derivative, expression -> {
            if (expression instanceof Where w
                    && w.comparison() == Comparison.GREATER
                    && Expressions.is(w.right(), 0)
                    && resultHasSignOf(w.left())) {
                return Expressions.where(Comparison.GREATER, result, Expressions.ZERO, w.then(), w.otherwise());
            }
            return expression;
        });
        boolean good = Substitution.operandsOf(followed).size()
                <= Substitution.operandsOf(derivative).size();
        return good ? followed : derivative;
    }

    /** Whether the result is above 0 exactly where {@code x} is. */
    private boolean resultHasSignOf(Expr x) {
        if (map.expression() instanceof Call call) {
            return call.function() == Function.MAX
                    && call.arguments().contains(x)
                    && call.arguments().contains(Expressions.ZERO);
        }
        return map.expression() instanceof Where w
                && w.comparison() == Comparison.GREATER
                && w.left().equals(x)
                && Expressions.is(w.right(), 0)
                && w.then().equals(x)
                && (Expressions.is(w.otherwise(), 0) || isMultiple(w.otherwise(), x));
    }

    /** Whether {@code expression} is c·x or c·expm1(x) with c ≥ 0: not above 0 where x is not. */
    private static boolean isMultiple(Expr expression, Expr x) {
        if (expression instanceof Call call
                && call.function() == Function.MULTIPLY
                && call.arguments().get(0) instanceof Constant factor) {
            Expr other = call.arguments().get(1);
            return factor.value() >= 0 && (other.equals(x) || other.equals(Expressions.call(Function.EXPM1, x)));
        }
        return expression.equals(Expressions.call(Function.EXPM1, x));
    }
}
