package io.lanewise.samples.benchmarks.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.lanewise.samples.benchmarks.work.Layers;
import io.lanewise.samples.benchmarks.work.Layers.Layer;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Net.Hidden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A chain of layers in DJL's arrays. What it computes belongs to the manager of the array it is given. */
public final class DjlNet {
    private final Net net;
    private final NDManager manager;
    private final List<NDArray> parameters = new ArrayList<>();

    /** Weights from a file of plain numbers. */
    public DjlNet(Net net, Path file, NDManager manager) {
        this.net = net;
        this.manager = manager;
        Layers layers = Layers.read(file, net);
        for (int i = 0; i < net.layers(); i++) {
            Layer layer = layers.all().get(i);
            parameters.add(manager.create(layer.weight(), new Shape(net.out(i), net.in(i))));
            parameters.add(manager.create(layer.bias(), new Shape(net.out(i))));
        }
    }

    Net net() {
        return net;
    }

    NDManager manager() {
        return manager;
    }

    /** Weight and bias of each layer in turn. */
    List<NDArray> parameters() {
        return parameters;
    }

    /** What the last layer gives before softmax or sigmoid. */
    NDArray logits(NDArray x) {
        NDArray value = x;
        for (int i = 0; i < net.layers(); i++) {
            if (i > 0) {
                value = net.hidden() == Hidden.RELU ? Activation.relu(value) : Activation.tanh(value);
            }
            value = Linear.linear(value, parameters.get(2 * i), parameters.get(2 * i + 1))
                    .singletonOrThrow();
        }
        return value;
    }

    /** A prediction of each row. */
    public NDArray prediction(NDArray x) {
        NDArray z = logits(x);
        return switch (net.head()) {
            case SOFTMAX -> z.softmax(1);
            case SIGMOID -> Activation.sigmoid(z);
            case LINEAR -> z;
        };
    }

    /** The mean loss of rows with labels [rows, 1]: classes as long integers, or zeros and ones as floats. */
    NDArray loss(NDArray x, NDArray labels) {
        NDArray z = logits(x);
        return switch (net.head()) {
            case SOFTMAX -> z.logSoftmax(1).gather(labels, 1).mean().neg();
            case SIGMOID -> Activation.softPlus(z).sub(z.mul(labels)).mean();
            case LINEAR -> throw new IllegalArgumentException(net.title() + " has no loss. Train another.");
        };
    }
}
