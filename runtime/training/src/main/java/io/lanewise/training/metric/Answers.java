package io.lanewise.training.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a network answered to some examples and what was right: rows of {@link #width} numbers, and for each row either a class
 * label or as many targets. A view of arrays that are not copied; one can be set again and again.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Answers {
    private float[] values = {};
    private int rows;
    private int width = 1;
    private int @Nullable [] labels;
    private float @Nullable [] targets;
    private int[] largest = {};

    /** A view of nothing, to be set. */
    public Answers() {}

    /**
     * Answers to questions of class.
     *
     * @param values {@code labels.length} rows of one value a class, or of one value, the probability of class 1
     * @param labels the right class of each row
     */
    public static Answers of(float[] values, int[] labels) {
        return new Answers().set(values, whole(values.length, labels.length), labels, labels.length);
    }

    /**
     * Answers to questions of number, or of probability, where a target is 0 or 1.
     *
     * @param values rows of {@code width} numbers
     * @param targets the right numbers, as many
     */
    public static Answers of(float[] values, float[] targets, int width) {
        if (targets.length != values.length || width < 1 || values.length % width != 0) {
            throw new IllegalArgumentException(values.length + " values and " + targets.length + " targets in rows of "
                    + width + ". Pass as many of both, in whole rows.");
        }
        return new Answers().set(values, width, targets, values.length / width);
    }

    private static int whole(int values, int rows) {
        if (rows == 0 || values % rows != 0 || values == 0) {
            throw new IllegalArgumentException(
                    values + " values for " + rows + " labels. Pass the same number of values for each label.");
        }
        return values / rows;
    }

    /** Makes this a view of the first rows of these arrays. */
    public Answers set(float[] newValues, int newWidth, int[] newLabels, int newRows) {
        values = newValues;
        width = newWidth;
        labels = newLabels;
        targets = null;
        rows = newRows;
        return this;
    }

    /** Makes this a view of the first rows of these arrays. */
    public Answers set(float[] newValues, int newWidth, float[] newTargets, int newRows) {
        values = newValues;
        width = newWidth;
        labels = null;
        targets = newTargets;
        rows = newRows;
        return this;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Numbers in a row of {@link #values}. */
    public int width() {
        return width;
    }

    /** Rows of {@link #width} numbers; the array may be longer. */
    public float[] values() {
        return values;
    }

    /** True if each row has a class label, false if it has targets. */
    public boolean isLabels() {
        return labels != null;
    }

    /**
     * The class of each row.
     *
     * @throws IllegalArgumentException if there are targets instead
     */
    public int[] labels() {
        int[] found = labels;
        if (found == null) {
            throw new IllegalArgumentException(
                    "This metric needs class labels, but the target is numbers. Choose another"
                            + " metric, or judge rows of probabilities by Metrics.byLargest(metric).");
        }
        return found;
    }

    /**
     * Targets in rows of {@link #width}.
     *
     * @throws IllegalArgumentException if there are class labels instead
     */
    public float[] targets() {
        float[] found = targets;
        if (found == null) {
            throw new IllegalArgumentException(
                    "This metric needs numbers as targets, but the target is class labels. Choose a metric of classes.");
        }
        return found;
    }

    /** Number of classes: {@link #width}, or 2 where one probability stands for both. */
    public int classes() {
        return Math.max(2, width);
    }

    /** The class that a row answers: that of the largest value, the first of equals; with one value, 1 if it is above ½. */
    public int answer(int row) {
        if (width == 1) {
            return values[row] > 0.5f ? 1 : 0;
        }
        return largest(values, row * width, width);
    }

    /** Whether a target says yes; it must be 0 or 1. */
    boolean yes(int index) {
        float target = targets()[index];
        if (target != 0 && target != 1) {
            throw new IllegalArgumentException(
                    "A target is " + target
                            + ", where this metric needs 0 or 1. Choose a metric of numbers, such as Metrics.meanAbsoluteError().");
        }
        return target == 1;
    }

    /** Targets in rows (one-hot, or probabilities of classes) as labels, each the place of the largest. */
    Answers byLargest(Answers rowsOfTargets) {
        if (largest.length < rowsOfTargets.rows) {
            largest = new int[rowsOfTargets.rows];
        }
        for (int row = 0; row < rowsOfTargets.rows; row++) {
            largest[row] = largest(rowsOfTargets.targets(), row * rowsOfTargets.width, rowsOfTargets.width);
        }
        return set(rowsOfTargets.values, rowsOfTargets.width, largest, rowsOfTargets.rows);
    }

    private static int largest(float[] values, int at, int width) {
        int best = 0;
        for (int c = 1; c < width; c++) {
            if (values[at + c] > values[at + best]) {
                best = c;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return rows + " answers " + Arrays.toString(Arrays.copyOf(values, Math.min(10, rows * width)));
    }
}
