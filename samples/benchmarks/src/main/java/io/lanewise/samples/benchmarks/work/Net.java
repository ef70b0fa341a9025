package io.lanewise.samples.benchmarks.work;

import io.lanewise.samples.benchmarks.work.Chain.Hidden;
import io.lanewise.samples.benchmarks.work.Chain.Layer;
import java.util.List;

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
                    new Layer("y", 1))),
    /** {@link Images}. */
    IMAGES("cnn-28x28", Head.SOFTMAX, new ImageBody()),
    /** {@link ResNet}. */
    RESNET("resnet-20", Head.SOFTMAX, new ResNetBody()),
    /** {@link Memory}. */
    MEMORY("lstm-32-64", Head.LINEAR, new LstmBody(0)),
    /** {@link Remembered}. */
    REMEMBERED("lstm-32-64-10", Head.SOFTMAX, new LstmBody(10)),
    /** {@link Stream}. */
    STREAM("gru-64", Head.LINEAR, new GruBody()),
    /** {@link ShortEncoder}. */
    SHORT_ENCODER("encoder-16x384", Head.LINEAR, new EncoderBody(16, 384, 12, 1536, six())),
    /** {@link Encoder}. */
    ENCODER("encoder-128x384", Head.LINEAR, new EncoderBody(128, 384, 12, 1536, six())),
    /** {@link Sentence}. */
    SENTENCE("encoder-64x128", Head.SQUARED, new EncoderBody(64, 128, 4, 512, List.of("y")));

    /** The last activation, and the loss that goes with it. */
    public enum Head {
        /** With cross-entropy. */
        SOFTMAX,
        /** With binary cross-entropy. */
        SIGMOID,
        /** None, with the mean of squared differences. */
        SQUARED,
        /** None, and no loss. */
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

    /** The names of the blocks of a node {@code y} that is repeated six times. */
    private static List<String> six() {
        return List.of("y.0", "y.1", "y.2", "y.3", "y.4", "y.5");
    }

    /** Its name in the tables. */
    public String title() {
        return title;
    }

    /** The last activation. */
    public Head head() {
        return head;
    }

    /** What it reads. */
    public List<Form> forms() {
        return body.inputs();
    }

    /** Whether the next call reads the output as its state. */
    public boolean streams() {
        return body.inputs().size() > 1;
    }

    /** What comes before the last activation. */
    public <V> V logits(Operations<V> on, List<V> inputs) {
        return body.logits(on, inputs);
    }

    /** Numbers of an example of its first input. */
    public int inputs() {
        return body.inputs().getFirst().count();
    }

    /** Numbers of a prediction. */
    public int outputs() {
        return new Count(body).outputs();
    }

    /** Numbers that are trained. */
    public int parameters() {
        return new Count(body).parameters();
    }

    /** Floating-point operations of the products of a prediction of one example: two a multiplication. */
    public double forwardFlops() {
        return new Count(body).forwardFlops();
    }

    /** The same of a training step: the gradient of each weight, and of each layer's input but the first's. */
    public double trainingFlops() {
        return new Count(body).trainingFlops();
    }
}
