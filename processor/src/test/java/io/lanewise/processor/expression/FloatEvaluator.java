package io.lanewise.processor.expression;

import io.lanewise.processor.ir.Expr;
import io.lanewise.processor.ir.Expr.Call;
import io.lanewise.processor.ir.Expr.Constant;
import io.lanewise.processor.ir.Expr.Operand;
import io.lanewise.processor.ir.Expr.Where;
import java.util.List;

/** Computes an expression of base functions in float arithmetic, as the scalar kernels do. */
final class FloatEvaluator {
    private final Lets lets;
    private final float[] floats;
    private final int[] ints;

    FloatEvaluator(int operands, Expr expression) {
        lets = Lets.of(operands, Functions.expand(expression));
        floats = new float[operands + lets.steps().size()];
        ints = new int[floats.length];
    }

    float of(float... operands) {
        System.arraycopy(operands, 0, floats, 0, operands.length);
        for (int i = 0; i < lets.steps().size(); i++) {
            step(lets.operands() + i, lets.steps().get(i));
        }
        return number(lets.result());
    }

    private void step(int at, Expr step) {
        if (step instanceof Where w) {
            boolean holds = Expressions.holds(w.comparison(), number(w.left()), number(w.right()));
            floats[at] = number(holds ? w.then() : w.otherwise());
            return;
        }
        Call call = (Call) step;
        List<Expr> in = call.arguments();
        switch (call.function()) {
            case ADD -> floats[at] = number(in.get(0)) + number(in.get(1));
            case SUBTRACT -> floats[at] = number(in.get(0)) - number(in.get(1));
            case MULTIPLY -> floats[at] = number(in.get(0)) * number(in.get(1));
            case DIVIDE -> floats[at] = number(in.get(0)) / number(in.get(1));
            case NEGATE -> floats[at] = -number(in.get(0));
            case ABS -> floats[at] = Math.abs(number(in.get(0)));
            case MAX -> floats[at] = Math.max(number(in.get(0)), number(in.get(1)));
            case MIN -> floats[at] = Math.min(number(in.get(0)), number(in.get(1)));
            case FMA -> floats[at] = Math.fma(number(in.get(0)), number(in.get(1)), number(in.get(2)));
            case SQRT -> floats[at] = (float) Math.sqrt(number(in.get(0)));
            case TO_BITS -> ints[at] = Float.floatToRawIntBits(number(in.get(0)));
            case FROM_BITS -> floats[at] = Float.intBitsToFloat(bits(in.get(0)));
            case BITS_ADD -> ints[at] = bits(in.get(0)) + bits(in.get(1));
            case BITS_AND -> ints[at] = bits(in.get(0)) & bits(in.get(1));
            case BITS_SHIFT_LEFT -> ints[at] = bits(in.get(0)) << bits(in.get(1));
            case BITS_SHIFT_RIGHT -> ints[at] = bits(in.get(0)) >> bits(in.get(1));
            default -> throw new IllegalStateException(call.function() + " is no base function");
        }
    }

    private float number(Expr atom) {
        return atom instanceof Constant constant ? (float) constant.value() : floats[((Operand) atom).index()];
    }

    private int bits(Expr atom) {
        return atom instanceof Constant constant ? (int) constant.value() : ints[((Operand) atom).index()];
    }
}
