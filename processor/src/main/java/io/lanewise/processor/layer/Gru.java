package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** Gates r, z, n: {@code n = activation(aₙ + r · sₙ)}, {@code h = (1 − z) · n + z · h}. */
final class Gru extends Recurrent {
    Gru() {
        super("Gru", 3, "initialState");
    }

    /** Both: the last gate has them apart, and what is the same for all gates has the gradients of the products. */
    @Override
    List<Value> biases(Lowering lowering, Value ofInput, Value ofState) {
        return List.of(ofInput, ofState);
    }

    @Override
    List<Value> cell(Lowering within, Value input, Value product, List<Value> before, List<Value> biases) {
        String gate = within.arguments().text("recurrentActivation");
        List<Value> inputs = new ArrayList<>();
        List<Value> states = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            inputs.add(gate(within, input, i, bias(biases, 0)));
            states.add(gate(within, product, i, bias(biases, 1)));
        }
        Value reset = activated(within, gate, inputs.get(0), states.get(0));
        Value update = activated(within, gate, inputs.get(1), states.get(1));
        Value sum = within.map("reset", add(x(0), multiply(x(1), x(2))), inputs.get(2), reset, states.get(2));
        Value made = within.activation(within.arguments().text("activation"), Float.NaN, sum);
        Expr rest = new Expr.Call(Function.SUBTRACT, List.of(new Expr.Constant(1), x(0)));
        return List.of(within.map("gru", add(multiply(rest, x(1)), multiply(x(0), x(2))), update, made, before.get(0)));
    }
}
