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
import org.jspecify.annotations.Nullable;

/** Makes the steps of one program: the model's, or the body of a scan. */
final class Frame {
    /** What is known of all frames of one program. */
    private static final class Whole {
        final Map<Value, Value> roots = new IdentityHashMap<>();
        final Set<Value> stored = Collections.newSetFromMap(new IdentityHashMap<>());
        final Map<Value, Fused.View> views = new IdentityHashMap<>();
        /** Of scans and their derivatives, by the number that reads them. */
        final Map<Value, List<Value>> results = new IdentityHashMap<>();
        /** What instances hand on, and sums over instances. */
        final Set<Value> handed = Collections.newSetFromMap(new IdentityHashMap<>());
        /** Values whose parts are written where they belong. */
        final Set<Value> joined = Collections.newSetFromMap(new IdentityHashMap<>());

        /** By parameter, how many scans are around its instance. */
        final Map<Value, Integer> depths = new IdentityHashMap<>();

        final List<Step> prepare = new ArrayList<>();
        /** What {@link #prepare} makes, transposed matrices aside. */
        final Set<Value> prepared = Collections.newSetFromMap(new IdentityHashMap<>());

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
    /** That of the scan whose body this is; null for the program itself. */
    private final @Nullable Frame outer;
    /** By the caller's array, then by the width of its rows. */
    private final Map<Value, Map<Integer, Value>> padded = new IdentityHashMap<>();

    private final Map<Value, Value> transposed = new IdentityHashMap<>();
    /** Copies of the caller's arrays: they come first, so that nothing that reads them has to wait. */
    private List<Step> copies = new ArrayList<>();

    private List<Object> steps = new ArrayList<>();
    private Map<Value, Integer> at = new IdentityHashMap<>();

    Frame(Set<Value> needed, boolean prepares) {
        this(new Whole(needed), prepares, null);
    }

    private Frame(Whole whole, boolean prepares, @Nullable Frame outer) {
        this.whole = whole;
        this.prepares = prepares;
        this.outer = outer;
    }

    /** How many scans are around. */
    private int depth() {
        return outer == null ? 0 : outer.depth() + 1;
    }

