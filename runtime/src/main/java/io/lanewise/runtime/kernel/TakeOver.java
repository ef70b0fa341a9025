package io.lanewise.runtime.kernel;

import org.jspecify.annotations.Nullable;

/**
 * When a kernel's vector form takes over from its scalar twin.
 *
 * <p>HotSpot compiles only what is called, and the interpreted vector form is ruinously slow. Both forms give the same bits, so
 * while the vector form is cold a call computes with the twin and gives the vector form a slice, as much as the {@link Budget}
 * allows. Once the slices' measured time per row is level with the twin's, the vector form takes over for good. A vector form
 * that stays slower after many slices is given up. Before its first slice and again before it takes over, by then compiled, it
 * must give the twin's bits; if not, the kernel stays scalar.
 *
 * <p>Instances are shared by threads without locks: a lost measurement only delays the decision, and no result depends on it.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class TakeOver {
    /** Compares the forms of a kernel. */
    public interface Proof {
        /** Whether both forms of the kernel give the same bits; {@link TakeOver#trial} switches between them. */
        boolean agrees(TakeOver kernel);
    }

    /** Slices that must have been seen before the vector form may take over: by then the twin is compiled. */
    private static final int ENOUGH = 64;

    /** Slices after which a vector form that is still slower may be given up; C2 needs some 900 to 5,000 calls. */
    private static final int HOPELESS = 20_000;

    /** Nanoseconds that the kernel has computed until then: small slices come faster than C2 gets to what it was asked for. */
    private static final long PATIENCE = 200_000_000L;

    /** The vector form may be this much slower, since both times include that of reading the clock. */
    private static final double LEVEL = 1.25;

    /** What a kernel's first slice is taken to cost, in nanoseconds. */
    private static final double FIRST_SLICE = 300_000;

    /** The nanoseconds a slice may take while warming up: interpreted, half of a large product would take seconds. */
    private static final double HURRIED = 5_000_000;

    /** Rows in a slice of a form that is not compiled yet: HotSpot counts calls and, less, the turns of their loops. */
    private static final long FEW = 2;

    /** The same while warming up, when nobody waits: more turns a call, of kernels that a round calls once. */
    private static final long MANY = 64;

    /**
     * Calls of a tile in one slice before they compute more than one step, while it is not compiled: HotSpot counts calls, and steps
     * less.
     */
    private static final int CALLS = 48;

    /** The same while warming up. */
    private static final int HURRIED_CALLS = 4 * CALLS;

    /** Nanoseconds that so few rows take until it is, when they also take this many times as long as the twin's. */
    private static final double SLOW = 1_000;

    private static final double FAR = 8;

    /** Weight of a new measurement in the running means. */
    private static final double WEIGHT = 0.25;

    /** The thread that compares the forms of a kernel now, and the kernel if it is to compute in vector form. */
    private static volatile @Nullable Thread prover;

    private static @Nullable TakeOver trial;

    /** Kernels that have run cold and may still take over. */
    private static int waiting;

    private final Vectors vectors;
    private final String name;
    private @Nullable Proof proof;
    private volatile boolean usable;
    private boolean warm;
    private boolean hurry;
    private volatile @Nullable Thread warming;
    private boolean rehearses;
    private boolean turn;
    private boolean saved;
    private boolean tried;
    private boolean used;
    private int slices;
    private long computed;
    private long seen;
    private double vectorRow;
    private double scalarRow;

    private TakeOver(Vectors vectors, String name) {
        this.vectors = vectors;
        this.name = name;
        this.usable = vectors.usable() && (!vectors.forced() || SelfTest.passed());
        this.warm = usable && vectors.forced();
    }

    /** A kernel of this name, cold unless the property {@code lanewise.vector} is {@code on}. */
    public static TakeOver of(Vectors vectors, String name) {
        return new TakeOver(vectors, name);
    }

    /** The kernel's name. */
    public String name() {
        return name;
    }

    /** Whether the vector form computes everything now. */
    public boolean warm() {
        return warm;
    }

    /** Whether the vector form may still take over. */
    public boolean pending() {
        return !warm && usable;
    }

    /**
     * Whether the kernel has run cold since {@link #hurry} was last switched on, or since {@link #forget}; what is not called is not waited
     * for.
     */
    public boolean used() {
        return used;
    }

    /** Forgets that the kernel ran cold, so that {@link #used} will tell whether it is still called. */
    public void forget() {
        used = false;
    }

    /** While true, slices are given without regard to what they cost: for warming up before the first request. */
    public void hurry(boolean on) {
        used &= !on;
        hurry = on;
        warming = on ? Thread.currentThread() : null;
        rehearses = false;
    }

    /**
     * Until {@link #hurry} is switched off, lets the thread that switched it on, which must read no result, compute slices
     * {@linkplain #calls again and again}.
     */
    public void rehearse() {
        rehearses = hurry;
    }

    /** Whether the vector form is so slow still that it is surely not compiled. */
    boolean slow() {
        return slices == 0 || vectorRow > FAR * scalarRow;
    }

    /** Calls at most of a tile in one slice, while it is not compiled. */
    int mostCalls() {
        return hurry ? HURRIED_CALLS : CALLS;
    }

    /**
     * Calls of {@code units} to add to a slice, for nothing but HotSpot to see them: for the thread that warms up, those there is time
     * for, once more that of a slice.
     */
    int extra(long units, int most) {
        boolean adds = warming == Thread.currentThread() && !proving() && slices > 0 && slow();
        return adds ? (int) Math.max(0, Math.min(most, HURRIED / (units * vectorRow))) : 0;
    }

    /**
     * How often to compute a slice of so many rows: not at all of none, or once, or, while {@linkplain #rehearse rehearsing}, as often as
     * there is time for, so that a kernel that a round calls once is called as often as HotSpot wants to see it.
     *
     * @param start what {@link #clock} gave before
     */
    public int calls(long start, int rows) {
        return rows == 0 ? 0 : start != 0 && rehearses ? 1 + extra(rows, HURRIED_CALLS) : 1;
    }

    /** The same for rows of {@code width} elements, in a kernel that has rows of several widths. */
    public int calls(long start, int rows, int width) {
        return calls(start, rows * width);
    }

    /** Whether it is told to hurry. */
    boolean hurried() {
        return hurry;
    }

    /** How to compare the forms of this kernel; without it they are taken to agree. */
    public void proof(Proof proof) {
        boolean first = this.proof == null;
        this.proof = proof;
        if (warm && first) {
            // Told to take over at once.
            warm = false;
            warm = agrees();
        }
    }

    /**
     * Within a {@link Proof}, for its thread alone: computes all rows of this kernel in vector form, or by the twin.
     *
     * @return whether the kernel was called in vector form since it was last switched on
     */
    public boolean trial(boolean on) {
        trial = on ? this : null;
        boolean called = tried;
        tried = false;
        return called;
    }

    /**
     * The exclusive end of the rows, from {@code from}, that the vector form should compute in this call: {@code to} once it has
     * taken over, {@code from} for none. To be asked before the clock is started, since the first slice of a process loads
     * the vector classes.
     */
    public int slice(int from, int to) {
        return warm ? to : from + (int) slice((long) to - from, 1, true);
    }

    /** The same for rows of {@code width} elements, in a kernel that has rows of several widths. */
    public int slice(int from, int to, int width) {
        return warm ? to : from + (int) ((slice(((long) to - from) * width, width, true) + width - 1) / width);
    }

    /** The time in nanoseconds, by which the parts of a cold call are measured; 0 once nothing is measured any more. */
    public long clock() {
        return pending() ? System.nanoTime() : 0;
    }

    /** The same for a kernel that counts its work otherwise: how many of {@code units} to compute, none or {@code least}. */
    long slice(long units, long least) {
        return slice(units, least, false);
    }

    private long slice(long units, long least, boolean inRows) {
        if (proving()) {
            tried |= trial == this;
            return trial == this ? units : 0;
        }
        used |= units > 0;
        long earned = Budget.spent() - seen;
        seen += earned;
        if (!usable || units <= 0 || scalarRow == 0 || slices == 0 && !begin()) {
            return 0;
        }
        saved = false;
        double row = slices == 0 ? FIRST_SLICE / least : vectorRow;
        double budget = hurry ? HURRIED : Budget.available(earned);
        if (!hurry && row * least > budget) {
            saved = Budget.affords(row * least);
            return saved ? Math.min(units, least) : 0;
        }
        if (units <= least) {
            // What cannot be divided takes turns, so that the twin is still measured; while warming up not until the
            // vector form
            // is compiled: a kernel that a round calls once has too few calls to share them.
            turn = !turn || hurry && slow();
            return turn ? units : 0;
        }
        long affordable = Math.max(least, Math.min(units / 2, (long) (budget / row)));
        boolean compiled = row * FEW * least < SLOW || !slow();
        return compiled || !inRows ? affordable : Math.min(affordable, (hurry ? MANY : FEW) * least);
    }

    /** Whether the first slice may be given: not in a program that ends after a few results, nor before it is proven. */
    private boolean begin() {
        if (!(hurry ? SelfTest.passed() : SelfTest.advanced())) {
            return false;
        }
        return hurry || Budget.affords(FIRST_SLICE) ? agrees() : false;
    }

    /**
     * Tells what the parts of a cold call took.
     *
     * @param vectorRows the rows that the vector form computed, 0 or more
     * @param vectorNanos their time in nanoseconds
     * @param scalarRows the rows that the twin computed, 0 or more
     * @param scalarNanos their time in nanoseconds
     */
    public void timed(int vectorRows, long vectorNanos, int scalarRows, long scalarNanos) {
        timed((long) vectorRows, vectorNanos, (long) scalarRows, scalarNanos);
    }

    /** The same for rows of {@code width} elements, in a kernel that has rows of several widths. */
    public void timed(int vectorRows, long vectorNanos, int scalarRows, long scalarNanos, int width) {
        timed((long) vectorRows * width, vectorNanos, (long) scalarRows * width, scalarNanos);
    }

    void timed(long vectorRows, long vectorNanos, long scalarRows, long scalarNanos) {
        if (!pending() || proving()) {
            return;
        }
        if (scalarRows > 0) {
            double row = Math.max(1e-3, (double) scalarNanos / scalarRows);
            waiting += scalarRow == 0 ? 1 : 0;
            scalarRow = mean(scalarRow, row);
        }
        computed += scalarNanos + vectorNanos;
        Budget.earn(scalarNanos + (long) (vectorRows * scalarRow));
        if (vectorRows > 0) {
            Budget.spend(vectorNanos, saved);
            double row = Math.max(1e-3, (double) vectorNanos / vectorRows);
            vectorRow = mean(vectorRow, row);
            slices++;
            if (slices >= ENOUGH && vectorRow <= LEVEL * scalarRow) {
                if (agrees()) {
                    warm = true;
                    waiting--;
                }
            } else if (slices >= HOPELESS && computed > PATIENCE) {
                giveUp();
            }
        }
    }

    /** Tells that the vector form has computed so much; it earns what its twin would have taken. */
    void computed(long units) {
        if (waiting > 0) {
            Budget.earn((long) (units * scalarRow));
        }
    }

    /** A running mean in which a pause of the machine does not count for much. */
    private static double mean(double mean, double row) {
        return mean == 0 ? row : mean + WEIGHT * (Math.min(row, 2 * mean) - mean);
    }

    /** Whether both forms give the same bits; false as well while another kernel is being compared. */
    private boolean agrees() {
        Proof compare = proof;
        if (compare == null) {
            return true;
        }
        synchronized (TakeOver.class) {
            if (prover != null) {
                return false;
            }
            prover = Thread.currentThread();
        }
        boolean agreed = false;
        try {
            agreed = compare.agrees(this);
        } finally {
            trial = null;
            prover = null;
            if (!agreed) {
                giveUp();
            }
        }
        if (!agreed) {
            vectors.reportDisagreement(name);
        }
        return agreed;
    }

    private static boolean proving() {
        return prover == Thread.currentThread();
    }

    /** Leaves everything to the twin from now on. */
    void giveUp() {
        waiting -= pending() && scalarRow != 0 ? 1 : 0;
        warm = false;
        usable = false;
    }

    @Override
    public String toString() {
        String state = warm ? "vector" : usable ? "cold" : "scalar";
        return name + ": " + state + " after " + slices + " slices, " + vectorRow + " against " + scalarRow + " ns";
    }
}
