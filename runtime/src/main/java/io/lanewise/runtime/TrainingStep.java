package io.lanewise.runtime;

/**
 * Whether a pass through the network trains, and which random numbers it then draws. The numbers are a function of the seed,
 * the step, the node and the element, so the same step drops the same values wherever and whenever it is computed.
 */
public sealed class TrainingStep permits TrainingStep.Cursor {
    /** No training: nothing is dropped and nothing is random. */
    public static final TrainingStep EVALUATE = new TrainingStep(0, 0, false);

    private final long seed;
    private long step;
    private final boolean training;

    private TrainingStep(long seed, long step, boolean training) {
        this.seed = seed;
        this.step = step;
        this.training = training;
    }

    /**
     * A step of training.
     *
     * @param seed seed of the whole training
     * @param step number of the step within it
     */
    public static TrainingStep of(long seed, long step) {
        return new TrainingStep(seed, step, true);
    }

    /**
     * A step that moves on in place, so that a loop over many steps allocates none. For one thread.
     *
     * @param seed seed of the whole training
     */
    public static Cursor cursor(long seed) {
        return new Cursor(seed);
    }

    /** A training step whose number can change from one pass to the next. */
    public static final class Cursor extends TrainingStep {
        private Cursor(long seed) {
            super(seed, 0, true);
        }

        /** Moves to the step of this number. */
        public Cursor at(long step) {
            ((TrainingStep) this).step = step;
            return this;
        }
    }

    /** Seed of the whole training; 0 for {@link #EVALUATE}. */
    public long seed() {
        return seed;
    }

    /** Number of the step; 0 for {@link #EVALUATE}. */
    public long step() {
        return step;
    }

    /** False for {@link #EVALUATE} alone. */
    public boolean training() {
        return training;
    }

    @Override
    public String toString() {
        return training ? "step " + step + " of seed " + seed : "evaluation";
    }
}
