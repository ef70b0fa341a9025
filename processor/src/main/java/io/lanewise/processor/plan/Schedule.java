package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Looped;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Traced;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The time of each step and the life of each buffer, from which {@link Offsets} follow. A value computed in the body of a repeated
 * block and read by another loop is kept for each instance; all others of a body are reused by the next instance.
 */
final class Schedule {
    private static final int FOREVER = Integer.MAX_VALUE;

    private final Looped looped;
    private final Fused fused;
    private final Parameters parameters;
    private final boolean training;
    private final Set<Value> sums;
    private final Map<Value, Place> places = new IdentityHashMap<>();
    private final Map<Value, Held> held = new IdentityHashMap<>();
    private final Map<Buffer, Held.@Nullable Around> keptFrom = new IdentityHashMap<>();
    private final List<Buffer> buffers = new ArrayList<>();
    private final List<Object[]> loopUses = new ArrayList<>();
    private final Map<Value, List<Value>> inPlace = new IdentityHashMap<>();
    private final Map<Value, Held.Around> loops = new IdentityHashMap<>();
    private final Map<Step, List<Plan.Copy>> copies = new IdentityHashMap<>();
    /** Names of parameters that have a gradient. */
    private final Set<String> graded = new HashSet<>();

    private int time;
    private int reserve = 1;

    /** {@code sums} outlive the section, since the next block of a batch adds to them. */
    Schedule(Looped looped, Parameters parameters, Map<Value, Place> derived, boolean training, Set<Value> sums) {
        this.looped = looped;
        this.fused = looped.fused();
        this.parameters = parameters;
        this.training = training;
        this.sums = sums;
        places.putAll(derived);
    }

    Plan.Section plan(List<Lowered.NodeValue> nodes, @Nullable Differentiated derivative) {
        List<Plan.Copy> top = new ArrayList<>();
        if (derivative != null) {
            top = gradients(derivative.parameterGradients());
        }
        fused.prepare().forEach(step -> Operands.of(step.named()).forEach(operand -> use(operand, null)));
        walk(fused.forward(), null);
        time++;
        fused.results().forEach(this::result);
        int forwardEnd = time;
        for (Value value : Trace.kept(fused, nodes)) {
            Held at = held.get(value);
            if (at != null && at.loop == null) {
                use(value, null);
            }
        }
        walk(fused.backward(), null);
        time++;
        for (Plan.Copy copy : top) {
            use(copy.from(), null);
        }
        walk(fused.inputs(), null);
        time++;
        if (derivative != null) {
            derivative.inputGradients().values().forEach(gradient -> use(gradient, null));
        }
        List<Traced> traced = nodes.isEmpty() ? List.of() : Trace.of(fused, nodes, value -> stands(value, forwardEnd));
        for (Object[] use : loopUses) {
            Buffer buffer = (Buffer) use[0];
            buffer.to = Math.max(buffer.to, ((Held.Around) use[1]).to);
        }
        int lanes = Layout.LANES * reserve;
        Buffer strip = new Buffer("reserve", false, (long) lanes * (training ? Layout.MEMBERS : 1), 0);
        strip.to = FOREVER;
        Arena reserved = new Arena();
        reserved.place(strip);
        Offsets offsets = new Offsets(held, keptFrom, inPlace, training);
        Arena arena = offsets.assign(buffers, reserved);
        long fixed = arena.fixed();
        held.forEach((value, at) -> places.putIfAbsent(value, offsets.place(at, fixed)));
        fused.views().keySet().forEach(this::part);
        return new Plan.Section(
                looped,
                places,
                fixed,
                arena.perExample(),
                strip.offset,
                lanes,
                traced,
                top,
                copies,
                graded.size() == parameters.count(),
                Map.of(),
                Plan.WHOLE,
                Plan.WHOLE);
    }

    /** Numbers of the whole batch, as the loss is, can be read whenever it was computed. */
    private void result(Value value) {
        use(value, null);
        Held at = held.get(fused.root(value));
        if (at != null && training && !value.type().batched()) {
            at.buffer.to = FOREVER;
        }
    }

    /** Members of a team that are at different instances must not find each other's values in one place. */
    private void apart(Held.Around loop) {
        for (Held at : held.values()) {
            for (Held.Around around = at.loop; around != null; around = around.parent) {
                if (around == loop) {
                    at.buffer.from = Math.min(at.buffer.from, loop.from);
                    at.buffer.to = Math.max(at.buffer.to, loop.to);
                }
            }
        }
    }

