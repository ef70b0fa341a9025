package io.lanewise.processor.differentiate;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
    /** Whether instances of repeated blocks are computed again for their derivative. */
    final boolean recompute;

    private final Set<Value> active = new HashSet<>();
    private final Map<Value, Value> gradients = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    /** Of scans, the gradients of results that are read by an {@link Op.ScanResult}. */
    private final Map<Value, Map<Integer, Value>> results = new HashMap<>();

    private final Map<Value, List<Part>> parts = new HashMap<>();
    private final Map<List<Object>, Value> joined = new HashMap<>();
    private final Map<Type, Value> zeros = new HashMap<>();

    /** A part of a gradient, which waits for those beside it. */
    private record Part(int axis, int from, Value gradient) {
        int end() {
            return from + gradient.type().dims().get(axis);
        }

        boolean isBeside(Part other) {
            return axis == other.axis && (end() <= other.from || other.end() <= from);
        }
    }

    /** Follows what depends on values that {@code leaf} accepts. */
    Gradients(Program forward, boolean recompute, Predicate<Value> leaf) {
        this.forward = forward;
        this.recompute = recompute;
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
        Value gradient = settled(value);
        return gradient == null ? null : full(gradient, value.type());
    }

    /** The gradient of result {@code index} of {@code scan}, in its type; null where there is none. */
    @Nullable
    Value ofResult(Value scan, int index) {
        Value own = index == 0 ? of(scan) : null;
        Value read = results.getOrDefault(scan, Map.of()).get(index);
        if (own == null || read == null) {
            return own == null ? read : own;
        }
        return make(scan, new Op.Map(Expressions.add(FIRST, SECOND), List.of(own, read), "add"));
    }

    /** Adds {@code gradient}, the gradient of {@code result}, to start from. */
    void seed(Value result, Value gradient) {
        Value before = gradients.get(result);
        gradients.put(
                result,
                before == null
                        ? gradient
                        : make(result, new Op.Map(Expressions.add(FIRST, SECOND), List.of(before, gradient), "add")));
    }

    /** Applies the rules from the last value to the first. The changes of state stand as gradients. */
    void run() {
        for (Program.Change change : forward.changes()) {
            give(change.state(), make(change.state(), change.added()));
        }
        for (int i = forward.values().size() - 1; i >= 0; i--) {
            Value value = forward.values().get(i);
            Value gradient = settled(value);
            if (gradient == null && results.containsKey(value)) {
                gradient = constant("d " + value.name(), value.type(), 0);
            }
            if (gradient != null && active.contains(value)) {
                value.accept(new Rules(this, gradient));
            }
        }
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

    /** Adds {@code gradient}, that of a result of a scan. */
    Gradients giveResult(Op.ScanResult result, Value gradient) {
        Map<Integer, Value> known = results.computeIfAbsent(result.scan(), scan -> new HashMap<>());
        Value before = known.get(result.index());
        known.put(
                result.index(),
                before == null
                        ? gradient
                        : add(new Value(
                                gradient.name(),
                                gradient.type(),
                                new Op.Map(Expressions.add(FIRST, SECOND), List.of(before, gradient), "add"))));
        return this;
    }

    /** Adds {@code gradient} to the part of that of {@code value} which starts at {@code from} of {@code axis}. */
    Gradients givePart(Value value, int axis, int from, Value gradient) {
        if (active.contains(value)) {
            parts.computeIfAbsent(value, whole -> new ArrayList<>()).add(new Part(axis, from, gradient));
        }
        return this;
    }

    /** The gradient of {@code value} with all its parts: those beside each other are one value. */
    private @Nullable Value settled(Value value) {
        List<Part> waiting = parts.remove(value);
        while (waiting != null && !waiting.isEmpty()) {
            List<Part> together = new ArrayList<>();
            for (Part part : waiting) {
                if (together.stream().allMatch(other -> other.isBeside(part))) {
                    together.add(part);
                }
            }
            waiting.removeAll(together);
            together.sort(Comparator.comparingInt(Part::from));
            give(value, joined(value, together));
        }
        return gradients.get(value);
    }

    private Value joined(Value value, List<Part> together) {
        int axis = together.get(0).axis;
        List<Value> all = new ArrayList<>();
        int end = 0;
        for (Part part : together) {
            if (part.from > end) {
                all.add(zeros(value.type(), axis, part.from - end));
            }
            all.add(part.gradient);
            end = part.end();
        }
        int size = value.type().dims().get(axis);
        if (end < size) {
            all.add(zeros(value.type(), axis, size - end));
        }
        return joined("d " + value.name(), value.type(), all, axis);
    }

    /** {@code operands} side by side; the same value each time it is asked for. */
    Value joined(String name, Type type, List<Value> operands, int axis) {
        return joined.computeIfAbsent(
                List.of(operands, axis), key -> add(new Value(name, type, new Op.Concat(operands, axis))));
    }

    private Value zeros(Type like, int axis, int size) {
        List<Integer> dims = new ArrayList<>(like.dims());
        dims.set(axis, size);
        return zeros(like.withDims(dims));
    }

    /** Zeros of {@code type}; the same value each time it is asked for. */
    Value zeros(Type type) {
        return zeros.computeIfAbsent(type, key -> constant("zeros", type, 0));
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
