package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Expr;

/** An expression of plain numbers. */
public final class Scalars {
    private Scalars() {}

    /** {@code expression} of {@code operands} in double arithmetic. */
    public static double of(Expr expression, double... operands) {
        Elements.Number[] numbers = new Elements.Number[operands.length];
        for (int i = 0; i < operands.length; i++) {
            numbers[i] = new Elements.Number(operands[i], Math.abs(operands[i]));
        }
        return Elements.evaluate(expression, numbers, 0, 0, new Rivals()).value();
    }
}
