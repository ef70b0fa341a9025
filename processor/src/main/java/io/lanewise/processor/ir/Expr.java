package io.lanewise.processor.ir;

import java.util.List;

/** A scalar expression: what a {@link Op.Map} computes at each element. Records, so equal expressions are equal. */
public sealed interface Expr {
    /** Operand {@code index} of the Map, at this element. */
    record Operand(int index) implements Expr {}

    /** A number; may be infinite or NaN. Where a function of bits takes it, an int. */
    record Constant(double value) implements Expr {}

    /** The place of this element in its row, 0 … width − 1, as a float. */
    record Index() implements Expr {}

    /** The number of this row in its example, from 0, modulo {@code size}, as a float: the place on the last axis but one. */
    record Row(int size) implements Expr {}

    /** A function of the table. */
    record Call(Function function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code then} where {@code left comparison right}, else {@code otherwise}; NaN compares false. */
    record Where(Comparison comparison, Expr left, Expr right, Expr then, Expr otherwise) implements Expr {}

    /** Comparisons of {@link Where}. */
    enum Comparison {
        GREATER,
        GREATER_OR_EQUAL,
        EQUAL
    }
}
