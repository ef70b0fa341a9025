package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Comparison;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.ScanBody;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reverse accumulation over one program: from the gradient of its result to those of its leaves. A gradient may be narrower
 * than its value, by the broadcasts of {@link Op.Map}, until somebody needs all of it: so the derivative of a sum costs
 * nothing.
 */
final class Gradients {
    private static final Expr FIRST = Expressions.operand(0);
    private static final Expr SECOND = Expressions.operand(1);

    private final Program forward;
    private final Set<Value> active = new HashSet<>();
    private final Map<Value, Value> gradients = new HashMap<>();
    private final List<Value> values = new ArrayList<>();

    /** Follows what depends on values that {@code leaf} accepts. */
    Gradients(Program forward, Predicate<Value> leaf) {
        this.forward = forward;
        for (Value value : forward.values()) {
            boolean follows = !(value.op() instanceof Op.Detach)
                    && (Operands.of(value).stream().anyMatch(active::contains)
                            || (value.op() instanceof Op.Scan scan && hasParameters(scan.body())));
            if (follows || leaf.test(value)) {
                active.add(value);
            }
        }
    }

    /** Values made, operands first. */
    List<Value> values() {
        return values;
    }

    /** The gradient of {@code value}, in its type; null where the result does not depend on it. */
    @Nullable
    Value of(Value value) {
        Value gradient = gradients.get(value);
        return gradient == null ? null : full(gradient, value.type());
    }

    /** Starts from {@code gradient}, the gradient of {@code result}. */
    void seed(Value result, Value gradient) {
        gradients.put(result, gradient);
    }

    /** Applies the rules from the last value to the first. */
    void run() {
        for (int i = forward.values().size() - 1; i >= 0; i--) {
            Value value = forward.values().get(i);
            Value gradient = gradients.get(value);
            if (gradient != null && active.contains(value)) {
                propagate(value, gradient);
            }
        }
    }

    private void propagate(Value value, Value gradient) {
        Op op = value.op();
        if (op instanceof Op.Map map) {
            new MapRule(this, value, map, gradient).apply();
        } else if (op instanceof Op.MatMul product) {
            matMul(product, full(gradient, value.type()));
        } else if (op instanceof Op.Reduce reduce) {
            reduce(value, reduce, gradient);
        } else if (op instanceof Op.Reshape reshape) {
            Value operand = reshape.operand();
            give(
                    operand,
                    isScalar(gradient)
                            ? gradient
                            : make(operand, new Op.Reshape(full(gradient, value.type()))));
        } else if (op instanceof Op.Transpose transpose) {
            give(transpose.operand(), make(transpose.operand(), new Op.Transpose(full(gradient, value.type()))));
        } else if (op instanceof Op.Concat concat) {
            concat(value, concat, gradient);
        } else if (op instanceof Op.Slice slice) {
            slice(value, slice, full(gradient, value.type()));
        } else if (op instanceof Op.Scan scan) {
            scan(value, scan, full(gradient, value.type()));
        }
    }

    /** C = L·R, each perhaps transposed: dL = dC·Rᵀ and dR = Lᵀ·dC, read or written transposed as L and R are. */
    private void matMul(Op.MatMul product, Value gradient) {
        Value left = product.left();
        Value right = product.right();
        boolean leftTurned = product.transposeLeft();
        boolean rightTurned = product.transposeRight();
        if (active.contains(left)) {
            give(
                    left,
                    make(
                            left,
                            leftTurned
                                    ? new Op.MatMul(right, gradient, rightTurned, true)
                                    : new Op.MatMul(gradient, right, false, !rightTurned)));
        }
        if (active.contains(right)) {
            give(
                    right,
                    make(
                            right,
                            rightTurned
                                    ? new Op.MatMul(gradient, left, true, leftTurned)
                                    : new Op.MatMul(left, gradient, !leftTurned, false)));
        }
    }

    /** A sum hands its gradient on; a maximum to where it stands, in equal parts where it stands more than once. */
    private void reduce(Value value, Op.Reduce reduce, Value gradient) {
        Value operand = reduce.operand();
        if (reduce.kind() == Op.Reduce.Kind.SUM) {
            give(operand, gradient);
            return;
        }
        Expr here = Expressions.where(Comparison.EQUAL, FIRST, SECOND, Expressions.ONE, Expressions.ZERO);
        Value ones = make(operand, new Op.Map(here, List.of(operand, value), "isMax"));
        Value count = make(value, new Op.Reduce(Op.Reduce.Kind.SUM, reduce.over(), ones));
        Expr share = Expressions.call(Function.DIVIDE, Expressions.operand(2), Expressions.operand(3));
        Expr shared = Expressions.where(Comparison.EQUAL, FIRST, SECOND, share, Expressions.ZERO);
        give(operand, make(operand, new Op.Map(shared, List.of(operand, value, gradient, count), "dMax")));
    }

    private void concat(Value value, Op.Concat concat, Value gradient) {
        int from = 0;
        for (Value operand : concat.operands()) {
            if (active.contains(operand)) {
                give(
                        operand,
                        isScalar(gradient)
                                ? gradient
                                : make(operand, new Op.Slice(full(gradient, value.type()), concat.axis(), from)));
            }
            from += operand.type().dims().get(concat.axis());
        }
    }

