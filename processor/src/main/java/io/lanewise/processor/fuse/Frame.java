package io.lanewise.processor.fuse;

import io.lanewise.processor.ir.Domain;
import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.ScanBody;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Uniform;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the steps of one program: the model's, or the body of a scan. */
final class Frame {
    /** What is known of all frames of one program. */
    private static final class Whole {
        final Map<Value, Value> roots = new IdentityHashMap<>();
        final Set<Value> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        final List<Step> prepare = new ArrayList<>();
        final Set<Value> needed;

        Whole(Set<Value> needed) {
            this.needed = needed;
        }
    }

    /**
     * Numbers of a row that a product in registers reads at most. With 16 columns a row takes 9 ns where a tile of many rows takes
     * 5 for 16 numbers, and 12 where that takes 8 for 32; for one row, the way to the tile and back is 25 ns.
     */
    private static final int INNER = 32;

    private final Whole whole;
    private final boolean prepares;
    /** By the caller's array, then by the width of its rows. */
    private final Map<Value, Map<Integer, Value>> padded = new IdentityHashMap<>();

    private final Map<Value, Value> transposed = new IdentityHashMap<>();
    /** Copies of the caller's arrays: they come first, so that nothing that reads them has to wait. */
    private List<Step> copies = new ArrayList<>();

    private List<Object> steps = new ArrayList<>();
    private Map<Value, Integer> at = new IdentityHashMap<>();

    Frame(Set<Value> needed, boolean prepares) {
        this(new Whole(needed), prepares);
    }

    private Frame(Whole whole, boolean prepares) {
        this.whole = whole;
        this.prepares = prepares;
    }

    void steps(List<Value> values) {
        for (Value value : values) {
            if (whole.needed.contains(value)) {
                step(value);
            }
        }
    }

    /** Ends a section: what follows stands in kernels of its own. */
    List<Step> section() {
        List<Step> done = new ArrayList<>(copies);
        for (Object step : steps) {
            done.add(step instanceof OpenKernel open ? open.close() : (Step) step);
        }
        copies = new ArrayList<>();
        steps = new ArrayList<>();
        at = new IdentityHashMap<>();
        return done;
    }

    Fused fused(List<Step> forward, List<Step> backward, List<Step> inputs, List<Value> results) {
        for (Value result : results) {
            whole.stored.add(root(result));
        }
        return new Fused(whole.prepare, forward, backward, inputs, whole.roots, whole.stored, results);
    }

    /** Makes sure that {@code value}, wanted by the caller, stands in memory. */
    void materialise(Value value) {
        Value root = root(value);
        if (Uniform.is(root) && !whole.stored.contains(root)) {
            row(root);
        }
        whole.stored.add(root);
    }

    private void step(Value value) {
        Op op = value.op();
        if (op instanceof Op.Reshape reshape) {
            reshape(value, reshape.operand());
        } else if (op instanceof Op.Detach detach) {
            whole.roots.put(value, detach.operand());
        } else if (op instanceof Op.MatMul product) {
            product(value, product);
        } else if (op instanceof Op.Map || op instanceof Op.Reduce) {
            if (!Uniform.is(value)) {
                row(value);
            }
        } else if (op instanceof Op.Concat concat) {
            List<Value> operands = concat.operands().stream()
                    .map(operand -> inRows(operand, concat.axis()))
                    .toList();
            operands.forEach(this::read);
            moveInstead(value, new Op.Concat(operands, concat.axis()));
        } else if (op instanceof Op.Slice slice) {
            Value operand = inRows(slice.operand(), slice.axis());
            read(operand);
            moveInstead(value, new Op.Slice(operand, slice.axis(), slice.from()));
        } else if (op instanceof Op.Permute permute) {
            read(permute.operand());
            move(value);
        } else if (op instanceof Op.BatchMatMul product) {
            Value left = padded(product.left());
            Value right = padded(product.right());
            call(value, new Op.BatchMatMul(left, right, product.transposeLeft()));
        } else if (op instanceof Op.Gather || op instanceof Op.Scatter) {
            call(value, op);
        } else if (op instanceof Op.Conv conv) {
            conv(value, conv);
        } else if (op instanceof Op.Pool pool) {
            List<Value> operands = pool.operands().stream().map(this::padded).toList();
            call(value, new Op.Pool(pool.kind(), pool.back(), operands, pool.window()));
        } else if (op instanceof Op.Transpose transpose) {
            read(transpose.operand());
            move(value);
        } else if (op instanceof Op.Scan scan) {
            repeat(value, scan);
        } else if (op instanceof Op.ScanBack back) {
            repeatBack(value, back);
        } else if (op instanceof Op.ScanGradient gradient) {
            at.put(value, at.getOrDefault(gradient.back(), -1));
        }
    }

