package io.lanewise.annotations;

/** How the losses of a batch become one number. */
public enum Reduction {
    /** Mean over all elements of batch and output; for cross-entropy over all positions. */
    MEAN,
    /** Sum over the same. */
    SUM
}
