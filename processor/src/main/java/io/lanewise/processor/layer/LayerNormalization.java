package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Value;

/**
 * {@code (x − mean) / √(variance + ε) · weight + bias} along the last axis. All of it is told of x itself, so that x is what the
 * backward pass keeps. How the mean moves changes the variance by Σ(x − mean) = 0, so the derivative leaves that out.
 */
final class LayerNormalization extends Normalization {
    LayerNormalization() {
        super("LayerNormalization");
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = ofFixedRows(lowering.inputs().get(0));
        int width = x.type().width();
        Value mean = lowering.map("mean", expression("a / p", width), rowSum(lowering, x));
        Value square = lowering.map("square", expression("(a - b) * (a - b)"), x, lowering.detach(mean));
        double epsilon = lowering.arguments().real("epsilon");
        Value inverse =
                lowering.map("inverse", expression("1 / sqrt(a / p + q)", width, epsilon), rowSum(lowering, square));
        return scaled(lowering, "(a - b) * c", x, mean, inverse);
    }
}
