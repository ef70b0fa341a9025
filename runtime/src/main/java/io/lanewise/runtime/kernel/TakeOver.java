package io.lanewise.runtime.kernel;

/**
 * When a kernel's vector form takes over from its scalar twin.
 *
 * <p>HotSpot compiles only what is called, and the interpreted vector form is ruinously slow. Both forms give the same bits, so
 * while the vector form is cold a call computes with the twin and gives the vector form a slice, as much as keeps the calls
 * within about twice the twin's time on average. Once the slices' measured time per row is level with the twin's, the vector
 * form takes over for good. A vector form that stays slower after many slices is given up.
 *
 * <p>Instances are shared by threads without locks: a lost measurement only delays the decision, and no result depends on it.
 */
public final class TakeOver {
    /** Slices that must have been seen before the vector form may take over: by then the twin is compiled. */
    private static final int ENOUGH = 64;

    /** Slices after which a vector form that is still slower is given up; C2 needs some 900 to 5,000 calls. */
    private static final int HOPELESS = 40_000;

    /** The vector form may be this much slower, since both times include that of reading the clock. */
    private static final double LEVEL = 1.25;

    /** The most nanoseconds that calls may save up for slices, so that no single call is long. */
    private static final double SAVINGS = 1_000_000;

    /** Nanoseconds that all twins together must have taken before any vector class is loaded, which takes longer. */
    private static final long THRESHOLD = 10_000_000;

    /** Calls that the twin alone computes, so that the first results do not wait for vector classes. */
    private static final int FIRST = 4;

    /** What the twins have taken while cold, in nanoseconds. */
    private static long spent;

    /** The nanoseconds a slice may take while warming up: interpreted, half of a large product would take seconds. */
    private static final double HURRIED = 5_000_000;

    /** Weight of a new measurement in the running means. */
    private static final double WEIGHT = 0.25;

    private final String name;
    private boolean usable;
    private boolean warm;
    private boolean hurry;
    private boolean turn;
    private int calls;
    private int slices;
    private double vectorRow;
    private double scalarRow;
    private double balance;

    private TakeOver(Vectors vectors, String name) {
        this.name = name;
        this.usable = vectors.usable() && (!vectors.forced() || Vectors.proven());
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
        return usable && !warm;
    }

    /** Whether the kernel has run cold at all; what a model never calls need not be warmed up. */
    public boolean used() {
        return scalarRow != 0;
    }

    /** Leaves everything to the twin from now on. */
    void giveUp() {
        warm = false;
        usable = false;
    }

    /** While true, slices are given without regard to what they cost: for warming up before the first request. */
    public void hurry(boolean on) {
        hurry = on;
    }

    /**
     * The exclusive end of the rows, from {@code from}, that the vector form should compute in this call: {@code to} once it has
     * taken over, {@code from} for none. To be asked before the clock is started, since the first slice of a process loads
     * the vector classes.
     */
    public int slice(int from, int to) {
        return warm ? to : from + (int) slice((long) to - from);
    }

    /** The same for rows of {@code width} elements, in a kernel that has rows of several widths. */
    public int slice(int from, int to, int width) {
        return warm ? to : from + (int) ((slice(((long) to - from) * width) + width - 1) / width);
    }

    /** The time in nanoseconds, by which the parts of a cold call are measured; 0 once nothing is measured any more. */
    public long clock() {
        return pending() ? System.nanoTime() : 0;
    }

    /** The same for a kernel that counts its work otherwise: how many of {@code units} the vector form should compute. */
    long slice(long units) {
        if (!usable || units <= 0 || scalarRow == 0) {
            return 0;
        }
        if (slices == 0 && !begin()) {
            return 0;
        }
        long half = Math.max(1, units / 2);
        if (hurry) {
            // A single row cannot be divided: take turns, so that the twin is still measured.
            turn = !turn;
            if (units == 1) {
                return turn ? 1 : 0;
            }
            return slices == 0 ? 1 : Math.max(1, Math.min(half, (long) (HURRIED / vectorRow)));
        }
        if (balance < 0) {
            return 0;
        }
        if (slices == 0) {
            return 1;
        }
        if (units == 1) {
            turn = !turn;
            return turn ? 1 : 0;
        }
        return Math.max(1, Math.min(half, (long) (balance / vectorRow)));
    }

    /** Whether the process has computed long enough to load vector classes, or is told to. */
    boolean due() {
        return hurry || spent >= THRESHOLD;
    }

    /** Counts the time of a twin. */
    static void spend(long nanos) {
        if (spent < THRESHOLD) {
            spent += nanos;
        }
    }

    /** Whether the first slice may be given: not in a program that ends after a few results, nor before the self-test. */
    private boolean begin() {
        if (!due() || !hurry && calls < FIRST) {
            return false;
        }
        if (!Vectors.proven()) {
            usable = false;
        }
        return usable;
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
        if (!pending()) {
            return;
        }
        if (calls < FIRST) {
            calls++;
        }
        spend(scalarNanos);
        double twin = scalarRow;
        if (scalarRows > 0) {
            double row = Math.max(1e-3, (double) scalarNanos / scalarRows);
            // A pause of the machine must not make the twin look slow.
            twin = twin == 0 ? row : twin + WEIGHT * (Math.min(row, 2 * twin) - twin);
            scalarRow = twin;
        }
        double earned = scalarNanos + vectorRows * twin - vectorNanos;
        balance = Math.min(SAVINGS, balance + earned);
        if (vectorRows > 0) {
            double row = Math.max(1e-3, (double) vectorNanos / vectorRows);
            double mean = slices == 0 ? row : vectorRow + WEIGHT * (row - vectorRow);
            vectorRow = mean;
            slices++;
            if (slices >= ENOUGH && mean <= LEVEL * twin) {
                warm = true;
            } else if (slices >= HOPELESS) {
                usable = false;
            }
        }
    }

    @Override
    public String toString() {
        String state = warm ? "vector" : usable ? "cold" : "scalar";
        return name + ": " + state + " after " + slices + " slices, " + vectorRow + " against " + scalarRow + " ns";
    }
}
