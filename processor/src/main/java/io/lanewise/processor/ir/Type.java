package io.lanewise.processor.ir;

import java.util.List;

/**
 * Type of a value of a {@link Program}: the axis sizes without the batch, and what stands before them. The last axis is the
 * <em>row</em>, of {@link #width} elements; a batched value of {@code n} examples has {@code n × outer} rows.
 */
public record Type(Kind kind, Element element, List<Integer> dims) {
    /** How often a value stands in memory, and how. */
    public enum Kind {
        /** Once for each example: {@code [batch, dims…]}. */
        BATCH,
        /** Once, however many examples there are; of two axes, a matrix that products read, in panels. */
        FIXED,
        /** Once, in rows as those of an example: what is gathered from, or added to every example. */
        TABLE
    }

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
        return new Type(Kind.BATCH, Element.FLOAT, dims);
    }

    /** A value that does not depend on the batch's size: a parameter, its gradient, the loss. */
    public static Type fixed(List<Integer> dims) {
        return new Type(Kind.FIXED, Element.FLOAT, dims);
    }

    /** A value that does not depend on the batch's size, in rows. */
    public static Type table(List<Integer> dims) {
        return new Type(Kind.TABLE, Element.FLOAT, dims);
    }

    /** The loss, the number of examples: {@code fixed [1]}. */
    public static Type scalar() {
        return fixed(List.of(1));
    }

    /** Whether there is a value for each example. */
    public boolean batched() {
        return kind == Kind.BATCH;
    }

    /** Whether it is a matrix in panels. */
    public boolean isMatrix() {
        return kind == Kind.FIXED && dims.size() == 2;
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
        return new Type(kind, element, other);
    }

    @Override
    public String toString() {
        String sizes = String.join("×", dims.stream().map(String::valueOf).toList());
        String before = kind == Kind.BATCH ? "n×" : kind == Kind.TABLE ? "table " : "";
        return (element == Element.INT ? "int " : "") + before + sizes;
    }
}
