package io.lanewise.processor.decode;

import io.lanewise.processor.expression.Expressions;
import io.lanewise.processor.ir.Expr;
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
    /**
     * A value with the axis twice, what all steps ask of all: of the present step as the query, and of those up to it as keys.
     *
     * @param future what it is at keys behind the query, if that is known
     */
    private record Pair(int query, int key, @Nullable Double future) {}

    private final Decode decode;
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
                compute(value);
            } catch (Refused refused) {
                decode.refuse(value, String.valueOf(refused.getMessage()));
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
    private List<Integer> axes(Value value) {
        Type type = value.type();
        return IntStream.range(0, type.dims().size())
                .filter(i -> type.axis(i).equals(decode.axis))
                .boxed()
                .toList();
    }

    private static int last(Value value) {
        return value.type().dims().size() - 1;
    }

    private Value add(String name, Type type, Op op) {
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

    private void define(Value value, Op op) {
        if (axes(value).size() != 1) {
            throw new Refused("joins all steps");
        }
        define(value, op, -1);
    }

    private void define(Value value, Op op, Pair pair) {
        pairs.put(value, pair);
        define(value, op, pair.key);
    }

    private void compute(Value value) {
        Op op = value.op();
        if (op instanceof Op.Input || op instanceof Op.Argument) {
            define(value, op);
        } else if (op instanceof Op.Map map) {
            map(value, map);
        } else if (op instanceof Op.Reduce reduce) {
            reduce(value, reduce);
        } else if (op instanceof Op.MatMul product) {
            matMul(value, product);
        } else if (op instanceof Op.BatchMatMul product) {
            product(value, product);
        } else if (op instanceof Op.Detach detach) {
            same(value, detach.operand(), new Op.Detach(step(detach.operand())));
        } else if (op instanceof Op.Slice slice) {
            same(value, slice.operand(), new Op.Slice(step(slice.operand()), slice.axis(), slice.from()));
        } else if (op instanceof Op.Reshape reshape) {
            reshape(value, reshape.operand());
        } else if (op instanceof Op.Permute permute) {
            permute(value, permute);
        } else if (op instanceof Op.Gather gather && axes(gather.table()).isEmpty()) {
            define(value, new Op.Gather(once(gather.table()), step(gather.indices()), gather.padding()));
        } else if (op instanceof Op.Concat concat) {
            concat(value, concat);
        } else if (op instanceof Op.Scan scan) {
            repeated(value, scan);
        } else {
            throw new Refused("reads the steps before by a state, which a decoder does not keep");
        }
    }

    /** Of one operand, whose axes stay where they are. */
    private void same(Value value, Value operand, Op op) {
        Pair pair = pairs.get(operand);
        if (pair != null) {
            define(value, op, pair);
        } else {
            define(value, op);
        }
    }

    private void reshape(Value value, Value operand) {
        Op op = new Op.Reshape(step(operand));
        Pair pair = pairs.get(operand);
        if (pair == null) {
            define(value, op);
            return;
        }
        List<Integer> at = axes(value);
        boolean queryFirst = pair.query < pair.key;
        define(value, op, new Pair(at.get(queryFirst ? 0 : 1), at.get(queryFirst ? 1 : 0), pair.future));
    }

    private void permute(Value value, Op.Permute permute) {
        Op op = new Op.Permute(step(permute.operand()), permute.axes());
        Pair pair = pairs.get(permute.operand());
        if (pair == null) {
            define(value, op);
            return;
        }
        List<Integer> axes = permute.axes();
        define(value, op, new Pair(axes.indexOf(pair.query), axes.indexOf(pair.key), pair.future));
    }

    private void concat(Value value, Op.Concat concat) {
        List<Value> operands = concat.operands().stream().map(this::step).toList();
        List<Pair> all = concat.operands().stream().map(pairs::get).distinct().toList();
        Op op = new Op.Concat(operands, concat.axis());
        Pair first = all.get(0);
        if (all.size() > 1) {
            throw new Refused("joins what different steps see");
        }
        if (first == null) {
            define(value, op);
        } else {
            define(value, op, first);
        }
    }

    private void reduce(Value value, Op.Reduce reduce) {
        Value operand = reduce.operand();
        Op op = new Op.Reduce(reduce.kind(), reduce.over(), step(operand));
        Pair pair = pairs.get(operand);
        List<Integer> at = axes(operand);
        int last = last(operand);
        if (reduce.over() == Op.Reduce.Over.EXAMPLE && pair == null && at.equals(List.of(last))) {
            define(value, op);
        } else if (reduce.over() != Op.Reduce.Over.ROW || pair == null && at.contains(last)) {
            throw new Refused("computes one number of all steps");
        } else if (pair != null && pair.key == last) {
            double nothing = reduce.kind() == Op.Reduce.Kind.MAX ? Double.NEGATIVE_INFINITY : 0;
            if (pair.future == null || pair.future != nothing) {
                throw new Refused("reads steps behind the present one");
            }
            define(value, op);
        } else if (pair != null) {
            throw new Refused("computes one number of all steps");
        } else {
            define(value, op);
        }
    }

    // ---- products

    private void matMul(Value value, Op.MatMul product) {
        boolean steps = !axes(product.left()).isEmpty()
                && axes(product.right()).isEmpty()
                && !product.transposeLeft()
                && !isPair(product.left());
        if (!steps) {
            throw new Refused("multiplies all steps with each other");
        }
        define(value, new Op.MatMul(step(product.left()), once(product.right()), false, product.transposeRight()));
    }

    private void product(Value value, Op.BatchMatMul product) {
        Value left = product.left();
        Value right = product.right();
        int last = last(value);
        int rows = product.transposeLeft() ? last : last - 1;
        int inner = product.transposeLeft() ? last - 1 : last;
        List<Integer> ofLeft = axes(left);
        List<Integer> ofRight = axes(right);
        Pair pair = pairs.get(left);
        if (pairs.containsKey(right)) {
            throw new Refused("multiplies what different steps see");
        }
        if (pair != null) {
            boolean sums = pair.key == inner
                    && ofRight.equals(List.of(last - 1))
                    && axes(value).size() == 1;
            if (!sums) {
                throw new Refused("multiplies what different steps see");
            }
            if (pair.future == null || pair.future != 0) {
                throw new Refused("reads steps behind the present one");
            }
            define(value, new Op.BatchMatMul(step(left), sequence(right, last - 1), product.transposeLeft()));
            return;
        }
        if (ofLeft.contains(inner) || ofRight.contains(last - 1)) {
            throw new Refused("computes one number of all steps");
        }
        if (ofLeft.equals(List.of(rows)) && ofRight.equals(List.of(last))) {
            Op op = new Op.BatchMatMul(step(left), sequence(right, last), product.transposeLeft());
            define(value, op, new Pair(last - 1, last, null));
            return;
        }
        Value a = ofLeft.isEmpty() ? once(left) : step(left);
        Value b = ofRight.isEmpty() ? once(right) : step(right);
        define(value, new Op.BatchMatMul(a, b, product.transposeLeft()));
    }

    /** All steps of {@code value} up to the present one, as they lie in what is kept. */
    private Value sequence(Value value, int axis) {
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

    // ---- elements

    private void map(Value value, Op.Map map) {
        List<Integer> at = axes(value);
        Pair pair = at.size() == 2 ? pair(value, map) : null;
        if (pair == null && at.size() != 1) {
            throw new Refused("joins all steps");
        }
        int step = pair == null ? at.get(0) : pair.query;
        List<Value> operands = new ArrayList<>();
        List<@Nullable Double> futures = new ArrayList<>();
        for (Value operand : map.operands()) {
            operands.add(operand(value, operand, step, pair));
            Pair own = pairs.get(operand);
            futures.add(own == null ? null : own.future);
        }
        int last = last(value);
        boolean causal = pair != null && pair.query == last - 1 && pair.key == last;
        Expr expression = causal ? Future.past(map.expression()) : map.expression();
        // What counts steps is the number of the present one.
        Expr counted = Future.numbered(expression, step == last - 1, step == last, operands.size());
        if (pair != null && pair.key == last - 1 && Future.countsRows(expression)) {
            throw new Refused("numbers steps that attend to others across");
        }
        if (counted != expression) {
            operands.add(position());
        }
        Op op = new Op.Map(counted, operands, map.label());
        if (pair == null) {
            define(value, op);
        } else {
            Double future = Future.of(map.expression(), futures, causal);
            define(value, op, new Pair(pair.query, pair.key, future));
        }
    }

    /** Which of the two axes of {@code value} are query and key: as its operands have them. */
    private Pair pair(Value value, Op.Map map) {
        Pair found = null;
        for (Value operand : map.operands()) {
            Pair own = pairs.get(operand);
            if (own != null) {
                int shift = last(value) - last(operand);
                Pair pair = new Pair(own.query + shift, own.key + shift, null);
                if (found != null && !found.equals(pair)) {
                    throw new Refused("joins what different steps see");
                }
                found = pair;
            }
        }
        if (found == null) {
            throw new Refused("compares all steps with each other");
        }
        return found;
    }

    private Value operand(Value value, Value operand, int step, @Nullable Pair pair) {
        int shift = last(value) - last(operand);
        List<Integer> at = axes(operand);
        if (at.isEmpty()) {
            boolean rows = operand.type().kind() == Type.Kind.TABLE
                    && last(operand) > 0
                    && operand.type().dims().get(0) > 1
                    && (shift == step || pair != null && shift == pair.key);
            return rows ? row(value, operand, pair) : once(operand);
        }
        if (at.size() == 2 || at.get(0) + shift == step) {
            return step(operand);
        }
        if (pair == null || at.get(0) + shift != pair.key) {
            throw new Refused("joins all steps");
        }
        Value kept = sequence(operand, at.get(0));
        List<Integer> axes = IntStream.rangeClosed(0, last(operand)).boxed().toList();
        return add(kept.name(), kept.type(), new Op.Permute(kept, axes));
    }

    /** The row of a table that belongs to the present step. */
    private Value row(Value value, Value table, @Nullable Pair pair) {
        if (pair != null || last(table) != 1 || last(value) != 1) {
            throw new Refused("reads a table of steps and more");
        }
        Type type = Type.batch(List.of(1, table.type().width()));
        return add(table.name() + " of the step", type, new Op.Gather(once(table), position(), -1));
    }

    /** The number of the present step, for each example. */
    private Value position() {
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
    private Value once(Value value) {
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

    private void repeated(Value value, Op.Scan scan) {
        if (!scan.axis().isEmpty()
                || scan.sequences() > 0
                || scan.carries() > 1
                || axes(value).isEmpty()) {
            throw new Refused("reads the steps before by a state, which a decoder does not keep");
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
