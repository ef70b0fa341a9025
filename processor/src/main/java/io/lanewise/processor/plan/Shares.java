package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Plan.Division;
import io.lanewise.processor.ir.Plan.Share;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the steps of a training section among the members of a team. All members run all steps; of most, each its examples. Where
 * a step reads what another member wrote, or overwrites what another may still read, they wait for each other first.
 */
final class Shares {
    private final Plan.Section section;
    private final Map<Step, Share> shares = new IdentityHashMap<>();
    private final Accesses accesses;

    private Shares(Plan.Section section) {
        this.section = section;
        this.accesses = new Accesses(section);
    }

    /**
     * The share of each step. Of a scan each member runs all instances, on its rows alone, so that nobody waits between two of
     * them; none where a body adds over rows or has parameters of its own, as a repeated block has: one thread runs that section.
     */
    static Map<Step, Share> of(Plan.Section section) {
        Shares all = new Shares(section);
        List<List<Step>> runs = List.of(
                section.looped().fused().forward(),
                section.looped().fused().backward(),
                section.looped().fused().inputs());
        for (List<Step> run : runs) {
            all.accesses.clear();
            for (Step step : run) {
                if (step instanceof Step.Repeat repeat) {
                    if (!all.isByRows(repeat)) {
                        return Map.of();
                    }
                    all.repeat(repeat);
                } else {
                    all.step(step);
                }
            }
        }
        return all.shares;
    }

    // ---- scans

    private boolean isByRows(Step.Repeat repeat) {
        boolean own =
                !section.gradientsOfInstances().getOrDefault(repeat, List.of()).isEmpty();
        return !own
                && repeat.carries().stream()
                        .allMatch(carry -> carry.taken().type().batched())
                && repeat.sums().stream().allMatch(sum -> sum.previous().type().batched())
                && repeat.steps().stream().allMatch(this::isByRows);
    }

    private boolean isByRows(Step step) {
        if (step instanceof Step.Repeat repeat) {
            return isByRows(repeat);
        }
        if (!(step instanceof Step.Kernel kernel)) {
            return step.named().type().batched() && work(step).isEmpty();
        }
        Nest nest = section.looped().nests().get(kernel);
        Value head = kernel.head();
        return kernel.overBatch()
                && (head == null || head.type().batched())
                && (nest == null || nest.memories().stream().noneMatch(Nest.Memory::isSum));
    }

    /** All instances as one step: what they touch together. */
    private void repeat(Step.Repeat repeat) {
        List<Value> reads = new ArrayList<>();
        List<Value> writes = new ArrayList<>();
        touched(repeat, reads, writes);
        boolean meets = enter(reads, writes, Division.EXAMPLES, List.of());
        accesses.leaveAll();
        shares.put(repeat, new Share(Division.EXAMPLES, meets, List.of()));
    }

    private void touched(Step.Repeat repeat, List<Value> reads, List<Value> writes) {
        accesses.enter(repeat.count());
        for (Step.Carry carry : repeat.carries()) {
            reads.add(carry.start());
            writes.add(carry.taken());
            writes.add(carry.handed());
        }
        writes.addAll(repeat.stacked());
        repeat.sums().forEach(sum -> writes.add(sum.previous()));
        for (Step step : repeat.steps()) {
            if (step instanceof Step.Repeat inner) {
                touched(inner, reads, writes);
            } else if (step instanceof Step.Kernel kernel) {
                kernel(kernel, reads, writes, new ArrayList<>());
            } else {
                move(step.named(), reads, writes);
            }
            shares.put(step, new Share(Division.EXAMPLES, false, List.of()));
        }
    }

    private void step(Step step) {
        List<Value> reads = new ArrayList<>();
        List<Value> writes = new ArrayList<>();
        List<Value> sums = new ArrayList<>();
        Division division = step instanceof Step.Kernel kernel
                ? kernel(kernel, reads, writes, sums)
                : move(step.named(), reads, writes);
        boolean meet = enter(reads, writes, division, work(step));
        if (!sums.isEmpty()) {
            List<Value> added = new ArrayList<>();
            for (Value sum : sums) {
                added.add(((Op.Reduce) sum.op()).operand());
            }
            // The rows of the others are read, so that this always is a place to meet.
            accesses.clear();
            enter(added, sums, Division.COLUMNS, List.of());
        }
        shares.put(step, new Share(division, meet, sums));
    }

    /** Scratch of a call, which is the first member's; the others have their own. */
    private static List<Value> work(Step step) {
        Value work = step instanceof Step.Call call ? call.work() : null;
        return work == null ? List.of() : List.of(work);
    }

    private Division kernel(Step.Kernel kernel, List<Value> reads, List<Value> writes, List<Value> sums) {
        Nest nest = section.looped().nests().get(kernel);
        Value head = kernel.head();
        if (head != null) {
            Op.MatMul product = (Op.MatMul) head.op();
            reads.add(product.left());
            reads.add(product.right());
            writes.add(head);
        }
        boolean rows = kernel.overBatch() && (head == null || head.type().batched());
        if (nest == null) {
            return rows ? Division.EXAMPLES : Division.COLUMNS;
        }
        boolean summed = true;
        for (Nest.Memory memory : nest.memories()) {
            if (memory.isSum()) {
                sums.add(memory.value());
                summed &= isKept(((Op.Reduce) memory.value().op()).operand(), nest);
            } else {
                (memory.use() == Nest.Use.LOAD ? reads : writes).add(memory.value());
            }
        }
        if (rows && summed) {
            return Division.EXAMPLES;
        }
        writes.addAll(sums);
        sums.clear();
        return Division.FIRST;
    }

    /** Whether all rows of {@code value} can still be read after the kernel: stored, and not overwritten in place. */
    private boolean isKept(Value value, Nest nest) {
        Value root = section.looped().fused().root(value);
        if (!root.type().batched()
                || !section.looped().fused().stored().contains(root)
                || section.place(root).space() != Place.Space.SCRATCH) {
            return false;
        }
        for (Nest.Memory memory : nest.memories()) {
            boolean stored = memory.use() == Nest.Use.STORE || memory.use() == Nest.Use.STORE_AND_LOAD;
            if (stored && memory.value() == root) {
                return true;
            }
        }
        for (Nest.Memory memory : nest.memories()) {
            boolean stored = memory.use() == Nest.Use.STORE || memory.use() == Nest.Use.STORE_AND_LOAD;
            if (stored && accesses.overwrites(memory.value(), root)) {
                return false;
            }
        }
        return true;
    }

    private Division move(Value value, List<Value> reads, List<Value> writes) {
        reads.addAll(Operands.of(value));
        writes.add(value);
        if (value.type().batched()) {
            return Division.EXAMPLES;
        }
        boolean byColumns =
                value.op() instanceof Op.Transpose || value.op() instanceof Op.Scatter || value.op() instanceof Op.Conv;
        return byColumns ? Division.COLUMNS : Division.FIRST;
    }

    /** Whether the members must meet before the step; notes what it touches. */
    private boolean enter(List<Value> reads, List<Value> writes, Division division, List<Value> work) {
        work.forEach(value -> accesses.touch(value, true, Division.FIRST));
        reads.forEach(value -> accesses.touch(value, false, division));
        writes.forEach(value -> accesses.touch(value, true, division));
        return accesses.meet();
    }
}