    void steps(List<Value> values) {
        Set<Value> paddings = outer == null ? Set.of() : paddings(values);
        for (Value value : values) {
            if (value.op() instanceof Op.Param) {
                whole.depths.putIfAbsent(value, depth());
            }
            if (whole.needed.contains(value) && !paddings.contains(value)) {
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
        return new Fused(whole.prepare, forward, backward, inputs, whole.roots, whole.views, whole.stored, results);
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
        Joined joined = outer == null ? null : Joined.of(value);
        if (prepares && isOfParameters(value)) {
            prepare(value);
        } else if (op instanceof Op.Reshape reshape) {
            reshape(value, reshape.operand());
        } else if (op instanceof Op.Detach detach) {
            whole.roots.put(value, detach.operand());
        } else if (op instanceof Op.MatMul product) {
            product(value, product);
        } else if (op instanceof Op.Map || op instanceof Op.Reduce) {
            if (!Uniform.is(value)) {
                row(value);
            }
        } else if (joined != null) {
            join(value, joined);
        } else if (op instanceof Op.Slice slice
                && outer != null
                && Joined.isAligned(slice.operand(), slice.axis(), slice.from())) {
            part(value, slice);
        } else if (op instanceof Op.Concat concat) {
            List<Value> operands = concat.operands().stream()
                    .map(operand -> dense(inRows(operand, concat.axis())))
                    .toList();
            moveInstead(value, new Op.Concat(operands, concat.axis()));
        } else if (op instanceof Op.Slice slice) {
            Value operand = dense(inRows(slice.operand(), slice.axis()));
            moveInstead(value, new Op.Slice(operand, slice.axis(), slice.from()));
        } else if (op instanceof Op.Unfold unfold) {
            moveInstead(
                    value, new Op.Unfold(dense(unfold.operand()), unfold.taps(), unfold.dilation(), unfold.before()));
        } else if (op instanceof Op.Permute permute) {
            Value operand = dense(permute.operand());
            moveInstead(value, new Op.Permute(operand, permute.axes()));
        } else if (op instanceof Op.Resize resize) {
            moveInstead(value, new Op.Resize(dense(resize.operand())));
        } else if (op instanceof Op.BatchMatMul product) {
            Value left = dense(padded(product.left()));
            Value right = dense(padded(product.right()));
            call(value, new Op.BatchMatMul(left, right, product.transposeLeft()));
        } else if (op instanceof Op.Gather || op instanceof Op.Scatter) {
            call(value, op);
        } else if (op instanceof Op.Conv conv) {
            conv(value, conv);
        } else if (op instanceof Op.Pool pool) {
            List<Value> operands = pool.operands().stream().map(this::padded).toList();
            call(value, new Op.Pool(pool.kind(), pool.back(), operands, pool.window()));
        } else if (op instanceof Op.Kept kept && kept.operand() != null) {
            Value operand = dense(padded(kept.operand()));
            moveInstead(value, new Op.Kept(operand, kept.place(), kept.axis()));
        } else if (op instanceof Op.Transpose transpose) {
            read(transpose.operand());
            move(value);
        } else if (op instanceof Op.Scan scan) {
            repeat(value, scan);
        } else if (op instanceof Op.ScanBack back) {
            repeatBack(value, back);
        } else if (op instanceof Op.ScanResult result) {
            result(value, result.scan(), result.index());
        } else if (op instanceof Op.ScanGradient gradient) {
            result(value, gradient.back(), gradient.index());
        }
    }

    private void result(Value value, Value scanned, int index) {
        Value made =
                java.util.Objects.requireNonNull(whole.results.get(scanned)).get(index);
        if (made != value) {
            whole.roots.put(value, made);
        }
        at.put(made, at.getOrDefault(scanned, -1));
    }

    /** Whether {@code value} can be computed when parameters are published: of them alone, and no number that costs nothing. */
    private boolean isOfParameters(Value value) {
        boolean computed = value.op() instanceof Op.Map && !value.type().batched() && !Uniform.is(value);
        if (!computed && !(value.op() instanceof Op.ScaleColumns)) {
            return false;
        }
        List<Value> operands = Operands.of(value);
        return !operands.isEmpty()
                && operands.stream()
                        .map(this::root)
                        .allMatch(operand -> operand.op() instanceof Op.Param || whole.prepared.contains(operand));
    }

    private void prepare(Value value) {
        whole.prepared.add(value);
        whole.stored.add(value);
        whole.prepare.add(
                value.op() instanceof Op.ScaleColumns
                        ? new Step.Call(value, null)
                        : new Step.Kernel(null, List.of(value)));
    }

    /** Another name for the same memory, where the rows of both lie alike; else the elements move. */
    private void reshape(Value value, Value operand) {
        if (!value.type().batched() || Layout.isCallers(root(operand)) || Layout.same(value.type(), operand.type())) {
            whole.roots.put(value, operand);
        } else {
            moveInstead(value, new Op.Reshape(dense(operand)));
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
        Op.Conv read = conv.of(first, second);
        int pixel = Layout.row(root(first), conv.window().channels());
        long lines = conv.maxima() == null ? 0 : conv.window().linesScratch(conv.maxima());
        call(value, read, image ? conv.window().imageScratch() : conv.window().resultScratch(pixel) + lines);
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
        Value left = rows(product.left());
        Value right = product.right().type().batched() ? rows(padded(product.right())) : read(product.right());
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

    /** {@code value} as rows that all are as far from the next. */
    private Value rows(Value value) {
        Value root = read(value);
        return root.type().outer() > 1 ? read(dense(value)) : root;
    }

    /** A matrix transposed: once for each, and of parameters when they are published. */
    private Value transposed(Value matrix) {
        Value known = transposed.get(matrix);
        if (known != null) {
            return known;
        }
        if (outer != null && matrix.op() instanceof Op.Param && whole.depths.getOrDefault(matrix, 0) < depth()) {
            return outer.transposed(matrix);
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
                && !Layout.isWhole(value.type());
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
        return as(value, known);
    }

    /** {@code made}, which lies as {@code value} does, in the shape that this has. */
    private Value as(Value value, Value made) {
        if (made.type().equals(value.type())) {
            return made;
        }
        Value shaped = new Value(value.name(), value.type(), new Op.Reshape(made));
        whole.roots.put(shaped, made);
        return shaped;
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
                    if (isPartOf(read, open.rows)) {
                        return false;
                    }
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

    /** Whether {@code value} is a part of the memory of one of {@code rows}. */
    private boolean isPartOf(Value value, List<Value> rows) {
        Fused.View view = whole.views.get(value);
        return view != null && (rows.stream().anyMatch(row -> row == view.of()) || isPartOf(view.of(), rows));
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
        Frame body = new Frame(whole, false, this);
        List<Value> taken = bind(value, scan);
        List<Value> starts = starts(scan.operands());
        body.steps(scan.body().values());
        List<Value> results = new ArrayList<>();
        List<Step.Carry> carries = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) {
            Value last = i == 0
                    ? value
                    : new Value(value.name(), scan.operands().get(i).type(), new Op.ScanResult(value, i));
            results.add(last);
            Value handed = body.handed(scan.body().results().get(i), taken.get(i));
            carries.add(new Step.Carry(starts.get(i), taken.get(i), handed, last));
        }
        List<Value> stacked = new ArrayList<>();
        for (int i = scan.carries(); i < scan.body().results().size(); i++) {
            Value step = scan.body().results().get(i);
            Value all = new Value(value.name(), scan.sequence(step.type()), new Op.ScanResult(value, i));
            body.stack(step, all, scan, value);
            results.add(all);
            stacked.add(all);
        }
        whole.results.put(value, results);
        add(
                value,
                new Step.Repeat(value, false, scan.count(), scan.axis(), carries, stacked, List.of(), body.section()));
    }

    /** What the first instance takes, in memory. */
    private List<Value> starts(List<Value> values) {
        return values.stream().map(this::dense).toList();
    }

    /** Makes steps and invariants in the body what they stand for; answers the body's carries. */
    private List<Value> bind(Value value, Op.Scan scan) {
        Map<Integer, Value> carries = new HashMap<>();
        for (Value inside : scan.body().values()) {
            if (inside.op() instanceof Op.Argument argument) {
                int index = argument.index();
                Value operand = scan.operands().get(index);
                if (index < scan.carries()) {
                    Value first = carries.putIfAbsent(index, inside);
                    if (first != null) {
                        whole.roots.put(inside, first);
                    }
                } else if (scan.isSequence(index)) {
                    step(inside, sequence(operand, inside), scan, value);
                } else {
                    whole.roots.put(inside, read(padded(operand)));
                }
            }
        }
        List<Value> taken = new ArrayList<>();
        for (int i = 0; i < scan.carries(); i++) {
            Type type = scan.operands().get(i).type();
            taken.add(carries.computeIfAbsent(i, index -> new Value("carry", type, new Op.Argument(index))));
        }
        return taken;
    }

    /** {@code operand} as what {@code step} is read from; single numbers may be the caller's own. */
    private Value sequence(Value operand, Value step) {
        return step.type().size() == 1 && Layout.isCallers(root(operand)) ? read(operand) : dense(padded(operand));
    }

    /** Says that {@code step} is the running instance's part of the sequence {@code all}. */
    private void step(Value step, Value all, Op.Scan scan, Value counted) {
        int floats = Layout.isCallers(root(all)) ? step.type().size() : Layout.of(step.type());
        boolean reversed = scan.reversed();
        int first = reversed ? (scan.count() - 1) * floats : 0;
        whole.views.put(step, new Fused.View(all, first, reversed ? -floats : floats, counted));
    }

    /** The value a body hands on, computed in the body itself so that it has a place of its own. */
    private Value handed(Value value, Value taken) {
        Value root = root(value);
        if (!isOwn(root) || root == taken) {
            Value copy = new Value(value.name(), value.type(), new Op.Reshape(root));
            whole.stored.add(root);
            move(copy);
            root = copy;
        }
        whole.stored.add(root);
        whole.handed.add(root);
        return root;
    }

    /** Whether a kernel of this frame computes {@code root}, to a place that nobody has said anything of. */
    private boolean isOwn(Value root) {
        Integer step = at.get(root);
        return step != null
                && steps.get(step) instanceof OpenKernel
                && !whole.views.containsKey(root)
                && !whole.handed.contains(root);
    }

    /** Writes {@code value} of each instance to its step of {@code all}. */
    private void stack(Value value, Value all, Op.Scan scan, Value counted) {
        Value root = root(value);
        boolean joined = whole.joined.contains(root)
                && at.containsKey(root)
                && !whole.views.containsKey(root)
                && !whole.handed.contains(root);
        if (!joined) {
            root = isOwn(root) && root.op() instanceof Op.Map ? root : again(value);
        }
        step(root, all, scan, counted);
        whole.stored.add(root);
        whole.stored.add(all);
    }

    /** {@code value} a second time, computed by the kernel that computes it, if there is one. */
    private Value again(Value value) {
        Value copy = new Value(value.name(), value.type(), new Op.Map(new Expr.Operand(0), List.of(value), "again"));
        row(copy);
        return copy;
    }

    private void repeatBack(Value value, Op.ScanBack back) {
        Op.Scan scan = (Op.Scan) back.forward().op();
        ScanBody body = back.backward();
        int operands = scan.operands().size();
        Frame frame = new Frame(whole, false, this);
        List<Value> starts = new ArrayList<>();
        for (int i = 0; i < body.upstream().size(); i++) {
            Value upstream = body.upstream().get(i);
            Value given = back.upstream().get(i);
            if (i < scan.carries()) {
                starts.add(dense(padded(java.util.Objects.requireNonNull(given))));
            } else if (upstream != null && given != null) {
                step(upstream, dense(padded(given)), scan, value);
            }
        }
        frame.steps(body.values());
        body.parameters().values().forEach(frame::read);
        List<Value> results = new ArrayList<>(java.util.Collections.nCopies(operands, value));
        List<Step.Carry> carries = new ArrayList<>();
        List<Value> stacked = new ArrayList<>();
        List<Step.Sum> sums = new ArrayList<>();
        for (int i = 0; i < operands; i++) {
            Value gradient = body.operands().get(i);
            if (gradient == null) {
                continue;
            }
            Type type = scan.operands().get(i).type();
            Value all = i == 0 ? value : new Value(gradient.name(), type, new Op.ScanGradient(value, i));
            results.set(i, all);
            if (i < scan.carries()) {
                Value taken = java.util.Objects.requireNonNull(body.upstream().get(i));
                carries.add(new Step.Carry(starts.get(i), taken, frame.handed(gradient, taken), all));
            } else if (scan.isSequence(i)) {
                frame.stack(gradient, all, scan, value);
                stacked.add(all);
            } else {
                sums.add(frame.sum(gradient, all, i));
            }
        }
        for (int i = 0; i < body.stacked().size(); i++) {
            Value step = body.stacked().get(i);
            Value all = new Value(step.name(), scan.sequence(step.type()), new Op.ScanGradient(value, operands + i));
            frame.stack(step, all, scan, value);
            results.add(all);
            stacked.add(all);
        }
        whole.results.put(value, results);
        add(value, new Step.Repeat(value, true, scan.count(), scan.axis(), carries, stacked, sums, frame.section()));
    }

    private Step.Sum sum(Value gradient, Value total, int operand) {
        Value previous = new Value(gradient.name(), gradient.type(), new Op.Argument(-operand));
        Expr plus = new Expr.Call(Function.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
        Value next = new Value(gradient.name(), gradient.type(), new Op.Map(plus, List.of(previous, gradient), "sum"));
        whole.stored.add(previous);
        row(next);
        whole.stored.add(next);
        whole.handed.add(next);
        return new Step.Sum(total, previous, root(next));
    }

    // ---- parts of other values' memory

    /** In a body, a part of a row is read where it lies. */
    private void part(Value value, Op.Slice slice) {
        Value from = read(slice.operand());
        whole.views.put(value, new Fused.View(from, slice.from(), 0, null));
        at.put(value, at.getOrDefault(from, -1));
    }

    private void join(Value value, Joined joined) {
        whole.joined.add(value);
        int last = -1;
        for (Joined.Part part : joined.parts()) {
            Value root = root(part.value());
            Value own = isOwn(root) && root.op() instanceof Op.Map ? root : again(part.value());
            whole.views.put(own, new Fused.View(value, part.from(), 0, null));
            whole.stored.add(own);
            last = Math.max(last, at.getOrDefault(own, -1));
        }
        whole.stored.add(value);
        at.put(value, last);
    }

    /** What only fills up the padding of parts side by side, and need not be computed. */
    private static Set<Value> paddings(List<Value> values) {
        Set<Value> paddings = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Value> used = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Value value : values) {
            Joined joined = Joined.of(value);
            if (joined != null) {
                paddings.addAll(joined.paddings());
                joined.parts().forEach(part -> used.add(part.value()));
            } else {
                used.addAll(Operands.of(value));
            }
        }
        paddings.removeAll(used);
        return paddings;
    }

    /** {@code value} in memory, all of its rows one right behind the other from example to example. */
    private Value dense(Value value) {
        Value root = read(value);
        if (!whole.views.containsKey(root)) {
            return value;
        }
        Value copy = new Value(value.name(), value.type(), new Op.Reshape(root));
        move(copy);
        whole.stored.add(copy);
        return copy;
    }
}
