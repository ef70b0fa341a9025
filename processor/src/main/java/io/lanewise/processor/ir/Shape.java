package io.lanewise.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Axis sizes of one example, channels last. {@link #UNKNOWN} follows a mistake and is silent. */
public record Shape(List<Integer> dims) {
    /** The shape of what could not be checked; everything that depends on it is unknown too. */
    public static final Shape UNKNOWN = new Shape(List.of(-1));

    public Shape {
        dims = List.copyOf(dims);
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
        return isKnown() ? dims.stream().map(String::valueOf).collect(Collectors.joining("×")) : "?";
    }
}
