package io.lanewise.runtime.generated;

/**
 * A condition that a parameter meets after every step of training. Its units are the columns of a matrix, one for each unit of a
 * layer; a vector is one unit as a whole. These are Keras's constraints with {@code axis=0}.
 *
 * @param value the largest norm of {@link Kind#MAX_NORM}, above 0; 1 for the others
 * @param depth of a transposed convolution, whose columns are the channels it reads: the filters of a group, of each of which
 *     every so manieth row is the weight of a channel; else 0
 * @param groups of a transposed convolution: into how many its columns are cut; else 1
 */
public record Constraint(Kind kind, float value, int depth, int groups) {
    /** What is asked. */
    public enum Kind {
        /** The Euclidean norm of each unit is at most the value: a longer one is scaled down. */
        MAX_NORM,
        /** No number is below 0: one that is becomes 0. */
        NON_NEGATIVE,
        /** The Euclidean norm of each unit is 1; a unit of zeros stays. */
        UNIT_NORM
    }

    /** Norms of at most {@code value}. */
    public static Constraint maxNorm(float value) {
        if (!(value > 0) || !Float.isFinite(value)) {
            throw new IllegalArgumentException("A largest norm must be a finite number above 0. It is " + value + ".");
        }
        return new Constraint(Kind.MAX_NORM, value, 0, 1);
    }

    /** No number below 0. */
    public static Constraint nonNegative() {
        return new Constraint(Kind.NON_NEGATIVE, 1, 0, 1);
    }

    /** Norms of 1. */
    public static Constraint unitNorm() {
        return new Constraint(Kind.UNIT_NORM, 1, 0, 1);
    }

    /** The same for a transposed convolution: a unit is a filter, which lies across the columns of its group. */
    public Constraint across(int depth, int groups) {
        return new Constraint(kind, value, depth, groups);
    }
}
