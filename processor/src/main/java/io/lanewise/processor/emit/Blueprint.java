package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import io.lanewise.processor.ir.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is printed.
 *
 * @param decoded how it is decoded step by step; null if it is not
 * @param vectors whether the vector form is written
 */
public record Blueprint(
        ModelName name,
        Graph graph,
        Lowered lowered,
        Plan plan,
        @Nullable Decoded decoded,
        boolean vectors) {
    private static final int LARGEST_BLOCK = 480;
    private static final int BLOCK = 48;
    private static final long FLOATS_OF_A_BLOCK = 96 * 1024;
    /**
     * Floats of an example that is large if it has many rows of its own: a few examples make full tiles then. A quarter is enough
     * where the other products' matrices are small.
     */
    private static final long LARGE = 16 * 1024;

    /** Rows of a product that make its call cheap beside it. */
    private static final long ROWS_OF_A_SCAN = 32;

    /** Floats that the block of a scan takes at most. */
    private static final long FLOATS_OF_A_SCAN = 2 * 1024 * 1024;

    List<Lowered.ArgumentDecl> inputs() {
        return lowered.arguments().stream().filter(a -> !a.target()).toList();
    }

    List<Lowered.ArgumentDecl> targets() {
        return lowered.arguments().stream().filter(Lowered.ArgumentDecl::target).toList();
    }

    /** The inputs that a decoder takes step by step. */
    List<Lowered.ArgumentDecl> growing() {
        return inputs().stream().filter(input -> grows(input.type())).toList();
    }

    /** The inputs that a decoder takes once. */
    List<Lowered.ArgumentDecl> given() {
        return inputs().stream().filter(input -> !grows(input.type())).toList();
    }

    private boolean grows(Type type) {
        return decoded != null && type.axes().contains(decoded.axis());
    }

    /** The outputs that a decoder gives step by step. */
    List<Lowered.OutputDecl> decodedOutputs() {
        return decoded == null
                ? List.of()
                : decoded.outputs().stream().map(lowered.outputs()::get).toList();
    }

    boolean trained() {
        return plan.training() != null;
    }

    /** Examples that predict does at once: as many as leave their scratch in the second cache. */
    int rows() {
        long each = Math.max(1, plan.inference().floatsPerExample());
        boolean large = each > LARGE || each > LARGE / 4 && matricesOfVectors() <= FLOATS_OF_A_BLOCK;
        if (large && hasManyRows()) {
            // The steps of a scan run through products of these rows alone.
            long least = scans() ? Math.min(ROWS_OF_A_SCAN, FLOATS_OF_A_SCAN / each) : 1;
            long most = Math.min(BLOCK, 2 * FLOATS_OF_A_BLOCK / each);
            return (int) Math.max(Math.max(1, least), most < 4 ? most : most & -4);
        }
        long fit = FLOATS_OF_A_BLOCK / each / BLOCK * BLOCK;
        return (int) Math.max(BLOCK, Math.min(LARGEST_BLOCK, fit));
    }

    /** Whether what is computed of an example has rows, as those of an image or a sequence. */
    private boolean hasManyRows() {
        return plan.inference().places().keySet().stream()
                .anyMatch(value ->
                        value.type().batched() && value.type().outer() > 1 && !(value.op() instanceof Op.Input));
    }

    /** Floats of the matrices that products of one row an example read: each block reads them again. */
    private long matricesOfVectors() {
        return plan.inference().looped().fused().forward().stream()
                .map(step -> step instanceof Step.Kernel kernel ? kernel.head() : null)
                .filter(head -> head != null && head.type().outer() == 1)
                .mapToLong(head -> ((Op.MatMul) head.op()).right().type().size())
                .sum();
    }

    /** Whether prediction scans a sequence. */
    private boolean scans() {
        return plan.inference().looped().fused().forward().stream()
                .anyMatch(step -> step instanceof Step.Repeat repeat
                        && repeat.named().op() instanceof Op.Scan scan
                        && scan.sequences() > 0);
    }

    long inferenceScratch() {
        return plan.inference().fixedFloats() + plan.inference().floatsPerExample() * rows();
    }

    long weightsLength() {
        return plan.parameterFloats() + plan.derivedFloats();
    }
}
