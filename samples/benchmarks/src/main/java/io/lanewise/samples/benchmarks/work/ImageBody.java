package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** The layers of {@link Images}. */
record ImageBody() implements Body {
    @Override
    public List<Form> inputs() {
        return List.of(Form.of("x", Form.Order.CHANNELS, 28, 28, 1));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        V edges = on.relu(on.conv2D(inputs.getFirst(), "edges", 16, 3, 1, true));
        V corners = on.relu(on.conv2D(on.maxPool2D(edges, 2), "corners", 32, 3, 1, true));
        return on.dense(on.flatten(on.maxPool2D(corners, 2)), "y", 10);
    }
}
