package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** Dense layers one after the other, with one activation between them. */
record Chain(Hidden hidden, List<Form> inputs, List<Layer> layers) implements Body {
    /** Activation of all layers but the last. */
    enum Hidden {
        RELU,
        TANH
    }

    /** A layer of the Lanewise model, by the name of its node. */
    record Layer(String name, int units) {}

    Chain(Hidden hidden, int inputs, Layer... layers) {
        this(hidden, List.of(Form.of("x", Form.Order.EXAMPLES, inputs)), List.of(layers));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        V value = inputs.getFirst();
        for (Layer layer : layers) {
            if (layer != layers.getFirst()) {
                value = hidden == Hidden.RELU ? on.relu(value) : on.tanh(value);
            }
            value = on.dense(value, layer.name, layer.units);
        }
        return value;
    }
}