    /** Another name for the same memory, where the rows of both lie alike; else the elements move. */
    private void reshape(Value value, Value operand) {
        if (!value.type().batched() || Layout.isCallers(root(operand)) || Layout.same(value.type(), operand.type())) {
            whole.roots.put(value, operand);
        } else {
            read(operand);
            move(value);
        }
    }

    private void move(Value value) {
        add(value, new Step.Move(value));
    }

    /** {@code value} as what is cut or joined along {@code axis}: in padded rows, unless rows themselves are. */
    private Value inRows(Value value, int axis) {
        return axis == value.type().dims().size() - 1 ? value : padded(value);
    }

    private void moveInstead(Value value, Op op) {
        move(instead(value, op));
    }

    /** The runtime computes {@code op}, which {@code value} is, from operands in memory. */
    private void call(Value value, Op op) {
        call(value, op, 0);
    }

    /** The same where that takes so many floats of scratch. */
    private void call(Value value, Op op, long scratch) {
        Value made = instead(value, op);
        Operands.of(made).forEach(this::read);
        whole.stored.add(made);
        Value work = scratch == 0
                ? null
                : new Value(
                        made.name() + " scratch",
                        Type.fixed(List.of(Math.toIntExact(scratch))),
                        new Op.Constants(List.of()));
        add(made, new Step.Call(made, work));
    }

    /** An image may be the caller's own array; a result is in padded rows. */
    private void conv(Value value, Op.Conv conv) {
        boolean image = conv.part() == Op.Conv.Part.IMAGE;
        Value first = image ? padded(conv.first()) : conv.first();
        Value second = conv.part() == Op.Conv.Part.FILTER ? padded(conv.second()) : conv.second();
        Op.Conv read = new Op.Conv(conv.part(), first, second, conv.window());
        int pixel = Layout.row(root(first), conv.window().channels());
        call(value, read, image ? conv.window().imageScratch() : conv.window().resultScratch(pixel));
    }

    /** {@code value}, or what stands for it if {@code op} is not its own. */
    private Value instead(Value value, Op op) {
        if (value.op().equals(op)) {
            return value;
        }
        Value made = new Value(value.name(), value.type(), op);
        whole.roots.put(value, made);
        return made;
    }

    private void add(Value value, Object step) {
        at.put(value, steps.size());
        steps.add(step);
    }

    private Value root(Value value) {
        Value found = value;
        for (Value next = whole.roots.get(found); next != null; next = whole.roots.get(found)) {
            found = next;
        }
        return found;
    }

    /** Notes that a step reads {@code value} from memory. */
    private Value read(Value value) {
        Value root = root(value);
        if (Uniform.is(root) && !Uniform.isGiven(root) && !whole.stored.contains(root)) {
            row(root);
        }
        whole.stored.add(root);
        return root;
    }

    // ---- products

    private void product(Value value, Op.MatMul product) {
        Value left = read(product.left());
        Value right = product.right().type().batched() ? read(padded(product.right())) : read(product.right());
        if (product.transposeRight()) {
            right = transposed(right);
        }
        Value head = value;
        if (left != product.left() || right != product.right() || product.transposeRight()) {
            whole.roots.put(
                    value,
                    head = new Value(
                            value.name(), value.type(), new Op.MatMul(left, right, product.transposeLeft(), false)));
        }
        if (inRegisters(head)) {
            Domain domain = Domain.of(head);
            OpenKernel open = new OpenKernel(null, domain);
            open.add(head, domain, Cost.of(head), Set.of(left, right));
            add(head, open);
            return;
        }
        OpenKernel open =
                new OpenKernel(head, value.type().batched() ? Domain.of(value.type()) : new Domain(false, -1, -1));
        open.reads.add(left);
        add(head, open);
        whole.stored.add(head);
    }

