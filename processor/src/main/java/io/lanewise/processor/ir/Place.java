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
        /** What outlives the call. */
        KEPT,
        /** A constant of the class, named after the value. */
        CONSTANT
    }

    /**
     * What an instance adds.
     *
     * @param depth of the loop whose counter counts, 0 the outermost; −1 where none does
     * @param plus added to the counter
     * @param alternates whether only the counter's last bit counts
     * @param axis the axis of variable length whose steps are counted: from its last step back, or, where no loop counts, all of
     *     them; empty for others
     */
    public record Term(int depth, int plus, boolean alternates, long fixed, long perExample, String axis) {
        public Term(int depth, int plus, boolean alternates, long fixed, long perExample) {
            this(depth, plus, alternates, fixed, perExample, "");
        }

        /** So many floats for each step behind the running instance's. */
        public static Term fromLast(String axis, int depth, long step) {
            return new Term(depth, 0, false, step, 0, axis);
        }

        /** The same for all steps of an axis; {@code most} is its greatest length. */
        public static Term ofAll(String axis, int most, boolean alternates, long fixed, long perExample) {
            return new Term(-1, most, alternates, fixed, perExample, axis);
        }
    }

    public static Place of(Space space, long fixed) {
        return new Place(space, 0, fixed, 0, List.of());
    }
}
