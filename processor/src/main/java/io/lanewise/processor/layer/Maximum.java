package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Function;

/** The largest, element by element, of two or more nodes. */
final class Maximum extends Elementwise {
    Maximum() {
        super("Maximum", "maximum", Function.MAX);
    }

    /** Each element is one of the operands', but a row of them need not have the sum 1. */
    @Override
    public Values values(Site site) {
        return Values.common(site).withOtherRows();
    }
}
