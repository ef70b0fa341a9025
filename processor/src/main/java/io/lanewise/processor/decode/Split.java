package io.lanewise.processor.decode;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One program, the model's or the body of a repeated block, cut in two. Values with the axis become one step of it; all others
 * are computed once, and kept where a step reads them.
 */
final class Split {
    private final Decode decode;
    private final Rules rules = new Rules(this);
    private final List<Integer> counts;
    private final Map<Value, Value> steps = new IdentityHashMap<>();
    private final Map<Value, Pair> pairs = new IdentityHashMap<>();
    private final Set<Value> failed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Value, Value> given = new IdentityHashMap<>();
    private final Map<Value, Map<Integer, Value>> sequences = new IdentityHashMap<>();
    private final List<Value> stepValues = new ArrayList<>();
    /** What is computed once and writes to what is kept. */
    private final List<Value> keeping = new ArrayList<>();
    /** Operands of the repeated block around that a step reads. */
    private final Set<Integer> passed = new HashSet<>();

    /** What reads the number of the present step. */
    private final Op numbers;

    private @Nullable Value position;

    private Split(Decode decode, List<Integer> counts, Op numbers) {
        this.decode = decode;
        this.counts = counts;
        this.numbers = numbers;
    }

    /** The model's own program. */
    static Split model(Decode decode) {
        return new Split(decode, List.of(), new Op.Input(decode.positions));
    }

    List<Value> stepValues() {
        return stepValues;
    }

    boolean isKnown(Value value) {
        return steps.containsKey(value);
    }

    boolean isPair(Value value) {
        return pairs.containsKey(value);
    }

    /** What {@code value} is that has the axis twice; null for any other. */
    @Nullable
    Pair pair(Value value) {
        return pairs.get(value);
    }

    /** One step of a value that has the axis. */
    Value step(Value value) {
        Value step = steps.get(value);
        if (step == null) {
            throw new IllegalStateException("No step of " + value);
        }
        return step;
    }

    /** What of {@code program} is computed once, and kept; null if nothing is. */
    @Nullable
    Program startProgram(Program program) {
        if (keeping.isEmpty()) {
            return null;
        }
        List<Value> values =
                new ArrayList<>(program.values().stream().filter(this::isGiven).toList());
        values.addAll(keeping);
        return new Program(
                values,
                keeping.stream()
                        .filter(value -> value.op() instanceof Op.Kept || value.op() instanceof Op.Scan)
                        .toList());
    }

    void steps(Program program) {
        Set<Value> needed = needed(program);
        for (Value value : program.values()) {
            if (!needed.contains(value) || isGiven(value)) {
                continue;
            }
            if (Operands.of(value).stream().anyMatch(failed::contains)) {
                failed.add(value);
                continue;
            }
            try {
                rules.compute(value);
            } catch (Refused refused) {
                decode.refuse(value, refused);
                failed.add(value);
            }
        }
    }

    private static Set<Value> needed(Program program) {
        Set<Value> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> open = new ArrayList<>(program.results());
        while (!open.isEmpty()) {
            Value value = open.remove(open.size() - 1);
            if (needed.add(value)) {
                open.addAll(Operands.of(value));
            }
        }
        return needed;
    }

    // ---- what a value is

    /** Whether {@code value} does not depend on the axis. */
    private boolean isGiven(Value value) {
        return !steps.containsKey(value)
                && !failed.contains(value)
                && axes(value).isEmpty()
                && Operands.of(value).stream()
                        .allMatch(operand -> axes(operand).isEmpty() && !failed.contains(operand));
    }

    /** Where a value has the axis. */
    List<Integer> axes(Value value) {
        Type type = value.type();
        return IntStream.range(0, type.dims().size())
                .filter(i -> type.axis(i).equals(decode.axis))
                .boxed()
                .toList();
    }

    static int last(Value value) {
        return value.type().dims().size() - 1;
    }

    Value add(String name, Type type, Op op) {
        Value value = new Value(name, type, op);
        stepValues.add(value);
        return value;
    }

    // ---- steps

