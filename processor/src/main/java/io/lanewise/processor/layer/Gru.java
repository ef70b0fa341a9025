package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Function;
import io.lanewise.processor.ir.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gates r, z, n: {@code n = activation(aₙ + r · sₙ)}, {@code h = (1 − z) · n + z · h}. */
final class Gru extends Recurrent {
    Gru() {
        super("Gru", 3, "initialState");
    }

    @Override
    boolean addsInside() {
        return true;
    }

    @Override
    List<Value> cell(Lowering within, Value input, Value product, List<Value> before, @Nullable Value bias) {
        String gate = within.arguments().text("recurrentActivation");
        Value reset = activated(within, gate, gate(within, input, 0), state(within, product, bias, 0));
        Value update = activated(within, gate, gate(within, input, 1), state(within, product, bias, 1));
        Value sum = within.map(
                "reset",
                add(x(0), multiply(x(1), x(2))),
                gate(within, input, 2),
                reset,
                state(within, product, bias, 2));
        Value made = within.activation(within.arguments().text("activation"), Float.NaN, sum);
        Expr rest = new Expr.Call(Function.SUBTRACT, List.of(new Expr.Constant(1), x(0)));
        return List.of(within.map("gru", add(multiply(rest, x(1)), multiply(x(0), x(2))), update, made, before.get(0)));
    }

    private static Value state(Lowering within, Value product, @Nullable Value bias, int number) {
        Value gate = gate(within, product, number);
        return bias == null ? gate : within.map("bias", add(x(0), x(1)), gate, gate(within, bias, number));
    }
}
