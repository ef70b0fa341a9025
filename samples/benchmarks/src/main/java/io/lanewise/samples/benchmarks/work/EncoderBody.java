package io.lanewise.samples.benchmarks.work;

import java.util.List;

/**
 * The layers of {@link Encoder}, {@link ShortEncoder} and {@link Sentence}: blocks as {@link Attentive} has them.
 *
 * @param tokens of a text
 * @param size of a token
 * @param heads of each attention
 * @param inner units between the two layers that act on each token
 * @param blocks by the names of their nodes
 */
record EncoderBody(int tokens, int size, int heads, int inner, List<String> blocks) implements Body {
    @Override
    public List<Form> inputs() {
        return List.of(Form.of("x", Form.Order.EXAMPLES, tokens, size));
    }

    @Override
    public <V> V logits(Operations<V> on, List<V> inputs) {
        V x = inputs.getFirst();
        for (String block : blocks) {
            V attended = on.selfAttention(x, block + ".attended", heads);
            V calm = on.layerNormalization(on.add(x, attended), block + ".calm");
            V wide = on.gelu(on.dense(calm, block + ".wide", inner));
            x = on.layerNormalization(on.add(calm, on.dense(wide, block + ".narrow", size)), block + ".result");
        }
        return x;
    }
}
