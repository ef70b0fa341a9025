package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Plan.Division;
import io.lanewise.processor.ir.Plan.Share;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides the steps of a prediction among the members of a team that compute the same examples together: of a kernel each does some
 * rows, of a product some rows or columns, of an image some lines. Rows of steps that cut an example otherwise are not the same
 * member's, so between those they meet.
 */
final class RowShares {
    /** Multiply-adds of an example without rows from which it can be worth to divide the columns of its products. */
    private static final long LEAST = 64 * 1024;

    private final Plan.Section section;
    private final Accesses accesses;
    private final Map<Step, Share> shares = new IdentityHashMap<>();

    private RowShares(Plan.Section section) {
        this.section = section;
        this.accesses = new Accesses(section);
    }

    /**
     * The share of each step; none where the model scans a sequence, whose steps are too small to meet between them, is so small
     * that nobody would, or has nothing to divide.
     */
    static Map<Step, Share> of(Plan.Section section) {
        Rows rows = new Rows(section);
        if (rows.scans() || !rows.hasManyRows() && rows.matricesOfVectors() < LEAST) {
            return Map.of();
        }
        RowShares all = new RowShares(section);
        all.steps(section.looped().fused().forward());
        boolean divides = all.shares.values().stream().anyMatch(share -> share.division() == Division.ROWS);
        return divides ? all.shares : Map.of();
    }

    private void steps(List<Step> steps) {
        for (Step step : steps) {
            if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            } else if (step instanceof Step.Kernel kernel) {
                share(step, kernel(kernel));
            } else if (step instanceof Step.Lines lines) {
                share(step, lines(lines));
            } else if (step instanceof Step.Tiles tiles) {
                share(step, tiles(tiles));
            } else {
                share(step, primitive(step));
            }
        }
    }

    /** What was touched last is of this step, which the instance before may have been seen to meet at. */
    private void share(Step step, Division division) {
        Share before = shares.get(step);
        boolean meets = accesses.meet();
        shares.put(step, new Share(division, meets || before != null && before.meets(), List.of()));
    }

    /** The members go through the instances together; a second look sees what an instance does behind another. */
    private void repeat(Step.Repeat repeat) {
        for (Step.Carry carry : repeat.carries()) {
            accesses.touch(carry.start(), false, Division.FIRST);
        }
        accesses.enter(repeat.count());
        for (Step.Carry carry : repeat.carries()) {
            accesses.touch(carry.taken(), true, Division.FIRST);
        }
        share(repeat, Division.FIRST);
        steps(repeat.steps());
        steps(repeat.steps());
        accesses.leave();
    }

    private Division kernel(Step.Kernel kernel) {
        Value head = kernel.head();
        Nest nest = section.looped().nests().get(kernel);
        boolean divided = kernel.overBatch()
                && (head == null || head.type().batched())
                && (nest == null || nest.memories().stream().noneMatch(Nest.Memory::isSum));
        Division division = !divided ? Division.FIRST : nest == null ? Division.COLUMNS : Division.ROWS;
        Extent rows = nest == null || nest.folded() == 1 ? Extent.ONE : nest.rows();
        if (head != null) {
            // Each may have columns of the product of all rows, and then meets the others before it goes on with its
            // rows.
            Op.MatMul product = (Op.MatMul) head.op();
            Division before = divided ? Division.COLUMNS : Division.FIRST;
            for (Value operand : List.of(product.left(), product.right())) {
                accesses.touch(operand, false, before, of(operand, division, rows), rows);
            }
            accesses.touch(head, true, before, of(head, division, rows), rows);
        }
        if (nest != null) {
            for (Nest.Memory memory : nest.memories()) {
                Division each = of(memory.value(), division, rows);
                accesses.touch(memory.value(), memory.use() != Nest.Use.LOAD, each, each, rows);
            }
        }
        return division == Division.COLUMNS ? Division.ROWS : division;
    }

    /** How {@code value} is divided where an example's {@code rows} are: not at all if it has others. */
    private static Division of(Value value, Division division, Extent rows) {
        boolean same = rows.is(1) || value.type().rows().equals(rows);
        return division == Division.ROWS && !same ? Division.COLUMNS : division;
    }

    /** Each has matrices of its own, and memory of its own between the products: the plan's is the first's. */
    private Division tiles(Step.Tiles tiles) {
        Nest nest = java.util.Objects.requireNonNull(section.looped().nests().get(tiles.rows()));
        Operands.of(tiles.first()).forEach(operand -> accesses.touch(operand, false, Division.COLUMNS));
        accesses.touch(((Op.BatchMatMul) tiles.named().op()).right(), false, Division.COLUMNS);
        accesses.touch(tiles.named(), true, Division.COLUMNS);
        for (Nest.Memory memory : nest.memories()) {
            boolean own = tiles.isOfBlock(memory.value());
            accesses.touch(memory.value(), own, own ? Division.FIRST : Division.COLUMNS);
        }
        return Division.ROWS;
    }

    /** Each has lines of its own, and of the rows those of its lines. */
    private Division lines(Step.Lines lines) {
        Division division = primitive(lines.convolution());
        Nest nest = java.util.Objects.requireNonNull(section.looped().nests().get(lines.rows()));
        nest.memories()
                .forEach(memory -> accesses.touch(memory.value(), memory.use() != Nest.Use.LOAD, Division.COLUMNS));
        return division;
    }

    private Division primitive(Step step) {
        Value value = step.named();
        boolean divided = isDivided(value);
        Division division = divided ? Division.COLUMNS : Division.FIRST;
        Operands.of(value).forEach(operand -> accesses.touch(operand, false, division));
        accesses.touch(value, true, division);
        Value work = step instanceof Step.Call call ? call.work() : null;
        if (work != null) {
            accesses.touch(work, true, Division.FIRST);
        }
        return divided ? Division.ROWS : Division.FIRST;
    }

    /** Whether the runtime divides what computes {@code value}. */
    private static boolean isDivided(Value value) {
        Op op = value.op();
        return value.type().batched()
                && (op instanceof Op.Permute
                        || op instanceof Op.BatchMatMul
                        || op instanceof Op.Pool pool && !pool.back()
                        || op instanceof Op.Conv conv && conv.part() == Op.Conv.Part.RESULT);
    }
}
