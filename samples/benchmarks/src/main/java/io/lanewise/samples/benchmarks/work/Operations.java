package io.lanewise.samples.benchmarks.work;

/**
 * What a net is made of, for the peers: a net is written once, and each peer says what an operation is to it. A layer's parameters
 * are those of the Lanewise model's node of that name.
 *
 * @param <V> the peer's array, or the name of one in a file. Images have their channels first; sequences that a recurrent layer
 *     reads have their steps first, those that attention reads their rows
 */
public interface Operations<V> {
    /** x·weightᵀ + bias along the last axis. */
    V dense(V x, String layer, int units);

    /** A convolution with a border that keeps the size of the image where the strides are 1. */
    V conv2D(V x, String layer, int filters, int kernelSize, int strides, boolean bias);

    /** Each channel by its running mean and variance. */
    V batchNormalization(V x, String layer);

    /** The largest number of windows that do not overlap. */
    V maxPool2D(V x, int size);

    /** The mean of each channel. */
    V globalAveragePooling2D(V x);

    /** A row of numbers for each image. */
    V flatten(V x);

    /** max(x, 0). */
    V relu(V x);

    /** The hyperbolic tangent. */
    V tanh(V x);

    /** x·Φ(x), with the error function. */
    V gelu(V x);

    /** x + y. */
    V add(V x, V y);

    /** The last state of an LSTM, from states of 0. */
    V lstm(V x, String layer, int units);

    /** The last state of a GRU. */
    V gru(V x, V state, String layer, int units);

    /** Along the last axis, with weight and bias. */
    V layerNormalization(V x, String layer);

    /** Of several heads, all of them from x. */
    V selfAttention(V x, String layer, int heads);
}
