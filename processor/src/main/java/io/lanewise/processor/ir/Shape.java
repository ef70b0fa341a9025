package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Axis sizes of one example, channels last. {@link #UNKNOWN} follows a mistake and is silent.
 *
 * @param axis name of the first axis, of a sequence, on each step of which layers act; empty where it has none
 */
public record Shape(List<Integer> dims, String axis) {
    /** The shape of what could not be checked; everything that depends on it is unknown too. */
    public static final Shape UNKNOWN = new Shape(List.of(-1));

    public Shape {
        dims = List.copyOf(dims);
    }

    /** A shape that is no sequence. */
    public Shape(List<Integer> dims) {
        this(dims, "");
    }

    public static Shape of(Integer... dims) {
        return new Shape(List.of(dims));
    }

    public boolean isKnown() {
        return !dims.equals(UNKNOWN.dims);
    }

    public int rank() {
        return dims.size();
    }

    /** Size of the last axis. */
    public int width() {
        return dims.get(dims.size() - 1);
    }

    /** Whether the first of several axes is one of steps. */
    public boolean isSequence() {
        return !axis.isEmpty() && dims.size() > 1;
    }

    /** The same with another last axis. */
    public Shape withWidth(int width) {
        List<Integer> other = new ArrayList<>(dims);
        other.set(other.size() - 1, width);
        return new Shape(other, axis);
    }

    /** Number of elements; may exceed an int. */
    public long size() {
        long size = 1;
        for (int dim : dims) {
            size = Math.multiplyExact(size, dim);
        }
        return size;
    }

    @Override
    public String toString() {
        String sizes = dims.stream().map(String::valueOf).collect(Collectors.joining("×"));
        return !isKnown() ? "?" : axis.isEmpty() ? sizes : sizes + " (" + axis + ")";
    }
}
