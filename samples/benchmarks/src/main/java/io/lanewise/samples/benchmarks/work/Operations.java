package io.lanewise.samples.benchmarks.work;

/**
 * What a net is made of, for the peers: a net is written once, and each peer says what an operation is to it.
 *
 * @param <V> the peer's array, or the name of one in a file
 */
public interface Operations<V> {
    /** x·weightᵀ + bias, with the parameters of that layer. */
    V dense(V x, String layer);

    /** max(x, 0). */
    V relu(V x);

    /** The hyperbolic tangent. */
    V tanh(V x);
}