    /** The place of a part of another value's memory; null where that has none, because nobody reads it. */
    private @Nullable Place part(Value value) {
        Fused.View view = fused.views().get(value);
        Place known = places.get(value);
        if (view == null || known != null) {
            return known;
        }
        Place whole = part(fused.root(view.of()));
        if (whole == null) {
            return null;
        }
        List<Place.Term> terms = new ArrayList<>(whole.terms());
        int offset = view.offset();
        if (view.scan() != null) {
            Held.Around loop = java.util.Objects.requireNonNull(loops.get(view.scan()));
            if (view.step() < 0 && !loop.axis.isEmpty()) {
                offset += (loop.count - 1) * view.step();
                terms.add(Place.Term.fromLast(loop.axis, loop.depth, -view.step()));
            } else {
                terms.add(new Place.Term(loop.depth, 0, false, view.step(), 0));
            }
        }
        Place place = new Place(whole.space(), whole.argument(), whole.fixed() + offset, whole.perExample(), terms);
        places.put(value, place);
        return place;
    }

    /** Whether a value of the forward section still has its memory at {@code end}. */
    private boolean stands(Value value, int end) {
        Held at = held.get(value);
        return at != null
                && (value.type().batched() || value.type().dims().size() == 1)
                && at.loop == null
                && (at.carrying == null || at.slot == Held.Slot.LAST)
                && at.buffer.from <= end
                && at.buffer.to >= end;
    }

    // ---- gradients

    /** Puts gradients where the flat gradient wants them; a value that serves two parameters is copied for the second. */
    private List<Plan.Copy> gradients(Map<Value, Value> gradients) {
        List<Plan.Copy> copied = new ArrayList<>();
        gradients.forEach((parameter, gradient) -> {
            Place place = parameters.place(parameter, Place.Space.GRADIENT);
            Value root = fused.root(gradient);
            boolean computed = root.op() instanceof Op.MatMul
                    || root.op() instanceof Op.Map
                    || root.op() instanceof Op.Reduce
                    || root.op() instanceof Op.Scatter
                    || root.op() instanceof Op.Conv;
            boolean first = graded.add(((Op.Param) parameter.op()).parameter().name());
            boolean placed = first && computed && !root.type().batched() && !places.containsKey(root);
            if (placed && !isReadForInputs(root)) {
                places.put(root, place);
            } else {
                long length = Layout.of(((Op.Param) parameter.op()).parameter());
                copied.add(new Plan.Copy(gradient, place, length, !first));
            }
        });
        return copied;
    }

    /** Whether what leads on to the gradients of the inputs reads {@code root}; it is not handed the flat gradient. */
    private boolean isReadForInputs(Value root) {
        for (Step step : fused.inputs()) {
            Nest nest = step instanceof Step.Kernel kernel ? looped.nests().get(kernel) : null;
            boolean read = nest == null
                    ? Operands.of(step.named()).stream().anyMatch(operand -> fused.root(operand) == root)
                    : nest.memories().stream().anyMatch(memory -> memory.value() == root);
            if (read) {
                return true;
            }
        }
        return false;
    }

    // ---- time

