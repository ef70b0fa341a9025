package io.lanewise.processor.ir;

import java.util.List;

/**
 * Where a value lies: {@code fixed + perExample·n} floats into an array, and further for each instance of a repeated block.
 *
 * @param argument which of the caller's arrays, for {@link Space#ARGUMENT}
 */
public record Place(Space space, int argument, long fixed, long perExample, List<Term> terms) {
    public Place {
        terms = List.copyOf(terms);
    }

    /** The arrays of generated code. */
    public enum Space {
        WEIGHTS,
        GRADIENT,
        SCRATCH,
        ARGUMENT,
        /** A constant of the class, named after the value. */
        CONSTANT
    }

    /**
     * What an instance adds.
     *
     * @param depth of the loop whose counter counts, 0 the outermost
     * @param plus added to the counter
     * @param alternates whether only the counter's last bit counts
     */
    public record Term(int depth, int plus, boolean alternates, long fixed, long perExample) {}

    public static Place of(Space space, long fixed) {
        return new Place(space, 0, fixed, 0, List.of());
    }
}
