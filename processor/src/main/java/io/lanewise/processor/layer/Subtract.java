package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Function;

/** The first of two nodes less the second. */
final class Subtract extends Elementwise {
    Subtract() {
        super("Subtract", "subtract", Function.SUBTRACT);
    }

    @Override
    public int maxInputs() {
        return 2;
    }
}
