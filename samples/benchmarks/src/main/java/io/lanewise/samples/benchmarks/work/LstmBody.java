package io.lanewise.samples.benchmarks.work;

import java.util.List;

/**
 * The layers of {@link Memory} and {@link Remembered}.
 *
 * @param classes what is told at the end; 0 for the state itself
 */
record LstmBody(int classes) implements Body {
    private static final int UNITS = 64;

    @Override
    public List<Form> inputs() {
        return List.of(Form.of("x", Form.Order.STEPS, 100, 32));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        V x = inputs.getFirst();
        return classes == 0 ? on.lstm(x, "y", UNITS) : on.dense(on.lstm(x, "last", UNITS), "y", classes);
    }
}
