package io.lanewise.samples.benchmarks.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.pooling.Pool;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Operations;
import io.lanewise.samples.benchmarks.work.Weights;
import io.lanewise.samples.benchmarks.work.Weights.Weight;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A net in DJL's arrays. What it computes belongs to the manager of the array it is given. */
public final class DjlNet implements Operations<NDArray> {
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    private final Net net;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final List<NDArray> inOrder;

    /** Weights from a file of plain numbers. */
    public DjlNet(Net net, Path file, NDManager manager) {
        this.net = net;
        this.manager = manager;
        Weights.read(file).all().forEach((name, weight) -> parameters.put(name, array(manager, weight)));
        inOrder = List.copyOf(parameters.values());
    }

    /** Filters with their channels last in memory, as PyTorch then computes images: a step of a small CNN takes 6.4 instead of 16.5 ms. */
    private static NDArray array(NDManager manager, Weight weight) {
        NDArray array = manager.create(weight.values(), new Shape(weight.shape()));
        return weight.shape().length < 4 ? array : channelsLast(array);
    }

    /** The same array [n, channels, height, width], with the channels innermost in memory. */
    static NDArray channelsLast(NDArray array) {
        Shape shape = new Shape(array.size(0), array.size(2), array.size(3), array.size(1));
        return array.transpose(0, 2, 3, 1).flatten().reshape(shape).transpose(0, 3, 1, 2);
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
    public NDArray dense(NDArray x, String layer, int units) {
        return linear(x, layer + ".weight", layer + ".bias");
    }

    private NDArray linear(NDArray x, String weight, String bias) {
        return Linear.linear(x, parameter(weight), parameter(bias)).singletonOrThrow();
    }

    private NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("No parameter '" + name + "' among " + parameters.keySet() + ".");
        }
        return parameter;
    }

    @Override
    public NDArray conv2D(NDArray x, String layer, int filters, int kernelSize, int strides, boolean bias) {
        int border = (kernelSize - 1) / 2;
        return Conv2d.conv2d(
                        x,
                        parameter(layer + ".weight"),
                        bias ? parameter(layer + ".bias") : null,
                        new Shape(strides, strides),
                        new Shape(border, border),
                        new Shape(1, 1),
                        1)
                .singletonOrThrow();
    }

    @Override
    public NDArray batchNormalization(NDArray x, String layer) {
        return BatchNorm.batchNorm(
                        x,
                        parameter(layer + ".running_mean"),
                        parameter(layer + ".running_var"),
                        parameter(layer + ".weight"),
                        parameter(layer + ".bias"),
                        1,
                        MOMENTUM,
                        EPSILON,
                        false)
                .singletonOrThrow();
    }

    @Override
    public NDArray maxPool2D(NDArray x, int size) {
        return Pool.maxPool2d(x, new Shape(size, size), new Shape(size, size), new Shape(0, 0), false);
    }

    @Override
    public NDArray globalAveragePooling2D(NDArray x) {
        return Pool.globalAvgPool2d(x);
    }

    @Override
    public NDArray flatten(NDArray x) {
        return x.reshape(x.size(0), -1);
    }

    @Override
    public NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    @Override
    public NDArray tanh(NDArray x) {
        return Activation.tanh(x);
    }

    @Override
    public NDArray gelu(NDArray x) {
        return Activation.gelu(x);
    }

    @Override
    public NDArray add(NDArray x, NDArray y) {
        return x.add(y);
    }

    @Override
    public NDArray lstm(NDArray x, String layer, int units) {
        NDArray zeros = x.getManager().zeros(new Shape(1, x.size(1), units));
        NDList results = x.getNDArrayInternal()
                .lstm(x, new NDList(zeros, zeros), recurrent(layer), true, 1, 0, true, false, false);
        return results.get(1).squeeze(0);
    }

    @Override
    public NDArray gru(NDArray x, NDArray state, String layer, int units) {
        return x.getNDArrayInternal()
                .gru(x, state, recurrent(layer), true, 1, 0, true, false, false)
                .get(1);
    }

    private NDList recurrent(String layer) {
        return new NDList(
                parameter(layer + ".weight_ih_l0"),
                parameter(layer + ".weight_hh_l0"),
                parameter(layer + ".bias_ih_l0"),
                parameter(layer + ".bias_hh_l0"));
    }

    @Override
    public NDArray layerNormalization(NDArray x, String layer) {
        Shape last = new Shape(x.size(x.getShape().dimension() - 1));
        return LayerNorm.layerNorm(x, last, parameter(layer + ".weight"), parameter(layer + ".bias"), EPSILON)
                .singletonOrThrow();
    }

    @Override
    public NDArray selfAttention(NDArray x, String layer, int heads) {
        long tokens = x.size(1);
        long size = x.size(2);
        NDArray all = linear(x, layer + ".in_proj_weight", layer + ".in_proj_bias")
                .reshape(-1, tokens, 3, heads, size / heads)
                .transpose(2, 0, 3, 1, 4);
        NDArray query = all.get(0).mul(1 / Math.sqrt((double) size / heads));
        NDArray key = all.get(1);
        NDArray value = all.get(2);
        NDArray scores = query.matMul(key.transpose(0, 1, 3, 2));
        NDArray seen = scores.softmax(-1).matMul(value);
        NDArray joined = seen.transpose(0, 2, 1, 3).reshape(-1, tokens, size);
        return linear(joined, layer + ".out_proj.weight", layer + ".out_proj.bias");
    }

    /** A prediction of each example. */
    public NDArray prediction(List<NDArray> inputs) {
        NDArray z = net.logits(this, inputs);
        return switch (net.head()) {
            case SOFTMAX -> z.softmax(1);
            case SIGMOID -> Activation.sigmoid(z);
            case LINEAR, SQUARED -> z;
        };
    }

    /**
     * The mean loss of examples with labels: [examples, 1] of classes as long integers, or of zeros and ones as floats, or the
     * numbers to come near.
     */
    NDArray loss(NDArray x, NDArray labels) {
        NDArray z = net.logits(this, List.of(x));
        return switch (net.head()) {
            case SOFTMAX -> z.logSoftmax(1).gather(labels, 1).mean().neg();
            case SIGMOID -> Activation.softPlus(z).sub(z.mul(labels)).mean();
            case SQUARED -> z.sub(labels).square().mean();
            case LINEAR -> throw new IllegalArgumentException(net.title() + " has no loss. Train another.");
        };
    }
}
