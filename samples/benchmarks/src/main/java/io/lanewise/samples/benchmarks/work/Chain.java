package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** Dense layers one after the other, with one activation between them. */
record Chain(Hidden hidden, int inputs, List<Layer> layers) implements Body {
    /** Activation of all layers but the last. */
    enum Hidden {
        RELU,
        TANH
    }

    /** A layer of the Lanewise model, by the name of its node. */
    record Layer(String name, int units) {}

    Chain(Hidden hidden, int inputs, Layer... layers) {
        this(hidden, inputs, List.of(layers));
    }

    private int in(int layer) {
        return layer == 0 ? inputs : layers.get(layer - 1).units;
    }

    private long weights() {
        long weights = 0;
        for (int i = 0; i < layers.size(); i++) {
            weights += (long) in(i) * layers.get(i).units;
        }
        return weights;
    }

    @Override
    public int outputs() {
        return layers.getLast().units;
    }

    @Override
    public int parameters() {
        return (int) weights() + layers.stream().mapToInt(Layer::units).sum();
    }

    @Override
    public double forwardFlops() {
        return 2.0 * weights();
    }

    @Override
    public double trainingFlops() {
        return 3 * forwardFlops() - 2.0 * inputs * layers.getFirst().units;
    }

    @Override
    public <V> V logits(Operations<V> on, V x) {
        V value = x;
        for (Layer layer : layers) {
            if (layer != layers.getFirst()) {
                value = hidden == Hidden.RELU ? on.relu(value) : on.tanh(value);
            }
            value = on.dense(value, layer.name);
        }
        return value;
    }
}
