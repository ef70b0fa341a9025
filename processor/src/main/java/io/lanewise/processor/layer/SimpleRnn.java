package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Value;
import java.util.List;

/** {@code h = activation(x · W + b + h · U + c)}. */
final class SimpleRnn extends Recurrent {
    SimpleRnn() {
        super("SimpleRnn", 1, "initialState");
    }

    @Override
    List<Value> cell(Lowering within, Value input, Value product, List<Value> before, List<Value> biases) {
        return List.of(activated(
                within, within.arguments().text("activation"), gate(within, input, 0, bias(biases, 0)), product));
    }
}
