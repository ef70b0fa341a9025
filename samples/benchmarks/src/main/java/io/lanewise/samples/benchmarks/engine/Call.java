package io.lanewise.samples.benchmarks.engine;

/** One piece of work of an engine with everything in place, to be done again and again by one thread. */
public interface Call extends AutoCloseable {
    /** Does the work, with nothing in it but the work. */
    void run();

    /** Does the work once and copies out what can be compared: predictions, a product, or the loss before the step. */
    float[] runAndRead();

    @Override
    default void close() {}
}