    private void slice(Value value, Op.Slice slice, Value gradient) {
        Value operand = slice.operand();
        int size = value.type().dims().get(slice.axis());
        int behind = operand.type().dims().get(slice.axis()) - slice.from() - size;
        List<Value> parts = new ArrayList<>();
        if (slice.from() > 0) {
            parts.add(zeros(value, slice.axis(), slice.from()));
        }
        parts.add(gradient);
        if (behind > 0) {
            parts.add(zeros(value, slice.axis(), behind));
        }
        give(operand, parts.size() == 1 ? gradient : make(operand, new Op.Concat(parts, slice.axis())));
    }

    private Value zeros(Value like, int axis, int size) {
        List<Integer> dims = new ArrayList<>(like.type().dims());
        dims.set(axis, size);
        return constant("zeros", like.type().withDims(dims), 0);
    }

    private void scan(Value value, Op.Scan scan, Value gradient) {
        List<Value> operands = scan.operands();
        Program body = scan.body();
        Gradients inner = new Gradients(body, leaf -> leaf.op() instanceof Op.Param
                || (leaf.op() instanceof Op.Argument argument
                        && (argument.index() == 0 || active.contains(operands.get(argument.index())))));
        Value result = body.results().get(0);
        Value upstream = new Value("d " + result.name(), result.type(), new Op.Argument(operands.size()));
        inner.seed(result, upstream);
        inner.run();
        Value back = make(value, new Op.ScanBack(value, inner.body(upstream, operands), gradient));
        for (int i = 0; i < operands.size(); i++) {
            if (active.contains(operands.get(i)) && bodyOf(back).operands().get(i) != null) {
                give(operands.get(i), make(operands.get(i), new Op.ScanGradient(back, i)));
            }
        }
    }

    private ScanBody body(Value upstream, List<Value> operands) {
        List<@Nullable Value> byOperand = new ArrayList<>();
        Map<Value, Value> byParameter = new LinkedHashMap<>();
        for (int i = 0; i < operands.size(); i++) {
            byOperand.add(null);
        }
        for (Value value : forward.values()) {
            Value gradient = of(value);
            if (gradient != null && value.op() instanceof Op.Argument argument && active.contains(value)) {
                byOperand.set(argument.index(), gradient);
            } else if (gradient != null && value.op() instanceof Op.Param) {
                byParameter.put(value, gradient);
            }
        }
        if (byOperand.get(0) == null) {
            byOperand.set(0, constant("zeros", operands.get(0).type(), 0));
        }
        Set<Value> reached = new HashSet<>(Set.of(upstream));
        for (Value gradient : byOperand) {
            if (gradient != null) {
                Differentiate.reach(gradient, reached);
            }
        }
        byParameter.values().forEach(gradient -> Differentiate.reach(gradient, reached));
        values.stream().filter(Gradients::trainsInside).forEach(value -> Differentiate.reach(value, reached));
        List<Value> kept = new ArrayList<>(List.of(upstream));
        values.stream().filter(reached::contains).forEach(kept::add);
        return new ScanBody(kept, upstream, byOperand, byParameter);
    }

    /** Whether {@code value} makes gradients of parameters inside a scan's body. */
    static boolean trainsInside(Value value) {
        return value.op() instanceof Op.ScanBack back
                && (!back.backward().parameters().isEmpty()
                        || back.backward().values().stream().anyMatch(Gradients::trainsInside));
    }

    private static boolean hasParameters(Program body) {
        return body.values().stream()
                .anyMatch(value -> value.op() instanceof Op.Param
                        || (value.op() instanceof Op.Scan scan && hasParameters(scan.body())));
    }

    private static ScanBody bodyOf(Value back) {
        return ((Op.ScanBack) back.op()).backward();
    }

    boolean isActive(Value value) {
        return active.contains(value);
    }

    /** Adds {@code gradient} to that of {@code value}. */
    void give(Value value, Value gradient) {
        if (active.contains(value)) {
            Value before = gradients.get(value);
            gradients.put(
                    value,
                    before == null
                            ? gradient
                            : make(value, new Op.Map(Expressions.add(FIRST, SECOND), List.of(before, gradient), "add")));
        }
    }

    /** {@code gradient} broadcast to {@code type}. */
    Value full(Value gradient, Type type) {
        if (gradient.type().equals(type)) {
            return gradient;
        }
        return add(new Value(gradient.name(), type, new Op.Map(FIRST, List.of(gradient), "broadcast")));
    }

    Value constant(String name, Type type, double number) {
        return add(new Value(name, type, new Op.Map(Expressions.constant(number), List.of(), "constant")));
    }

    /** A new value, of the name and type of {@code of}'s gradient. */
    Value make(Value of, Op op) {
        return add(new Value("d " + of.name(), of.type(), op));
    }

    Value add(Value value) {
        values.add(value);
        return value;
    }

    private static boolean isScalar(Value gradient) {
        return gradient.type().equals(Type.scalar());
    }
}
