package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;

/** Examples to train or judge a model on: arrays in memory ({@link Dataset}) or a file of any size ({@link ExampleFile}). */
public sealed interface Examples permits Dataset, ExampleFile {
    /** What these examples are made for. */
    Signature signature();

    /** Number of examples, at least 1. */
    int count();

    /**
     * These examples cut into batches, in their own order until shuffled.
     *
     * @param size examples in a batch, at least 1; the last batch holds what is left
     * @throws IllegalArgumentException if {@code size} is below 1
     */
    Batches batches(int size);
}
