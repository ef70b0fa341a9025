package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Type of a value of a {@link Program}: the axis sizes without the batch, and what stands before them. The last axis is the
 * <em>row</em>, of {@link #width} elements; a batched value of {@code n} examples has {@code n × outer} rows.
 *
 * @param dims sizes; of an axis of variable length the greatest
 * @param axes names of the axes of variable length, empty ones for the others; empty where there are none
 */
public record Type(Kind kind, Element element, List<Integer> dims, List<String> axes) {
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
        axes = axes.stream().allMatch(String::isEmpty) ? List.of() : List.copyOf(axes);
    }

    /** A type of fixed sizes. */
    public Type(Kind kind, Element element, List<Integer> dims) {
        this(kind, element, dims, List.of());
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

    /** The same with other sizes; an axis whose size stays keeps its name. */
    public Type withDims(List<Integer> other) {
        if (axes.isEmpty() || other.size() != dims.size()) {
            return new Type(kind, element, other);
        }
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < other.size(); i++) {
            kept.add(other.get(i).equals(dims.get(i)) ? axis(i) : "");
        }
        return new Type(kind, element, other, kept);
    }

    /** The same with names of axes. */
    public Type withAxes(List<String> names) {
        return new Type(kind, element, dims, names);
    }

    /** The same with a first axis of this name. */
    public Type withFirst(String name) {
        List<String> names = new ArrayList<>(java.util.Collections.nCopies(dims.size(), ""));
        names.set(0, name);
        return withAxes(names);
    }

    /** The name of an axis of variable length; empty for another. */
    public String axis(int index) {
        return axes.isEmpty() ? "" : axes.get(index);
    }

    /** Whether an axis is of variable length. */
    public boolean varies() {
        return !axes.isEmpty();
    }

    /** {@link #width}, as a call decides it. */
    public Extent columns() {
        return Extent.of(width(), axis(dims.size() - 1));
    }

    /** {@link #outer}, as a call decides it. */
    public Extent rows() {
        return product(0, dims.size() - 1);
    }

    /** {@link #size}, as a call decides it. */
    public Extent extent() {
        return product(0, dims.size());
    }

    /** The product of the axes from {@code from} to before {@code to}. */
    public Extent product(int from, int to) {
        Extent product = Extent.ONE;
        for (int i = from; i < to; i++) {
            product = product.times(Extent.of(dims.get(i), axis(i)));
        }
        return product;
    }

    @Override
    public String toString() {
        List<String> each = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            each.add(axis(i).isEmpty() ? dims.get(i).toString() : axis(i) + "≤" + dims.get(i));
        }
        String sizes = String.join("×", each);
        String before = kind == Kind.BATCH ? "n×" : kind == Kind.TABLE ? "table " : "";
        return (element == Element.INT ? "int " : "") + before + sizes;
    }
}
