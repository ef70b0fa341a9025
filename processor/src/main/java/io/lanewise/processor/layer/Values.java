package io.lanewise.processor.layer;

/** What is known of the numbers in a node's value. */
public enum Values {
    /** Each row is a distribution: in [0, 1] with sum 1. */
    PROBABILITIES,
    /** In [0, 1]. */
    UNIT,
    /** Beyond [0, 1]. */
    REAL,
    /** Made of other nodes' values in a way that is not followed. */
    MIXED
}
