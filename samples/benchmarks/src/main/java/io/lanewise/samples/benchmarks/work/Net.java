package io.lanewise.samples.benchmarks.work;

import java.util.stream.IntStream;

/** A chain of dense layers that every engine has the same weights of. */
public enum Net {
    /** {@link Tiny}. */
    TINY("4-16-3", Hidden.RELU, Head.SOFTMAX, 4, 16, 3),
    /** {@link Digits}. */
    DIGITS("784-128-10", Hidden.RELU, Head.SOFTMAX, 784, 128, 10),
    /** {@link Wide}. */
    WIDE("512-1024-1024-512", Hidden.RELU, Head.LINEAR, 512, 1024, 1024, 512),
    /** {@link Deep}. */
    DEEP("28-300x5-1", Hidden.TANH, Head.SIGMOID, 28, 300, 300, 300, 300, 300, 1);

    /** Activation of all layers but the last. */
    public enum Hidden {
        RELU,
        TANH
    }

    /** What follows the last layer, and the loss that goes with it. */
    public enum Head {
        /** With cross-entropy. */
        SOFTMAX,
        /** With binary cross-entropy. */
        SIGMOID,
        /** Without a loss. */
        LINEAR
    }

    private final String title;
    private final Hidden hidden;
    private final Head head;
    private final int[] sizes;

    Net(String title, Hidden hidden, Head head, int... sizes) {
        this.title = title;
        this.hidden = hidden;
        this.head = head;
        this.sizes = sizes;
    }

    /** Its name in the tables: the widths of its layers. */
    public String title() {
        return title;
    }

    /** Activation of all layers but the last. */
    public Hidden hidden() {
        return hidden;
    }

    /** What follows the last layer. */
    public Head head() {
        return head;
    }

    /** Number of dense layers. */
    public int layers() {
        return sizes.length - 1;
    }

    /** Width of what a layer reads; layers count from 0. */
    public int in(int layer) {
        return sizes[layer];
    }

    /** Width of what a layer gives. */
    public int out(int layer) {
        return sizes[layer + 1];
    }

    /** Width of an example. */
    public int inputs() {
        return sizes[0];
    }

    /** Width of a prediction. */
    public int outputs() {
        return sizes[sizes.length - 1];
    }

    /** Weights and biases of all layers. */
    public int parameters() {
        return IntStream.range(0, layers()).map(i -> out(i) * (in(i) + 1)).sum();
    }

    /** Floating-point operations of the matrix products of a prediction of one row: two a weight. */
    public double forwardFlops() {
        return 2.0
                * IntStream.range(0, layers())
                        .mapToLong(i -> (long) in(i) * out(i))
                        .sum();
    }

    /** The same of a training step: the gradient of each weight, and of each layer's input but the first's. */
    public double trainingFlops() {
        return 3 * forwardFlops() - 2.0 * in(0) * out(0);
    }
}
