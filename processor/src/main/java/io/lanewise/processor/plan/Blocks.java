package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Fused;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Place;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Whether training can go through its batch block by block, forward and backward, and how many examples a block has: so many that
 * what a block keeps for its gradient is still in cache then. It can where examples meet in sums alone that none of them reads,
 * the loss and the gradients of parameters: each is one chain in the order of the examples and goes on from block to block with
 * the bits of the whole batch.
 *
 * <p>Batch normalization reads such a sum, and so does a loss that is divided by what counts in the batch: with a mask, or over an
 * axis of variable length. Nor can it where a repeated block adds to a gradient in each instance: instances that share their
 * parameters, or a parameter that a block uses twice.
 */
final class Blocks {
    /** Floats that a block keeps: they stay in the third cache. 4, 8, 16, 32 rows of an LSTM took 184, 188, 204, 239 µs each. */
    private static final long FLOATS = 512 * 1024;

    /** Rows for which a block reads each weight: what it does of weights alone, as to transpose them, then counts little. */
    private static final long ROWS = 256;

    /** Examples of a block that fills tiles: as Gemm.fullTiles has it, at most. */
    private static final int TILED = 16;

    /** Floats that such a block keeps at most: a quarter stays in cache then, which full tiles make up for. */
    private static final long TILED_FLOATS = 4 * FLOATS;

    private final Fused fused;
    private final Set<Value> sums = identities();
    /** The sums, and what is made of them. */
    private final Set<Value> summed = identities();

    private final Set<Value> seen = identities();
    private final List<Value> inLoops = new ArrayList<>();
    private boolean whole;
    private boolean overSteps;
    private boolean rowByRow;

    Blocks(Lowered lowered, Fused training) {
        this.fused = training;
        this.whole = isCounted(lowered);
        for (List<Step> steps : List.of(fused.forward(), fused.backward(), fused.inputs())) {
            steps(steps, false);
        }
    }

    /** What the blocks of a batch add to, to be held between them; nothing where the batch is computed as a whole. */
    Set<Value> sums() {
        return whole ? Set.of() : sums;
    }

    /** Examples of a block for each thread, where the sums are held. */
    int examples(Plan.Section section) {
        boolean ofInstances = section.gradientsOfInstances().values().stream().anyMatch(copies -> !copies.isEmpty());
        boolean placed = inLoops.stream().allMatch(sum -> section.place(sum).space() == Place.Space.GRADIENT);
        if (whole || ofInstances || !placed) {
            return Plan.WHOLE;
        }
        long each = Math.max(1, section.floatsPerExample());
        long kept = FLOATS / each;
        long read = (ROWS + rowsOfExample() - 1) / rowsOfExample();
        long rows = Math.max(kept < 4 ? kept : kept & -4, read < 4 ? read : read + 3 & -4);
        return (int) Math.max(1, Math.min(rows, (Rows.MOST - section.fixedFloats()) / each));
    }

    /**
     * The most examples of a block of so few: more where products have a row for each, as in the steps of a recurrence, so that more
     * may fill the tiles of a machine, of six rows, unless they do already, or more keep too much.
     */
    int fullest(Plan.Section section, int examples) {
        long most = Math.min(TILED_FLOATS, Rows.MOST - section.fixedFloats());
        boolean full = examples >= TILED || examples % 6 == 0;
        return rowByRow && !full && TILED * section.floatsPerExample() <= most ? TILED : examples;
    }

    /** Whether the runtime asks after the loss of a batch what counted in it. */
    private static boolean isCounted(Lowered lowered) {
        return lowered.counted().divisor() != null
                || !lowered.counted().positions().isEmpty();
    }

    /** Rows of an example that a weight is multiplied by, in the mean, at least 1. */
    private long rowsOfExample() {
        long weights = 0;
        long products = 0;
        for (Value sum : sums) {
            long size = sum.type().size();
            if (sum.op() instanceof Op.MatMul product) {
                weights += size;
                products +=
                        size * (product.left().type().size() / sum.type().dims().get(0));
            } else if (sum.op() instanceof Op.Conv conv) {
                weights += size;
                products += size * conv.window().outHeight() * conv.window().outWidth();
            }
        }
        return Math.max(1, products / Math.max(1, weights));
    }

    private void steps(List<Step> steps, boolean inLoop) {
        for (Step step : steps) {
            if (step instanceof Step.Kernel kernel) {
                kernel(kernel, inLoop);
            } else if (step instanceof Step.Lines lines) {
                value(lines.convolution().named(), inLoop);
                kernel(lines.rows(), inLoop);
            } else if (step instanceof Step.Tiles tiles) {
                value(tiles.first(), inLoop);
                kernel(tiles.rows(), inLoop);
                value(tiles.named(), inLoop);
            } else if (step instanceof Step.Repeat repeat) {
                repeat(repeat);
            } else {
                value(step.named(), inLoop);
            }
        }
    }

    private void kernel(Step.Kernel kernel, boolean inLoop) {
        if (kernel.head() != null) {
            value(kernel.head(), inLoop);
        }
        kernel.rows().forEach(row -> value(row, inLoop));
    }

    /** What the instances hand on must be of examples. */
    private void repeat(Step.Repeat repeat) {
        whole |= Operands.of(repeat.named()).stream().anyMatch(operand -> isSummed(operand, true))
                || !repeat.carries().stream()
                        .allMatch(carry -> carry.taken().type().batched())
                || !repeat.sums().stream().allMatch(sum -> sum.previous().type().batched())
                || !repeat.stacked().stream().allMatch(all -> all.type().batched());
        boolean around = overSteps;
        overSteps = repeat.named().op() instanceof Op.Scan scan && scan.sequences() > 0;
        steps(repeat.steps(), true);
        overSteps = around;
    }

    /** Whether {@code value} is made of a sum; it may be computed by the steps that read it, and by none of its own. */
    private boolean isSummed(Value value, boolean inLoop) {
        Value root = fused.root(value);
        value(root, inLoop);
        return summed.contains(root);
    }

    private void value(Value value, boolean inLoop) {
        if (!seen.add(value)) {
            return;
        }
        rowByRow |= overSteps
                && value.op() instanceof Op.MatMul
                && value.type().batched()
                && value.type().dims().size() == 1;
        boolean ofExamples = false;
        boolean ofSums = false;
        for (Value operand : Operands.of(value)) {
            ofExamples |= operand.type().batched();
            ofSums |= isSummed(operand, inLoop);
        }
        boolean sum = ofExamples && !value.type().batched();
        // A sum of rows that are no example's would be added once more by each block.
        whole |= !ofExamples && value.op() instanceof Op.Reduce reduce && reduce.over() != Op.Reduce.Over.ROW;
        // A sum that is made of another would add to what it has become of a part of that.
        whole |= ofSums && (sum || value.type().batched());
        if (sum) {
            sums.add(value);
        }
        if (sum && inLoop) {
            inLoops.add(value);
        }
        if (sum || ofSums) {
            summed.add(value);
        }
    }

    private static Set<Value> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
