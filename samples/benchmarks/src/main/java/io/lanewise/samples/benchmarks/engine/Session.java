package io.lanewise.samples.benchmarks.engine;

/** An engine that is open for one kind of work; callers on several threads share it, each with a call of its own. */
public interface Session extends AutoCloseable {
    /** The work with so many rows. */
    Call call(int batch);

    @Override
    default void close() {}
}
