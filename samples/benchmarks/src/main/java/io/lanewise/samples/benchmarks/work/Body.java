package io.lanewise.samples.benchmarks.work;

/** All of a net but its last activation. */
public interface Body {
    /** Numbers of an example. */
    int inputs();

    /** Numbers of a prediction. */
    int outputs();

    /** Numbers that are trained. */
    int parameters();

    /** Floating-point operations of the products of a prediction of one example: two a multiplication. */
    double forwardFlops();

    /** The same of a training step: the gradient of each weight, and of each layer's input but the first's. */
    double trainingFlops();

    /** What comes before the last activation. */
    <V> V logits(Operations<V> on, V x);
}
