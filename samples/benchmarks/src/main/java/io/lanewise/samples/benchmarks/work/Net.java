package io.lanewise.samples.benchmarks.work;

import io.lanewise.samples.benchmarks.work.Chain.Hidden;
import io.lanewise.samples.benchmarks.work.Chain.Layer;

/** A net that every engine has the same weights of. */
public enum Net {
    /** {@link Tiny}. */
    TINY("4-16-3", Head.SOFTMAX, new Chain(Hidden.RELU, 4, new Layer("hidden", 16), new Layer("y", 3))),
    /** {@link Digits}. */
    DIGITS("784-128-10", Head.SOFTMAX, new Chain(Hidden.RELU, 784, new Layer("hidden", 128), new Layer("y", 10))),
    /** {@link Wide}. */
    WIDE(
            "512-1024-1024-512",
            Head.LINEAR,
            new Chain(Hidden.RELU, 512, new Layer("first", 1024), new Layer("second", 1024), new Layer("y", 512))),
    /** {@link Deep}. */
    DEEP(
            "28-300x5-1",
            Head.SIGMOID,
            new Chain(
                    Hidden.TANH,
                    28,
                    new Layer("first", 300),
                    new Layer("second", 300),
                    new Layer("third", 300),
                    new Layer("fourth", 300),
                    new Layer("fifth", 300),
                    new Layer("y", 1)));

    /** The last activation, and the loss that goes with it. */
    public enum Head {
        /** With cross-entropy. */
        SOFTMAX,
        /** With binary cross-entropy. */
        SIGMOID,
        /** Without a loss. */
        LINEAR
    }

    private final String title;
    private final Head head;
    private final Body body;

    Net(String title, Head head, Body body) {
        this.title = title;
        this.head = head;
        this.body = body;
    }

    /** Its name in the tables. */
    public String title() {
        return title;
    }

    /** The last activation. */
    public Head head() {
        return head;
    }

    /** All before it. */
    public Body body() {
        return body;
    }

    /** Numbers of an example. */
    public int inputs() {
        return body.inputs();
    }

    /** Numbers of a prediction. */
    public int outputs() {
        return body.outputs();
    }

    /** Numbers that are trained. */
    public int parameters() {
        return body.parameters();
    }

    /** Floating-point operations of a prediction of one example. */
    public double forwardFlops() {
        return body.forwardFlops();
    }

    /** The same of a training step. */
    public double trainingFlops() {
        return body.trainingFlops();
    }
}
