package io.lanewise.annotations;

/**
 * What a {@link Constraint} asks. A unit of a layer is what its one output is computed with: a column of Keras's kernel, a row on
 * disk, a filter of a convolution and of a transposed one. A bias or a {@code @Weight} is one unit as a whole. These are Keras's constraints with {@code axis=0}.
 */
public enum ConstraintKind {
    /** Nothing. */
    NONE,
    /** The Euclidean norm of each unit is at most {@code maxValue}; a longer one is scaled down to it. Srebro et al., 2005. */
    MAX_NORM,
    /** No number is below 0; those that are become 0. */
    NON_NEGATIVE,
    /** The Euclidean norm of each unit is 1; a unit of zeros stays. */
    UNIT_NORM
}
