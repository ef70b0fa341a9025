package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
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

    /** Applies the rules from the last value to the first. The changes of state stand as gradients. */
    void run() {
        for (Program.Change change : forward.changes()) {
            give(change.state(), make(change.state(), change.added()));
        }
        for (int i = forward.values().size() - 1; i >= 0; i--) {
            Value value = forward.values().get(i);
            Value gradient = gradients.get(value);
            if (gradient != null && active.contains(value)) {
                value.accept(new Rules(this, gradient));
            }
        }
    }

    /** As the backward program of a scan's body, after {@link #run}. */
    ScanBody body(Value upstream, List<Value> operands) {
        List<@Nullable Value> byOperand = new ArrayList<>();
        Map<Value, Value> byParameter = new LinkedHashMap<>();
        for (int i = 0; i < operands.size(); i++) {
            byOperand.add(null);
        }
        for (Value value : forward.values()) {
            Value gradient = of(value);
            if (gradient != null && value.op() instanceof Op.Argument argument && active.contains(value)) {
                byOperand.set(argument.index(), gradient);
            } else if (gradient != null && isTrained(value)) {
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
                .anyMatch(value ->
                        isTrained(value) || (value.op() instanceof Op.Scan scan && hasParameters(scan.body())));
    }

    /** Whether {@code value} is a parameter or state that training changes. */
    static boolean isTrained(Value value) {
        return value.op() instanceof Op.Param param
                && !param.parameter().treatment().frozen();
    }

    boolean isActive(Value value) {
        return active.contains(value);
    }

    /** Adds {@code gradient} to that of {@code value}. */
    Gradients give(Value value, Value gradient) {
        if (active.contains(value)) {
            Value before = gradients.get(value);
            gradients.put(
                    value,
                    before == null
                            ? gradient
                            : make(
                                    value,
                                    new Op.Map(Expressions.add(FIRST, SECOND), List.of(before, gradient), "add")));
        }
        return this;
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

    static boolean isScalar(Value gradient) {
        return gradient.type().equals(Type.scalar());
    }
}
