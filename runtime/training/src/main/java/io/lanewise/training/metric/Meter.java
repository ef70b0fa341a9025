package io.lanewise.training.metric;

/** A metric in the making, for one thread: examples are added batch by batch, and the result can be had at any time. */
public interface Meter {
    /** Forgets all examples. */
    void reset();

    /**
     * Adds the examples of a batch.
     *
     * @throws IllegalArgumentException if the metric is not defined for such answers
     */
    void update(Answers answers);

    /** The metric of all examples since the last reset; NaN where it is not defined, unless its definition says 0. */
    double result();
}
