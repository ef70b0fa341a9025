package io.lanewise.processor.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * A number of elements, rows or floats that the lengths of a call may decide: a constant times lengths of named axes, each as it
 * is or rounded up to whole panels.
 *
 * @param lengths sorted, so that equal extents are equal
 */
public record Extent(long constant, List<Length> lengths) {
    public static final Extent ONE = new Extent(1, List.of());

    /** The length of an axis, or the floats that a row of so many elements takes. */
    public record Length(String axis, boolean padded) implements Comparable<Length> {
        @Override
        public int compareTo(Length other) {
            int byName = axis.compareTo(other.axis);
            return byName != 0 ? byName : Boolean.compare(padded, other.padded);
        }
    }

    public Extent {
        lengths = lengths.stream().sorted().toList();
    }

    /** Of an axis of so many elements; empty for one whose size is fixed. */
    static Extent of(int size, String axis) {
        return axis.isEmpty() ? of(size) : new Extent(1, List.of(new Length(axis, false)));
    }

    /** The same of a row, padded to whole panels. */
    static Extent padded(int size, String axis) {
        return axis.isEmpty() ? of(Layout.pad(size)) : new Extent(1, List.of(new Length(axis, true)));
    }

    public static Extent of(long number) {
        return new Extent(number, List.of());
    }

    public Extent times(Extent other) {
        List<Length> all = new ArrayList<>(lengths);
        all.addAll(other.lengths);
        return new Extent(Math.multiplyExact(constant, other.constant), all);
    }

    public Extent times(long factor) {
        return new Extent(Math.multiplyExact(constant, factor), lengths);
    }

    /** So many times less; its constant must be a multiple of {@code factor}. */
    public Extent dividedBy(long factor) {
        if (constant % factor != 0) {
            throw new IllegalArgumentException(this + " is no multiple of " + factor);
        }
        return new Extent(constant / factor, lengths);
    }

    /** Whether no length decides it. */
    public boolean isConstant() {
        return lengths.isEmpty();
    }

    /** Whether it is this number, whatever the lengths are. */
    public boolean is(long number) {
        return isConstant() && constant == number;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(constant);
        lengths.forEach(length -> text.append('·').append(length.axis()).append(length.padded() ? "₁₆" : ""));
        return text.toString();
    }
}
