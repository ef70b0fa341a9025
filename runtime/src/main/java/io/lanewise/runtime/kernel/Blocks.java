package io.lanewise.runtime.kernel;

import java.util.concurrent.atomic.AtomicInteger;

/** The rows of a work that the members of a team {@linkplain Team#share share}: each takes the next block while there is one. */
public final class Blocks {
    /** Blocks for each member, so that one that is late leaves some to the others. */
    private static final int EACH = 4;

    /** Most rows of a block: what a pass computes between product and activation. */
    private static final int MOST = 48;

    private final AtomicInteger taken = new AtomicInteger();
    private int rows;
    private int block;

    /** Of no rows yet. */
    public Blocks() {}

    /**
     * Divides the rows of the next work, before the members begin.
     *
     * @param most most rows that a block may have
     */
    public void divide(int count, int most, Team team) {
        int parts = EACH * team.size();
        rows = count;
        block = Math.min(Math.min(MOST, most), ((count + parts - 1) / parts + 15) & -16);
        taken.set(0);
    }

    /** The first row of a block that nobody else has; {@link #end} tells whether there is one. */
    public int next() {
        return taken.getAndAdd(block);
    }

    /** The end of the block that begins at {@code from}, exclusive; not above {@code from} if nothing is left. */
    public int end(int from) {
        return Math.min(rows, from + block);
    }
}