    private void walk(List<Step> steps, Held.@Nullable Around loop) {
        for (Step step : steps) {
            time++;
            if (step instanceof Step.Kernel kernel) {
                kernel(kernel, loop);
            } else if (step instanceof Step.Move move) {
                made(move.named(), loop);
            } else if (step instanceof Step.Call call) {
                call(call, loop);
            } else if (step instanceof Step.Lines lines) {
                lines(lines, loop);
            } else if (step instanceof Step.Tiles tiles) {
                tiles(tiles, loop);
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat, loop);
            }
        }
    }

    private void made(Value value, Held.@Nullable Around loop) {
        Operands.of(value).forEach(operand -> use(operand, loop));
        define(value, loop);
    }

    private void call(Step.Call call, Held.@Nullable Around loop) {
        made(call.named(), loop);
        if (call.work() != null) {
            define(call.work(), loop);
        }
    }

    /** Lines of the image are still read when values of others are written, so no value may take its place. */
    private void lines(Step.Lines lines, Held.@Nullable Around loop) {
        call(lines.convolution(), loop);
        kernel(lines.rows(), loop);
        for (Value operand : Operands.of(lines.convolution().named())) {
            lines.rows()
                    .rows()
                    .forEach(row -> inPlace.getOrDefault(row, new ArrayList<>()).remove(fused.root(operand)));
        }
    }

    /** What is between the products has a block of memory, whatever the number of examples. */
    private void tiles(Step.Tiles tiles, Held.@Nullable Around loop) {
        Operands.of(tiles.first()).forEach(operand -> use(operand, loop));
        use(((Op.BatchMatMul) tiles.named().op()).right(), loop);
        List<Value> ofBlock = new ArrayList<>(List.of(tiles.first()));
        Nest nest = java.util.Objects.requireNonNull(looped.nests().get(tiles.rows()));
        for (Nest.Memory memory : nest.memories()) {
            if (tiles.isOfBlock(memory.value()) && memory.value() != tiles.first()) {
                ofBlock.add(memory.value());
            }
        }
        for (Value value : ofBlock) {
            long floats = (long) tiles.block() * Layout.pad(value.type().width());
            Buffer buffer = new Buffer(value.name(), false, floats, time);
            buffers.add(buffer);
            held.put(value, new Held(buffer, Held.Slot.OWN, loop, null));
        }
        kernel(tiles.rows(), loop);
        define(tiles.named(), loop);
    }

    private void kernel(Step.Kernel kernel, Held.@Nullable Around loop) {
        Value head = kernel.head();
        if (head != null) {
            use(((Op.MatMul) head.op()).left(), loop);
            use(((Op.MatMul) head.op()).right(), loop);
            define(head, loop);
        }
        Nest nest = looped.nests().get(kernel);
        if (nest == null) {
            return;
        }
        Map<Value, Integer> lastLoads = new IdentityHashMap<>();
        Map<Value, Integer> firstStores = new IdentityHashMap<>();
        Set<Value> whole = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int i = 0; i < nest.passes().size(); i++) {
            int reductions = 0;
            for (Nest.Instruction instruction : nest.passes().get(i).column()) {
                if (instruction instanceof Nest.Load load && load.from().access() == Nest.Access.COLUMN) {
                    lastLoads.put(load.from().value(), i);
                } else if (instruction instanceof Nest.Store store) {
                    firstStores.putIfAbsent(store.to().value(), i);
                } else if (instruction instanceof Nest.Product product) {
                    // Each part of the row reads all of it, also behind a store of the part before.
                    whole.add(product.left().value());
                } else if (instruction instanceof Nest.Reduce) {
                    reductions++;
                }
            }
            reserve = Math.max(reserve, reductions);
        }
        for (Nest.Memory memory : nest.memories()) {
            if (kernel.rows().contains(memory.value())) {
                define(memory.value(), loop);
            } else {
                use(memory.value(), loop);
            }
        }
        firstStores.forEach((stored, pass) -> {
            List<Value> candidates = new ArrayList<>();
            for (Nest.Memory memory : nest.memories()) {
                Integer last = lastLoads.get(memory.value());
                if (last != null
                        && last <= pass
                        && !whole.contains(memory.value())
                        && !(kernel.rows().contains(memory.value()) && isSummed(memory.value(), kernel))) {
                    candidates.add(memory.value());
                }
            }
            inPlace.put(stored, candidates);
        });
    }

    /** Whether {@code kernel} adds {@code value} over rows, which the members of a team do anew from what it has stored. */
    private boolean isSummed(Value value, Step.Kernel kernel) {
        return kernel.rows().stream()
                .anyMatch(row -> row.op() instanceof Op.Reduce reduce
                        && reduce.over() != Op.Reduce.Over.ROW
                        && fused.root(reduce.operand()) == value);
    }

    private void repeat(Step.Repeat repeat, Held.@Nullable Around outer) {
        boolean backward = repeat.backward();
        List<Buffer> around = new ArrayList<>();
        for (Step.Carry carry : repeat.carries()) {
            use(carry.start(), outer);
        }
        for (Step.Carry carry : repeat.carries()) {
            Buffer buffer = buffer(carry.taken());
            buffer.slots = training && !backward ? repeat.count() + 1L : 2;
            around.add(buffer);
        }
        for (Value all : repeat.stacked()) {
            define(all, outer);
            around.add(held(all).buffer);
        }
        for (Step.Sum sum : repeat.sums()) {
            Buffer total = buffer(sum.previous());
            for (Value each : List.of(sum.previous(), sum.next(), sum.total())) {
                held.put(each, new Held(total, Held.Slot.OWN, outer, null));
            }
            around.add(total);
        }
        time++;
        Held.Around loop = new Held.Around(outer, repeat.count(), repeat.axis(), backward, time);
        loops.put(repeat.named(), loop);
        // A member that is in the loop must not overwrite what another has still to take.
        repeat.carries().forEach(carry -> use(carry.start(), outer));
        for (int i = 0; i < repeat.carries().size(); i++) {
            Step.Carry carry = repeat.carries().get(i);
            Buffer buffer = around.get(i);
            held.put(carry.taken(), new Held(buffer, Held.Slot.CARRIED, outer, loop));
            held.put(carry.handed(), new Held(buffer, Held.Slot.NEXT, outer, loop));
            held.put(carry.last(), new Held(buffer, Held.Slot.LAST, outer, loop));
        }
        List<Plan.Copy> instance = List.of();
        if (repeat.named().op() instanceof Op.ScanBack back) {
            instance = gradients(back.backward().parameters());
            copies.put(repeat, instance);
        }
        walk(repeat.steps(), loop);
        time++;
        instance.forEach(copy -> use(copy.from(), loop));
        loop.to = time;
        if (training && instance.isEmpty()) {
            apart(loop);
        }
        for (Buffer buffer : around) {
            buffer.to = Math.max(buffer.to, time);
        }
    }

    private Held held(Value value) {
        return java.util.Objects.requireNonNull(held.get(value), () -> "Not held: " + value);
    }

    private Buffer buffer(Value value) {
        boolean batched = value.type().batched();
        Buffer buffer = new Buffer(value.name(), batched, Layout.of(value.type()), time);
        buffers.add(buffer);
        return buffer;
    }

    private void define(Value value, Held.@Nullable Around loop) {
        Fused.View view = fused.views().get(value);
        if (view != null) {
            define(fused.root(view.of()), loop);
            return;
        }
        if (value.op() instanceof Op.Kept kept) {
            places.put(value, kept.place());
        }
        if (places.containsKey(value) || held.containsKey(value)) {
            return;
        }
        Buffer buffer = buffer(value);
        if (sums.contains(value)) {
            buffer.from = 0;
            buffer.to = FOREVER;
        }
        held.put(value, new Held(buffer, Held.Slot.OWN, loop, null));
    }

    private void use(Value value, Held.@Nullable Around loop) {
        Value root = fused.root(value);
        Fused.View view = fused.views().get(root);
        if (view != null) {
            use(view.of(), loop);
            return;
        }
        if (places.containsKey(root)) {
            return;
        }
        if (root.op() instanceof Op.Param) {
            places.put(root, parameters.place(root, Place.Space.WEIGHTS));
            return;
        }
        if (root.op() instanceof Op.Kept kept) {
            places.put(root, kept.place());
            return;
        }
        if (root.op() instanceof Op.Constants || root.op() instanceof Op.Sinusoids) {
            places.put(root, Place.of(Place.Space.CONSTANT, 0));
            return;
        }
        if (root.op() instanceof Op.Input input) {
            places.put(root, new Place(Place.Space.ARGUMENT, input.argument(), 0, 0, List.of()));
            return;
        }
        Held at = held.get(root);
        if (at == null) {
            throw new IllegalStateException("Used before it is computed: " + root + " by step " + time);
        }
        Buffer buffer = at.buffer;
        buffer.to = Math.max(buffer.to, time);
        Held.Around mine = at.slot == Held.Slot.CARRIED || at.slot == Held.Slot.NEXT ? at.carrying : at.loop;
        Held.Around inner = Held.Around.beyond(loop, mine);
        if (inner != null) {
            loopUses.add(new Object[] {buffer, inner});
        }
        Held.Around kept = Held.Around.beyond(at.loop, loop);
        if (kept != null) {
            Held.Around before = keptFrom.get(buffer);
            if (before == null || kept.depth < before.depth) {
                keptFrom.put(buffer, kept);
            }
            buffer.from = Math.min(buffer.from, kept.from);
        }
    }
}
