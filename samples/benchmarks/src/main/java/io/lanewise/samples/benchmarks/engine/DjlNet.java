package io.lanewise.samples.benchmarks.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Operations;
import io.lanewise.samples.benchmarks.work.Weights;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A net in DJL's arrays. What it computes belongs to the manager of the array it is given. */
public final class DjlNet implements Operations<NDArray> {
    private final Net net;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final List<NDArray> inOrder;

    /** Weights from a file of plain numbers. */
    public DjlNet(Net net, Path file, NDManager manager) {
        this.net = net;
        this.manager = manager;
        Weights.read(file)
                .all()
                .forEach((name, weight) ->
                        parameters.put(name, manager.create(weight.values(), new Shape(weight.shape()))));
        inOrder = List.copyOf(parameters.values());
    }

    Net net() {
        return net;
    }

    NDManager manager() {
        return manager;
    }

    /** In the model's order. */
    List<NDArray> parameters() {
        return inOrder;
    }

    @Override
    public NDArray dense(NDArray x, String layer) {
        return Linear.linear(x, parameters.get(layer + ".weight"), parameters.get(layer + ".bias"))
                .singletonOrThrow();
    }

    @Override
    public NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public NDArray tanh(NDArray x) {
        return Activation.tanh(x);
    }

    /** A prediction of each row. */
    public NDArray prediction(NDArray x) {
        NDArray z = net.body().logits(this, x);
        return switch (net.head()) {
            case SOFTMAX -> z.softmax(1);
            case SIGMOID -> Activation.sigmoid(z);
            case LINEAR -> z;
        };
    }

    /** The mean loss of rows with labels [rows, 1]: classes as long integers, or zeros and ones as floats. */
    NDArray loss(NDArray x, NDArray labels) {
        NDArray z = net.body().logits(this, x);
        return switch (net.head()) {
            case SOFTMAX -> z.logSoftmax(1).gather(labels, 1).mean().neg();
            case SIGMOID -> Activation.softPlus(z).sub(z.mul(labels)).mean();
            case LINEAR -> throw new IllegalArgumentException(net.title() + " has no loss. Train another.");
        };
    }
}
