package io.lanewise.runtime.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One of the threads that compute a step together. All of them run the same code, each on its own share: of a batch, some rows;
 * of a gradient of weights, some rows of it; and what cannot be divided is the first's alone. No share is cut where that
 * would change a bit, so results do not depend on how many there are.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Member {
    /** Most members of a team. */
    public static final int MOST = 32;

    /** Rows of a member below which it reads a matrix for too few of them: what a pass computes at once. */
    private static final int FEW = 48;

    /** A thread that computes everything itself. */
    public static final Member ALONE = new Member(null, 0, 1);

    private final @Nullable Team team;
    private final int index;
    private final int count;
    private float[] unused = {};

    Member(@Nullable Team team, int index, int count) {
        this.team = team;
        this.index = index;
        this.count = count;
    }

    /** Which of the team this is, from 0. */
    public int number() {
        return index;
    }

    /** How many members the team has. */
    public int size() {
        return count;
    }

    /** The first of this member's rows, of {@code n}. */
    public int from(int n) {
        return (int) ((long) n * index / count);
    }

    /** The end of this member's rows, exclusive. */
    public int to(int n) {
        return (int) ((long) n * (index + 1) / count);
    }

    /** The first of this member's numbers in a flat array of {@code n}, a multiple of 16. */
    public int floatsFrom(int n) {
        return from(n, 16);
    }

    /** The end of this member's numbers in a flat array of {@code n}, exclusive, a multiple of 16. */
    public int floatsTo(int n) {
        return to(n, 16);
    }

    /** The same in units of {@code unit} rows: a tile, or a vector. */
    int from(int n, int unit) {
        return Math.min(n, unit * from((n + unit - 1) / unit));
    }

    int to(int n, int unit) {
        return Math.min(n, unit * to((n + unit - 1) / unit));
    }

    /** Whether this member does what is not divided. */
    public boolean isFirst() {
        return index == 0;
    }

    boolean isAlone() {
        return count == 1;
    }

    /**
     * Whether so many rows are too few for each member to have its own, which all read one matrix from end to end: then each had
     * better have some of the matrix's columns.
     */
    public boolean sharesColumns(int rows) {
        return count > 1 && rows < FEW * count;
    }

    /** Waits until all members are here: what they wrote before can be read, and what they read be overwritten. */
    public void barrier() {
        if (team != null) {
            team.barrier();
        }
    }

    /** Where this member's reserve of {@code length} floats begins, of {@link #MOST} that begin at {@code at}. */
    public int reserve(int at, int length) {
        return at + index * length;
    }

    /**
     * Where a kernel adds over rows: {@code to} for one that computes all rows. The members of a team add up into arrays that
     * nobody reads, and {@link Gemm#sums} adds all rows in order afterwards: the order of rows makes the bits.
     */
    public float[] sums(float[] to, int length) {
        if (count == 1) {
            return to;
        }
        if (unused.length < length) {
            unused = new float[length];
        }
        return unused;
    }

    /** Scratch of {@code length} floats of this member's own: the first one's is {@code scratch}. */
    public float[] scratch(float[] scratch, int length) {
        return index == 0 ? scratch : sums(scratch, length);
    }

    /** The offset in {@link #scratch}. */
    public int scratchAt(int at) {
        return index == 0 ? at : 0;
    }

    /** The offset in {@link #sums}. */
    public int at(int at) {
        return count == 1 ? at : 0;
    }
}
