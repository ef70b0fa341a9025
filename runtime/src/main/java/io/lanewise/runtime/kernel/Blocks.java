package io.lanewise.runtime.kernel;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The rows of a work that the members of a team {@linkplain Team#share share}. Each has a part of its own, so that in a loop of calls
 * on the same arrays it finds its rows in its own cache, and takes a block of it after the other; who is done takes blocks of the
 * others' parts.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Blocks {
    /** Blocks for each member, so that one that is late leaves some to the others. */
    private static final int EACH = 4;

    /** Most rows of a block: what a pass computes between product and activation. */
    private static final int MOST = 48;

    /** From one member's counter to the next's: a line of the cache. */
    private static final int APART = 16;

    private final int members;
    /** Rows taken of each member's part. */
    private final AtomicIntegerArray taken;

    private int rows;
    private int part;
    private int block;

    /** Of no rows yet. */
    public Blocks(Team team) {
        members = team.size();
        taken = new AtomicIntegerArray(APART * (members + 1));
    }

    /**
     * Divides the rows of the next work, before the members begin.
     *
     * @param most most rows that a block may have
     */
    public void divide(int count, int most) {
        int parts = EACH * members;
        rows = count;
        block = Math.min(Math.min(MOST, most), ((count + parts - 1) / parts + 15) & -16);
        part = ((count + members - 1) / members + block - 1) / block * block;
        for (int i = 0; i < members; i++) {
            taken.set(APART * (i + 1), 0);
        }
    }

    /** How many blocks there are. */
    public int count() {
        return (rows + block - 1) / block;
    }

    /** The first row of a block that nobody else has, of the member's own part if there is one; −1 if nothing is left. */
    public int next(Member member) {
        for (int i = 0; i < members; i++) {
            int of = (member.number() + i) % members;
            int from = of * part + taken.getAndAdd(APART * (of + 1), block);
            if (from < Math.min(rows, (of + 1) * part)) {
                return from;
            }
        }
        return -1;
    }

    /** The end of the block that begins at {@code from}, exclusive. */
    public int end(int from) {
        return Math.min(rows, from + block);
    }
}
