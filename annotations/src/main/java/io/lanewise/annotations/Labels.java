package io.lanewise.annotations;

/** What the target of {@link LossFunction#CROSS_ENTROPY} is. */
public enum Labels {
    /** An {@code int[]} of class indices, 0 … classes − 1. */
    CLASSES,
    /** A {@code float[]} of rows of probabilities. */
    PROBABILITIES
}