    /** {@code op} is a step of {@code value}, of whose axes all but {@code key} are one step long. */
    private void define(Value value, Op op, int key) {
        List<Integer> dims = new ArrayList<>(value.type().dims());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            boolean one = value.type().axis(i).equals(decode.axis) && i != key;
            dims.set(i, one ? 1 : dims.get(i));
            names.add(one ? "" : value.type().axis(i));
        }
        Type type = new Type(value.type().kind(), value.type().element(), dims, names);
        steps.put(value, add(value.name(), type, op));
    }

    void define(Value value, Op op) {
        if (axes(value).size() != 1) {
            throw new Refused("joins all steps");
        }
        define(value, op, -1);
    }

    void define(Value value, Op op, Pair pair) {
        pairs.put(value, pair);
        define(value, op, pair.key());
    }

    /** All steps of {@code value} up to the present one, as they lie in what is kept. */
    Value sequence(Value value, int axis) {
        Map<Integer, Value> known = sequences.computeIfAbsent(value, any -> new HashMap<>());
        Value sequence = known.get(axis);
        if (sequence == null) {
            Value step = floats(step(value));
            if (step.type().varies()) {
                throw new Refused("keeps steps of two axes of variable length");
            }
            List<Integer> dims = new ArrayList<>(step.type().dims());
            List<String> names = new ArrayList<>();
            for (int i = 0; i < dims.size(); i++) {
                names.add(step.type().axis(i));
            }
            dims.set(axis, decode.max);
            names.set(axis, decode.axis);
            Type type = Type.batch(dims).withAxes(names);
            sequence = add(value.name() + " so far", type, new Op.Kept(step, decode.kept.place(type, counts), axis));
            known.put(axis, sequence);
        }
        return sequence;
    }

    /** Integers as the numbers that kernels read them as. */
    private Value floats(Value value) {
        if (value.type().element() == Type.Element.FLOAT) {
            return value;
        }
        Type type = new Type(
                value.type().kind(),
                Type.Element.FLOAT,
                value.type().dims(),
                value.type().axes());
        return add(value.name(), type, new Op.Map(Expressions.operand(0), List.of(value), "numbers"));
    }

    /** The number of the present step, for each example. */
    Value position() {
        Value known = position;
        if (known == null) {
            Type type = new Type(Type.Kind.BATCH, Type.Element.INT, List.of(1));
            known = add("position", type, numbers);
            position = known;
        }
        return known;
    }

    // ---- what is computed once

    /** {@code value}, which does not depend on the axis, as a step reads it. */
    Value once(Value value) {
        Value known = given.get(value);
        if (known != null) {
            return known;
        }
        if (failed.contains(value)) {
            throw new IllegalStateException("Failed: " + value);
        }
        Value made;
        if (value.op() instanceof Op.Argument argument) {
            passed.add(argument.index());
            stepValues.add(value);
            made = value;
        } else if (!value.type().batched()) {
            Operands.of(value).forEach(this::once);
            stepValues.add(value);
            made = value;
        } else {
            made = kept(value);
        }
        given.put(value, made);
        return made;
    }

    private Value kept(Value value) {
        Value numbers = value;
        if (value.type().element() == Type.Element.INT) {
            Type type = new Type(
                    Type.Kind.BATCH,
                    Type.Element.FLOAT,
                    value.type().dims(),
                    value.type().axes());
            numbers = new Value(value.name(), type, new Op.Map(Expressions.operand(0), List.of(value), "numbers"));
            keeping.add(numbers);
        }
        Place place = decode.kept.place(numbers.type(), counts);
        keeping.add(new Value(value.name() + " kept", numbers.type(), new Op.Kept(numbers, place, -1)));
        return add(value.name(), numbers.type(), new Op.Kept(null, place, -1));
    }

    // ---- repeated blocks

    void repeated(Value value, Op.Scan scan) {
        if (!scan.axis().isEmpty()
                || scan.sequences() > 0
                || scan.carries() > 1
                || axes(value).isEmpty()) {
            throw Refused.state();
        }
        if (scan.operands().stream().anyMatch(this::isPair)) {
            throw new Refused("joins what different steps see");
        }
        List<Integer> inner = new ArrayList<>(counts);
        inner.add(scan.count());
        Split body = new Split(decode, inner, new Op.Argument(scan.operands().size()));
        body.steps(scan.body());
        Value result = scan.body().results().get(0);
        if (body.failed.contains(result)) {
            failed.add(value);
            return;
        }
        if (!body.isKnown(result) || body.isPair(result)) {
            throw new Refused("repeats what is no sequence of steps");
        }
        start(value, scan, body);
        List<Value> operands = new ArrayList<>();
        for (int i = 0; i < scan.operands().size(); i++) {
            Value operand = scan.operands().get(i);
            boolean read = !axes(operand).isEmpty() || body.passed.contains(i);
            // What no step reads has a place nevertheless: any value stands there.
            operands.add(
                    !read ? step(scan.operands().get(0)) : axes(operand).isEmpty() ? once(operand) : step(operand));
        }
        if (body.position != null) {
            operands.add(position());
        }
        Program steps = new Program(body.stepValues, List.of(body.step(result)));
        define(value, new Op.Scan(scan.count(), "", 1, 0, false, steps, operands));
    }

    /** What of the body of a repeated block is computed once: for each instance, without what instances hand on. */
    private void start(Value value, Op.Scan scan, Split body) {
        Type nothing = Type.batch(List.of(1));
        Program keeps = body.startProgram(scan.body());
        if (keeps == null) {
            return;
        }
        Value zero = new Value(value.name() + " nothing", nothing, new Op.Map(Expressions.ZERO, List.of(), "zeros"));
        Value carry = new Value(value.name() + " nothing", nothing, new Op.Argument(0));
        List<Value> values = new ArrayList<>(List.of(carry));
        values.addAll(keeps.values());
        List<Value> operands = scan.operands().stream()
                .map(operand -> axes(operand).isEmpty() ? operand : zero)
                .toList();
        keeping.add(zero);
        keeping.add(new Value(
                value.name() + " kept",
                nothing,
                new Op.Scan(scan.count(), "", 1, 0, false, new Program(values, List.of(carry)), operands)));
    }
}
