package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Type;

/**
 * Where an operand's element stands that a Map reads at a place of its result. Sizes are looked up once for all elements.
 *
 * @param size of an example of the result
 * @param width of a row of the result
 * @param example from one example of the operand to the next, 0 if all read the same
 * @param row from one row of the operand to the next, 0 if all read the same
 * @param column 1, or 0 if all of a row read the same
 */
record Broadcast(int size, int width, int example, int row, int column) {
    /** From an operand of type {@code from} to a result of type {@code to}. */
    static Broadcast of(Type from, Type to) {
        boolean rows = from.outer() == 1 || from.outer() == to.outer();
        boolean columns = from.width() == 1 || from.width() == to.width();
        if (!rows || !columns || from.batched() && !to.batched()) {
            throw new IllegalStateException(from + " cannot be broadcast to " + to);
        }
        return new Broadcast(
                to.size(),
                to.width(),
                from.batched() ? from.size() : 0,
                from.outer() == 1 ? 0 : from.width(),
                from.width() == 1 ? 0 : 1);
    }

    /** Place in the operand of what stands at {@code i} of the result. */
    int place(int i) {
        return i / size * example + i % size / width * row + i % width * column;
    }
}
