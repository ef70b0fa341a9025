package io.lanewise.processor.plan;

import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;

/** What a prediction does of rows, and so how many examples at once: as many as leave their scratch in the second cache. */
final class Rows {
    /** The longest that an array of Java can be, less room for the padding of the last panel. */
    static final long MOST = Integer.MAX_VALUE - 64L;

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

    private final Plan.Section inference;

    Rows(Plan.Section inference) {
        this.inference = inference;
    }

    /** Examples of a block, at least 1; more only as long as one array holds their scratch. */
    static int of(Plan.Section inference) {
        long each = Math.max(1, inference.floatsPerExample());
        long held = Math.max(1, (MOST - inference.fixedFloats()) / each);
        return (int) Math.min(held, new Rows(inference).wanted(each));
    }

    private long wanted(long each) {
        boolean large = each > LARGE || each > LARGE / 4 && matricesOfVectors() <= FLOATS_OF_A_BLOCK;
        if (large && hasManyRows()) {
            // The steps of a scan run through products of these rows alone.
            long least = scans() ? Math.min(ROWS_OF_A_SCAN, FLOATS_OF_A_SCAN / each) : 1;
            long most = Math.min(BLOCK, 2 * FLOATS_OF_A_BLOCK / each);
            return Math.max(Math.max(1, least), most < 4 ? most : most & -4);
        }
        long fit = FLOATS_OF_A_BLOCK / each / BLOCK * BLOCK;
        return Math.max(BLOCK, Math.min(LARGEST_BLOCK, fit));
    }

    /** Whether what is computed of an example has rows, as those of an image or a sequence. */
    boolean hasManyRows() {
        return inference.places().keySet().stream()
                .anyMatch(value ->
                        value.type().batched() && value.type().outer() > 1 && !(value.op() instanceof Op.Input));
    }

    /** Floats of the matrices that products of one row an example read: each block reads them again. */
    long matricesOfVectors() {
        return inference.looped().fused().forward().stream()
                .map(step -> step instanceof Step.Kernel kernel ? kernel.head() : null)
                .filter(head -> head != null && head.type().outer() == 1)
                .mapToLong(head -> ((Op.MatMul) head.op()).right().type().size())
                .sum();
    }

    /** Whether prediction scans a sequence. */
    boolean scans() {
        return inference.looped().fused().forward().stream()
                .anyMatch(step -> step instanceof Step.Repeat repeat
                        && repeat.named().op() instanceof Op.Scan scan
                        && scan.sequences() > 0);
    }
}