    /**
     * Whether a product over the batch is so small that the kernel of its rows computes it too: each row in one virtual vector, from
     * few enough numbers that tiles of several rows would save less than it takes to come to them and back.
     */
    private static boolean inRegisters(Value head) {
        Op.MatMul product = (Op.MatMul) head.op();
        Type type = head.type();
        return type.batched()
                && !product.right().type().batched()
                && type.outer() == 1
                && type.width() > 1
                && type.width() <= Layout.LANES
                && product.left().type().size() <= INNER;
    }

    /** A matrix transposed: once for each, and of parameters when they are published. */
    private Value transposed(Value matrix) {
        Value known = transposed.get(matrix);
        if (known != null) {
            return known;
        }
        List<Integer> dims = matrix.type().dims();
        Value made = new Value(
                matrix.name() + " transposed", Type.fixed(List.of(dims.get(1), dims.get(0))), new Op.Transpose(matrix));
        if (prepares && matrix.op() instanceof Op.Param) {
            whole.prepare.add(new Step.Move(made));
        } else {
            move(made);
        }
        whole.stored.add(made);
        transposed.put(matrix, made);
        return made;
    }

    /** {@code value} in padded rows: the caller's own arrays have none, so they are copied where that matters. */
    private Value padded(Value value) {
        Value root = root(value);
        boolean unpadded = root.op() instanceof Op.Input
                && root.type().element() == Type.Element.FLOAT
                && value.type().width() % Layout.LANES != 0;
        if (!unpadded) {
            return value;
        }
        Map<Integer, Value> copied = padded.computeIfAbsent(root, r -> new HashMap<>());
        Value known = copied.get(value.type().width());
        if (known == null) {
            known = new Value(root.name(), value.type(), new Op.Reshape(root));
            whole.stored.add(root);
            copies.add(new Step.Move(known));
            whole.stored.add(known);
            copied.put(value.type().width(), known);
        }
        return known;
    }

    // ---- rows

    private void row(Value value) {
        Domain domain = Domain.of(value);
        Set<Value> reads = new LinkedHashSet<>();
        Value own = withPaddedOperands(value, domain);
        int last = -1;
        boolean joins = true;
        for (Value operand : Operands.of(own)) {
            for (Value read : memory(operand)) {
                reads.add(read);
                int index = at.getOrDefault(read, -1);
                last = Math.max(last, index);
            }
        }
        int cost = Cost.of(own);
        OpenKernel home = null;
        int index = Math.max(last, 0);
        for (; index < steps.size(); index++) {
            if (steps.get(index) instanceof OpenKernel open
                    && open.domain.fits(domain)
                    && open.takes(domain, cost, reads)
                    && (index == last
                            ? joins(open, own, domain)
                            : open.head == null || reads.stream().anyMatch(open.reads::contains))) {
                home = open;
                break;
            }
        }
        if (home == null) {
            home = new OpenKernel(null, domain);
            index = steps.size();
            steps.add(home);
        }
        Set<Value> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(home.rows);
        for (Value read : reads) {
            if (!inside.contains(read)) {
                whole.stored.add(read);
            }
        }
        home.add(own, domain, cost, reads);
        at.put(own, index);
        if (own.op() instanceof Op.Reduce reduce && isOverRows(own)) {
            whole.stored.add(own);
            // Threads that share the rows add them anew, in order.
            Value operand = root(reduce.operand());
            if (inside.contains(operand) && reduce.over() != Op.Reduce.Over.EXAMPLE) {
                whole.stored.add(operand);
            }
        }
    }

