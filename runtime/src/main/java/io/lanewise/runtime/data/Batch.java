package io.lanewise.runtime.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call or one training step: an array for each argument of the model, inputs first, then targets,
 * both in order of declaration. Each array holds {@link #count()} examples one after the other and may be longer.
 *
 * <p>A batch does not copy the arrays it is made of. The batches of {@link Batches} are one object whose arrays are
 * filled anew for each step, so keep none of them.
 */
public final class Batch {
    private float[] @Nullable [] floats;
    private int[] @Nullable [] ints;
    private int count;
    private int[] lengths = {};

    private Batch(int count, float[] @Nullable [] floats, int[] @Nullable [] ints) {
        this.count = count;
        this.floats = floats;
        this.ints = ints;
    }

    /**
     * A batch of these arrays, which are not copied.
     *
     * @param count examples in the batch, at least 1
     * @param arguments a {@code float[]} or {@code int[]} for each argument of the model, in its order
     * @throws IllegalArgumentException if {@code count} is below 1 or an argument is neither {@code float[]} nor {@code int[]}
     */
    public static Batch of(int count, Object... arguments) {
        float[] @Nullable [] floats = new float[arguments.length][];
        int[] @Nullable [] ints = new int[arguments.length][];
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            if (argument instanceof float[] values) {
                floats[i] = values;
            } else if (argument instanceof int[] labels) {
                ints[i] = labels;
            } else {
                throw new IllegalArgumentException("Argument " + i + " of a batch is " + named(argument)
                        + ". Pass a float[] for values and an int[] for integers and class labels.");
            }
        }
        Batch batch = new Batch(1, floats, ints);
        batch.count(count);
        return batch;
    }

    /**
     * A batch to be filled by {@link #set}, again and again without allocation; for generated code.
     *
     * @param arguments number of arguments; it grows if one beyond them is set
     */
    public static Batch refillable(int arguments) {
        return new Batch(1, new float[arguments][], new int[arguments][]);
    }

    /** Puts the values of an argument, which are not copied; for generated code. */
    public Batch set(int argument, float[] values) {
        reach(argument);
        floats[argument] = values;
        ints[argument] = null;
        return this;
    }

    /** Puts the labels of an argument, which are not copied; for generated code. */
    public Batch set(int argument, int[] labels) {
        reach(argument);
        ints[argument] = labels;
        floats[argument] = null;
        return this;
    }

    /** A batch of another model's arguments is for the one that takes it to refuse, who knows both models' names. */
    private void reach(int argument) {
        if (argument >= floats.length) {
            floats = Arrays.copyOf(floats, argument + 1);
            ints = Arrays.copyOf(ints, argument + 1);
        }
    }

    /**
     * Sets the length of an axis of variable length, for all arguments that have it.
     *
     * @param axis number of the axis, in order of declaration
     */
    public Batch length(int axis, int length) {
        if (axis >= lengths.length) {
            lengths = Arrays.copyOf(lengths, axis + 1);
        }
        lengths[axis] = length;
        return this;
    }

    /** Sets the lengths of all axes of variable length, in order of declaration. */
    public Batch lengths(int... ofAxes) {
        lengths = ofAxes.clone();
        return this;
    }

    /**
     * The length of an axis of variable length.
     *
     * @throws IllegalArgumentException if it was not set
     */
    public int length(int axis) {
        if (axis >= lengths.length) {
            throw new IllegalArgumentException("The batch does not say how long its axis " + axis
                    + " of variable length is. Set it by lengths(…).");
        }
        return lengths[axis];
    }

    /** The lengths that were set, in the order of the axes; do not change them. */
    public int[] lengths() {
        return lengths;
    }

    /** Examples in this batch, at least 1. */
    public int count() {
        return count;
    }

    /** Arguments in this batch. */
    public int arguments() {
        return floats.length;
    }

    /** True if this argument is a {@code float[]}, false if it is an {@code int[]}. */
    public boolean isFloats(int argument) {
        return floats[argument] != null;
    }

    /**
     * The values of an argument, row-major, one example after the other.
     *
     * @throws IllegalArgumentException if the argument holds class labels
     */
    public float[] floats(int argument) {
        float[] values = floats[argument];
        if (values == null) {
            throw new IllegalArgumentException(
                    "Argument " + argument + " of the batch is an int[]. Read it by ints().");
        }
        return values;
    }

    /**
     * The class labels of an argument, one example after the other.
     *
     * @throws IllegalArgumentException if the argument holds values
     */
    public int[] ints(int argument) {
        int[] labels = ints[argument];
        if (labels == null) {
            throw new IllegalArgumentException(
                    "Argument " + argument + " of the batch is a float[]. Read it by floats().");
        }
        return labels;
    }

    /** Sets the number of examples; for generated code. */
    public Batch count(int examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("A batch of " + examples + " examples. Pass at least 1.");
        }
        count = examples;
        return this;
    }

    static String named(@Nullable Object argument) {
        return argument == null ? "null" : "a " + argument.getClass().getSimpleName();
    }
}
