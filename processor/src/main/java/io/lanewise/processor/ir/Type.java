package io.lanewise.processor.ir;

import java.util.List;

/**
 * Type of a value of a {@link Program}: the axis sizes without the batch, and whether a batch axis stands before them.
 * The last axis is the <em>row</em>, of {@link #width} elements; a batched value of {@code n} examples has
 * {@code n × outer} rows.
 */
public record Type(boolean batched, Element element, List<Integer> dims) {
    /** What the elements are. */
    public enum Element {
        FLOAT,
        INT
    }

    public Type {
        dims = List.copyOf(dims);
    }

    /** One value an example: {@code [batch, dims…]}. */
    public static Type batch(List<Integer> dims) {
        return new Type(true, Element.FLOAT, dims);
    }

    /** A value that does not depend on the batch's size: a parameter, its gradient, the loss. */
    public static Type fixed(List<Integer> dims) {
        return new Type(false, Element.FLOAT, dims);
    }

    /** The loss, the number of examples: {@code fixed [1]}. */
    public static Type scalar() {
        return fixed(List.of(1));
    }

    /** Size of the last axis. */
    public int width() {
        return dims.get(dims.size() - 1);
    }

    /** Number of rows in one example (or in a fixed value). */
    public int outer() {
        return size() / width();
    }

    /** Number of elements of one example (or of a fixed value). */
    public int size() {
        int size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    public Type withDims(List<Integer> other) {
        return new Type(batched, element, other);
    }

    @Override
    public String toString() {
        String sizes = String.join("×", dims.stream().map(String::valueOf).toList());
        return (element == Element.INT ? "int " : "") + (batched ? "n×" + sizes : sizes);
    }
}
