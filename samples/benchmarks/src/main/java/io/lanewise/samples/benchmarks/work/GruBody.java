package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** The layer of {@link Stream}. */
record GruBody() implements Body {
    private static final int UNITS = 64;

    @Override
    public List<Form> inputs() {
        return List.of(Form.of("x", Form.Order.STEPS, 1, UNITS), Form.of("state", Form.Order.STEPS, 1, UNITS));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        return on.gru(inputs.get(0), inputs.get(1), "y", UNITS);
    }
}
