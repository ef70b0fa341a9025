package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** Gates i, f, g, o: {@code cell = f · cell + i · g}, {@code h = o · activation(cell)}. */
final class Lstm extends Recurrent {
    Lstm() {
        super("Lstm", 4, "initialState", "initialCell");
    }

    @Override
    boolean isOpen(Arguments arguments) {
        return arguments.flag("unitForgetBias");
    }

    @Override
    List<Value> cell(Lowering within, Value input, Value product, List<Value> before, List<Value> biases) {
        String activation = within.arguments().text("activation");
        String gate = within.arguments().text("recurrentActivation");
        List<Value> gates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Value read = gate(within, input, i, bias(biases, 0));
            gates.add(activated(within, i == 2 ? activation : gate, read, gate(within, product, i)));
        }
        Value cell = within.map(
                "cell",
                add(multiply(x(0), x(1)), multiply(x(2), x(3))),
                gates.get(1),
                before.get(1),
                gates.get(0),
                gates.get(2));
        Value shown = within.activation(activation, Float.NaN, cell);
        return List.of(within.map("lstm", multiply(x(0), x(1)), gates.get(3), shown), cell);
    }
}
