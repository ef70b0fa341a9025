package io.lanewise.samples.benchmarks.work;

import java.util.List;

/** The layers of {@link ResNet}. */
record ResNetBody() implements Body {
    private static final int BLOCKS = 3;

    @Override
    public List<Form> inputs() {
        return List.of(Form.of("x", Form.Order.CHANNELS, 32, 32, 3));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        V value = on.relu(normed(on, inputs.getFirst(), "stem", 16, 3, 1));
        int width = 16;
        for (String stage : List.of("a", "b", "c")) {
            for (int block = 1; block <= BLOCKS; block++) {
                boolean halving = block == 1 && !stage.equals("a");
                value = block(on, value, stage + block + ".", width, halving);
            }
            width *= 2;
        }
        return on.dense(on.flatten(on.globalAveragePooling2D(value)), "y", 10);
    }

    private static <V> V block(Operations<V> on, V x, String name, int width, boolean halving) {
        V inner = on.relu(normed(on, x, name + "first", width, 3, halving ? 2 : 1));
        V second = normed(on, inner, name + "second", width, 3, 1);
        V shortcut = halving ? normed(on, x, name + "projected", width, 1, 2) : x;
        return on.relu(on.add(shortcut, second));
    }

    private static <V> V normed(Operations<V> on, V x, String name, int filters, int kernelSize, int strides) {
        return on.batchNormalization(on.conv2D(x, name, filters, kernelSize, strides, false), name + "Normed");
    }
}