    /** Whether all that {@code value} takes from {@code open} is there at the time: same rows, and no sum over all rows. */
    private boolean joins(OpenKernel open, Value value, Domain domain) {
        Set<Value> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(open.rows);
        if (open.head != null) {
            inside.add(open.head);
        }
        for (Value operand : Operands.of(value)) {
            for (Value read : memory(operand)) {
                if (!inside.contains(read)) {
                    continue;
                }
                boolean sameRows = read.type().batched() == domain.batched()
                        && Domain.of(operand.type()).fits(Domain.of(read.type()))
                        && read.type().outer() == operand.type().outer();
                if (isOverRows(read) || !sameRows) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isOverRows(Value value) {
        return value.op() instanceof Op.Reduce reduce && reduce.over() != Op.Reduce.Over.ROW;
    }

    /** What must stand in memory for {@code operand} to be had: itself, or what a uniform number is made of. */
    private List<Value> memory(Value operand) {
        Value root = root(operand);
        if (root.op() instanceof Op.Random || Uniform.isGiven(root)) {
            return List.of();
        }
        if (Uniform.is(root)) {
            List<Value> reads = new ArrayList<>();
            Operands.of(root).forEach(o -> reads.addAll(memory(o)));
            return reads;
        }
        return List.of(root);
    }

    /** Rows are read in whole vectors, so operands that are the caller's arrays are padded first. */
    private Value withPaddedOperands(Value value, Domain domain) {
        boolean changed = false;
        List<Value> operands = new ArrayList<>();
        for (Value operand : Operands.of(value)) {
            Value from = operand.type().batched() && operand.type().width() > 1 ? padded(operand) : operand;
            if (from != operand && !from.type().equals(operand.type())) {
                Value shaped = new Value(operand.name(), operand.type(), new Op.Reshape(from));
                whole.roots.put(shaped, from);
                from = shaped;
            }
            changed |= from != operand;
            operands.add(from);
        }
        if (!changed) {
            return value;
        }
        Op op = value.op() instanceof Op.Map map
                ? new Op.Map(map.expression(), operands, map.label())
                : new Op.Reduce(((Op.Reduce) value.op()).kind(), ((Op.Reduce) value.op()).over(), operands.get(0));
        Value made = new Value(value.name(), value.type(), op);
        whole.roots.put(value, made);
        return made;
    }

    // ---- repeated blocks

    private void repeat(Value value, Op.Scan scan) {
        Value start = read(scan.operands().get(0));
        Frame body = new Frame(whole, false);
        Value carry = bind(scan, scan.body().values());
        body.steps(scan.body().values());
        Value result = body.result(scan.body().results().get(0), carry);
        add(value, new Step.Repeat(value, start, carry, result, scan.count(), body.section()));
    }

    /** Makes the body's invariants the values they stand for; answers the body's carry. */
    private Value bind(Op.Scan scan, List<Value> values) {
        Value carry = null;
        for (Value value : values) {
            if (value.op() instanceof Op.Argument argument) {
                if (argument.index() > 0) {
                    whole.roots.put(value, read(padded(scan.operands().get(argument.index()))));
                } else if (carry == null) {
                    carry = value;
                } else {
                    whole.roots.put(value, carry);
                }
            }
        }
        return carry != null ? carry : new Value("carry", scan.operands().get(0).type(), new Op.Argument(0));
    }

    /** The value a body hands on, computed in the body itself so that it has a place of its own. */
    private Value result(Value value, Value carry) {
        Value root = root(value);
        Integer step = at.get(root);
        boolean own = step != null && root != carry && steps.get(step) instanceof OpenKernel;
        if (!own) {
            Value copy = new Value(value.name(), value.type(), new Op.Reshape(root));
            whole.stored.add(root);
            move(copy);
            root = copy;
        }
        whole.stored.add(root);
        return root;
    }

    private void repeatBack(Value value, Op.ScanBack back) {
        Op.Scan scan = (Op.Scan) back.forward().op();
        ScanBody body = back.backward();
        Value start = read(padded(back.upstream()));
        Frame frame = new Frame(whole, false);
        frame.steps(body.values());
        body.parameters().values().forEach(frame::read);
        Value first = body.operands().get(0);
        Value result = first == null ? null : frame.result(first, body.upstream());
        List<Step.Sum> sums = new ArrayList<>();
        for (int i = 1; i < body.operands().size(); i++) {
            Value gradient = body.operands().get(i);
            if (gradient != null) {
                Value previous = new Value(gradient.name(), gradient.type(), new Op.Argument(-i));
                Expr plus = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
                Value next = new Value(
                        gradient.name(), gradient.type(), new Op.Map(plus, List.of(previous, gradient), "sum"));
                whole.stored.add(previous);
                frame.row(next);
                whole.stored.add(next);
                sums.add(new Step.Sum(i, previous, frame.root(next)));
            }
        }
        add(value, new Step.RepeatBack(value, start, body.upstream(), result, scan.count(), sums, frame.section()));
    }
}
