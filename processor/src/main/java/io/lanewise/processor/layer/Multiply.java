package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Function;

/** The product, element by element, of two or more nodes. */
final class Multiply extends Elementwise {
    Multiply() {
        super("Multiply", "multiply", Function.MULTIPLY);
    }
}
