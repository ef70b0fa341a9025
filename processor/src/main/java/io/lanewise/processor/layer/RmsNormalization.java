package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Value;

/** {@code x / √(mean of x² + ε) · weight} along the last axis. */
final class RmsNormalization extends Normalization {
    RmsNormalization() {
        super("RmsNormalization");
    }

    @Override
    boolean centers() {
        return false;
    }

    @Override
    public boolean takesLengths() {
        return true;
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = ofFixedRows(lowering.inputs().get(0));
        Value square = lowering.map("square", expression("a * a"), x);
        double epsilon = lowering.arguments().real("epsilon");
        Value inverse = lowering.map(
                "inverse", expression("1 / sqrt(a / p + q)", x.type().width(), epsilon), rowSum(lowering, square));
        return scaled(lowering, "a * b", x, inverse);
    }
}
