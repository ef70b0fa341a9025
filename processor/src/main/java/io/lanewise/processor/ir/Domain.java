package io.lanewise.processor.ir;

/**
 * The rows a kernel runs over.
 *
 * @param batched whether once for each example
 * @param outer rows of one example, or of a fixed value
 * @param width elements of a row; 1 fits any width
 * @param rows {@code outer}, as a call decides it
 * @param columns {@code width}, as a call decides it
 */
public record Domain(boolean batched, int outer, int width, Extent rows, Extent columns) {
    /** Rows of fixed number and width. */
    public Domain(boolean batched, int outer, int width) {
        this(batched, outer, width, Extent.of(outer), Extent.of(width));
    }

    /** Where a {@link Op.Map} or {@link Op.Reduce} is computed. */
    public static Domain of(Value value) {
        return value.op() instanceof Op.Reduce reduce ? of(reduce.operand().type()) : of(value.type());
    }

    /** The rows of a value. A fixed matrix lies in panels and is taken as one row, padding included. */
    public static Domain of(Type type) {
        if (type.isMatrix() && type.dims().get(0) > 1) {
            return new Domain(false, 1, Layout.of(type));
        }
        return new Domain(type.batched(), type.outer(), type.width(), type.rows(), type.columns());
    }

    /** Whether rows of {@code other} can be computed in the same loop. */
    public boolean fits(Domain other) {
        return batched == other.batched
                && outer == other.outer
                && rows.equals(other.rows)
                && (columns.equals(other.columns) || width == 1 || other.width == 1);
    }

    /** The loop that computes both. */
    public Domain with(Domain other) {
        boolean wider = other.width > width;
        return new Domain(batched, outer, wider ? other.width : width, rows, wider ? other.columns : columns);
    }
}
