package io.lanewise.processor.ir;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a model.
 *
 * @param parameters in order of memory, the instances of repeated blocks one by one
 * @param parameterFloats length of the flat parameters
 * @param derivedFloats length of what is derived from them, behind them
 * @param rows examples that predict does at once
 */
public record Plan(
        List<ParameterSlot> parameters,
        long parameterFloats,
        long derivedFloats,
        int rows,
        Section inference,
        @Nullable Section training,
        @Nullable Decoding decoding) {
    /** The block of a section that computes a batch as a whole. */
    public static final int WHOLE = Integer.MAX_VALUE;

    public Plan {
        parameters = List.copyOf(parameters);
    }

    /** Scratch of a prediction, of whatever batch. */
    public long inferenceFloats() {
        return inference.fixedFloats + inference.floatsPerExample * rows;
    }

    /**
     * Memory of decoding step by step.
     *
     * @param start what is computed once for all steps; null if nothing is
     * @param step what is computed for each
     * @param keptFloats what outlives a step, for each example
     */
    public record Decoding(@Nullable Section start, Section step, long keptFloats) {}

    /** A parameter as the user knows it. */
    public record ParameterSlot(String name, Parameter parameter, long offset) {}

    /**
     * Memory of inference or of training.
     *
     * @param places by value, by identity
     * @param fixedFloats scratch of any batch
     * @param floatsPerExample further scratch for each example
     * @param reserve offset of the 16-float reserve of the first reduction
     * @param reserveFloats floats that the reductions of one member reserve
     * @param traced the nodes in order, as they can be seen after the forward section
     * @param gradients copies to the flat gradient that no step makes by itself
     * @param gradientsOfInstances the same at the end of each instance of a {@link Step.Repeat} that goes backward
     * @param gradientsComplete whether every parameter has a gradient; those that have none are zero
     * @param shares how the members of a team divide each step; empty where one thread runs all
     * @param block examples that a thread trains at once; {@link #WHOLE} for the whole batch, and for inference
     * @param fullest the most that it trains at once where more of them fill the tiles of its machine, or {@code block}
     */
    public record Section(
            Looped looped,
            Map<Value, Place> places,
            long fixedFloats,
            long floatsPerExample,
            long reserve,
            int reserveFloats,
            List<Traced> traced,
            List<Copy> gradients,
            Map<Step, List<Copy>> gradientsOfInstances,
            boolean gradientsComplete,
            Map<Step, Share> shares,
            int block,
            int fullest) {
        /** Whether a batch is computed block by block. */
        public boolean isByBlocks() {
            return block != WHOLE;
        }

        /** Whether a block is larger where that fills the tiles of its machine. */
        public boolean fillsTiles() {
            return fullest > block;
        }

        /** The same with its steps divided, by blocks of so many examples. */
        public Section divided(Map<Step, Share> among, int examples, int fullest) {
            return new Section(
                    looped,
                    places,
                    fixedFloats,
                    floatsPerExample,
                    reserve,
                    reserveFloats,
                    traced,
                    gradients,
                    gradientsOfInstances,
                    gradientsComplete,
                    among,
                    examples,
                    fullest);
        }

        /** Whether the members of a team divide the rows of examples, not the examples. */
        public boolean dividesRows() {
            return shares.values().stream().anyMatch(share -> share.division() == Division.ROWS);
        }

        /** Where the elements of {@code value} lie. */
        public Place place(Value value) {
            Place place = places.get(looped.fused().root(value));
            if (place == null) {
                throw new IllegalStateException("No place for " + value);
            }
            return place;
        }

        /** A line a value. */
        public String toText() {
            StringBuilder text = new StringBuilder("scratch " + fixedFloats + " + " + floatsPerExample + "·n floats"
                    + (isByBlocks() ? ", " + block + " examples at once" : "") + '\n');
            places.entrySet().stream()
                    .map(e -> "  " + e.getKey() + " at " + e.getValue().space() + ' '
                            + e.getValue().fixed() + " + " + e.getValue().perExample() + "·n"
                            + (e.getValue().terms().isEmpty()
                                    ? ""
                                    : " " + e.getValue().terms()) + '\n')
                    .sorted()
                    .forEach(text::append);
            return text.toString();
        }
    }

    /** How a step is divided among the members of a team. */
    public enum Division {
        /** Each does its examples. */
        EXAMPLES,
        /** Each does its rows of all examples together: positions of a sequence, pixels or lines of an image. */
        ROWS,
        /** Each does its part of what does not depend on the example, from all rows. */
        COLUMNS,
        /** The first does all. */
        FIRST
    }

    /**
     * A step in a team.
     *
     * @param meets whether the members wait for each other before it
     * @param sums what it adds over rows, which members add anew, in order, after it
     */
    public record Share(Division division, boolean meets, List<Value> sums) {
        public Share {
            sums = List.copyOf(sums);
        }
    }

    /**
     * A gradient that another parameter's or another value's memory holds.
     *
     * @param add whether it is added to what an earlier block left there, rather than put in its place
     */
    public record Copy(Value from, Place to, long length, boolean add) {}

    /** Parameters, then scratch. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        parameters.forEach(p -> text.append(p.name())
                .append(' ')
                .append(p.parameter().dims())
                .append(" at ")
                .append(p.offset())
                .append('\n'));
        text.append("inference ").append(inference.toText());
        if (training != null) {
            text.append("training ").append(training.toText());
        }
        if (decoding != null) {
            text.append("decoding ").append(decoding.step.toText());
        }
        return text.toString();
    }
}
