package io.lanewise.runtime.generated;

import java.util.Arrays;

/** What a generated decoder keeps from step to step. */
public final class Decoding {
    private final Weights weights;
    private final String axis;
    private final int max;
    private final float[] kept;
    private final float[] scratch;
    private final int[] positions;
    private float[] current;
    private int position;

    /** Whether nothing is to be given before the first step, or has been. */
    private boolean begun;

    /**
     * @param axis the axis that grows
     * @param max most steps
     * @param count examples
     * @param keptFloats what outlives a step, for each example
     * @param fixedFloats scratch of a step
     * @param floatsPerExample further scratch for each example
     * @param starts whether {@link #begin} must be called before the first step
     * @throws IllegalArgumentException if so many examples take more than an array holds
     */
    public Decoding(
            Weights weights,
            String axis,
            int max,
            int count,
            long keptFloats,
            long fixedFloats,
            long floatsPerExample,
            boolean starts) {
        double most = Math.max((double) keptFloats * count, fixedFloats + (double) floatsPerExample * count);
        if (most > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("A decoder of " + count + " examples would keep more than 2³¹ numbers."
                    + " Use several decoders of fewer examples.");
        }
        this.weights = weights;
        this.axis = axis;
        this.max = max;
        this.kept = new float[(int) (keptFloats * count)];
        this.scratch = new float[(int) (fixedFloats + floatsPerExample * count)];
        this.positions = new int[count];
        this.current = weights.current();
        this.begun = !starts;
    }

    private Decoding(Decoding other) {
        this.weights = other.weights;
        this.axis = other.axis;
        this.max = other.max;
        this.kept = other.kept.clone();
        this.scratch = new float[other.scratch.length];
        this.positions = other.positions.clone();
        this.current = other.current;
        this.position = other.position;
        this.begun = other.begun;
    }

    /** The same steps so far, in memory of its own. */
    public Decoding copy() {
        return new Decoding(this);
    }

    /** Examples. */
    public int count() {
        return positions.length;
    }

    /** Steps so far. */
    public int position() {
        return position;
    }

    /** The weights of all steps. */
    public float[] weights() {
        return current;
    }

    public float[] kept() {
        return kept;
    }

    public float[] scratch() {
        return scratch;
    }

    /** The number of the present step, for each example. */
    public int[] positions() {
        return positions;
    }

    /** Forgets all steps, and takes the newest weights. Behind the steps of a sequence there are zeros, as behind every row. */
    public void begin() {
        current = weights.current();
        Arrays.fill(kept, 0f);
        position = 0;
        begun = true;
    }

    /**
     * The number of steps with the one that is computed next.
     *
     * @throws IllegalStateException if there are as many as there can be, or if nothing was given yet
     */
    public int next() {
        if (!begun) {
            throw new IllegalStateException(
                    "The decoder has not begun. Call start with what all steps read, before the first step.");
        }
        if (position == max) {
            throw new IllegalStateException("The decoder has " + max + " steps of '" + axis
                    + "', the most that the model declares. Begin anew, or declare a greater max.");
        }
        Arrays.fill(positions, position);
        return position + 1;
    }

    /** Says that the step was computed. */
    public void done() {
        position++;
    }
}
