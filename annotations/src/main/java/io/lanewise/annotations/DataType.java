package io.lanewise.annotations;

/** What an {@link Input} holds. */
public enum DataType {
    /** Numbers, a {@code float[]}. */
    FLOAT,
    /** Integers, an {@code int[]}: tokens, which {@link io.lanewise.annotations.layers.Embedding} makes vectors of. */
    INT
}
