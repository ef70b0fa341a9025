package io.lanewise.runtime.generated;

import io.lanewise.runtime.initializer.Initializer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes, gives and owns. Arguments are the inputs, in order of declaration, then the targets, in order of
 * declaration; parameters are in order of memory, each instance of a repeated block by itself.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Signature {
    private static final int[] NO_LENGTHS = {};

    private final String model;
    private final List<Axis> axes;
    private final int[] lengths;
    private final List<Argument> arguments;
    private final List<Argument> inputs;
    private final List<Output> outputs;
    private final Map<String, TensorLayout> parameters;
    private final List<TensorLayout> layouts;
    private final int parameterFloats;
    private final Constraints constraints;

    private Signature(Builder builder) {
        this.model = builder.model;
        this.axes = List.copyOf(builder.axes);
        this.lengths = new int[0];
        List<Argument> all = new ArrayList<>(builder.inputs);
        all.addAll(builder.targets);
        this.arguments = List.copyOf(all);
        this.inputs = List.copyOf(builder.inputs);
        this.outputs = List.copyOf(builder.outputs);
        this.parameters = new LinkedHashMap<>(builder.parameters);
        this.layouts = List.copyOf(parameters.values());
        this.parameterFloats = builder.parameterFloats;
        this.constraints = Constraints.of(layouts);
    }

    /** The same for lengths of the axes. */
    private Signature(Signature of, int[] lengths) {
        this.model = of.model;
        this.axes = List.of();
        this.lengths = lengths;
        this.arguments = of.arguments.stream().map(each -> each.at(lengths)).toList();
        this.inputs = of.inputs.stream().map(each -> each.at(lengths)).toList();
        this.outputs = of.outputs.stream()
                .map(each -> new Output(each.name, sizes(each.shape, lengths)))
                .toList();
        this.parameters = of.parameters;
        this.layouts = of.layouts;
        this.parameterFloats = of.parameterFloats;
        this.constraints = of.constraints;
    }

    private static List<Integer> sizes(List<Integer> shape, int[] lengths) {
        return shape.stream()
                .map(size -> size < 0 ? Integer.valueOf(lengths[-1 - size]) : size)
                .toList();
    }

    /** An axis whose length is known only in a call, from 1 to {@code max}. */
    public record Axis(String name, int max) {}

    /** What an argument holds. */
    public enum Kind {
        /** Values of an input. */
        INPUT,
        /** Integers of an input, which number the rows of a table. */
        INTEGERS,
        /** Values that an output is compared with. */
        TARGET,
        /** Values from 0 to 1 that an output of probabilities is compared with. */
        PROBABILITIES,
        /** Values of −1 and 1 that an output is compared with. */
        SIGNS,
        /** Finite values of at least 0 that an output is compared with. */
        NON_NEGATIVE,
        /** Finite factors of at least 0 of what an output's loss is for each position. */
        WEIGHTS,
        /** Class labels that an output is compared with. */
        CLASSES;

        /** Whether an argument of this kind may hold {@code x}. */
        public boolean holds(float x) {
            return switch (this) {
                case PROBABILITIES -> x >= 0 && x <= 1;
                case SIGNS -> x == 1 || x == -1;
                case NON_NEGATIVE, WEIGHTS -> x >= 0 && x <= Float.MAX_VALUE;
                default -> true;
            };
        }

        /** What a number is that this kind does not hold, and what to do. */
        public String refusal() {
            return switch (this) {
                case PROBABILITIES -> "no probability. Pass numbers from 0 to 1.";
                case SIGNS -> "neither -1 nor 1. Pass -1 and 1 as targets of a hinge loss, where others have 0 and 1.";
                default -> "no finite number of at least 0. Pass such numbers.";
            };
        }
    }

    /**
     * An array of the caller.
     *
     * @param shape axis sizes of one example, empty for one number or label an example; below 0, an axis of variable length: −1 for
     *     the first, −2 for the second
     * @param classes number of classes for {@link Kind#CLASSES}, one more than the largest for {@link Kind#INTEGERS}, else 0
     * @param ignored a label beside those of classes, of positions that the loss leaves out; null for none
     */
    public record Argument(
            String name,
            Kind kind,
            List<Integer> shape,
            int classes,
            @Nullable Integer ignored) {
        /** An argument without an ignored label. */
        public Argument(String name, Kind kind, List<Integer> shape, int classes) {
            this(name, kind, shape, classes, null);
        }

        private Argument at(int[] lengths) {
            return new Argument(name, kind, sizes(shape, lengths), classes, ignored);
        }

        /** Size of the last axis. */
        public int width() {
            return shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        }

        /** Whether this may be a label: from 0 to {@link #classes} − 1, or the ignored one. */
        public boolean isLabel(int label) {
            return label >= 0 && label < classes
                    || ignored != null && label == ignored
                    || kind == Kind.INTEGERS && classes == 0;
        }

        /** What a label is that {@link #isLabel} is not, and what to do. */
        public String refusal() {
            if (kind == Kind.INTEGERS) {
                return "out of range. Its Embedding has vectors for 0 to " + (classes - 1)
                        + ". Pass such integers, and set one of them aside for what is missing or unknown.";
            }
            return "out of range. Labels must be from 0 to " + (classes - 1)
                    + (ignored == null ? "" : ", or " + ignored + " at positions that do not count") + ".";
        }

        /** Numbers or labels of one example. */
        public int size() {
            return product(shape, NO_LENGTHS);
        }

        /** True for class labels. */
        public boolean isClasses() {
            return kind == Kind.CLASSES;
        }

        /** True for an {@code int[]}. */
        public boolean isInts() {
            return kind == Kind.CLASSES || kind == Kind.INTEGERS;
        }

        /** True for values that must be from 0 to 1. */
        public boolean isProbabilities() {
            return kind == Kind.PROBABILITIES;
        }

        /** True for factors of a loss. */
        public boolean isWeights() {
            return kind == Kind.WEIGHTS;
        }

        /** True for what an output is compared with, and for factors of that. */
        public boolean isTarget() {
            return kind != Kind.INPUT && kind != Kind.INTEGERS;
        }
    }

    /**
     * An array that {@code predict} fills.
     *
     * @param shape axis sizes of one example; below 0, an axis of variable length
     */
    public record Output(String name, List<Integer> shape) {
        /** Numbers of one example. */
        public int size() {
            return product(shape, NO_LENGTHS);
        }

        /** Size of the last axis. */
        public int width() {
            return shape.isEmpty() ? 1 : shape.get(shape.size() - 1);
        }
    }

    /** Begins the signature of a model. */
    public static Builder builder(String model) {
        return new Builder(model);
    }

    /** Name of the model. */
    public String model() {
        return model;
    }

    /** The axes of variable length; none of a signature {@link #at} lengths. */
    public List<Axis> axes() {
        return axes;
    }

    /** The lengths that this was made for by {@link #at}, in the order of the axes; do not change them. */
    public int[] lengths() {
        return lengths;
    }

    /**
     * The same where the axes of variable length have these, in their order: all sizes are known then.
     *
     * @throws IllegalArgumentException if there are not as many, or one is not from 1 to the most that the axis may have
     */
    public Signature at(int... ofAxes) {
        requireLengths(ofAxes);
        return axes.isEmpty() ? this : new Signature(this, ofAxes.clone());
    }

    /**
     * Numbers of one example of each input where the axes have these lengths, as {@link #at} would have them but without its memory.
     *
     * @param sizes to be filled, one an input
     * @throws IllegalArgumentException as of {@link #at}
     */
    public void inputSizes(int[] ofAxes, int[] sizes) {
        requireLengths(ofAxes);
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = product(inputs.get(i).shape, ofAxes);
        }
    }

    private void requireLengths(int[] ofAxes) {
        if (ofAxes.length != axes.size()) {
            throw new IllegalArgumentException(model + " has " + axes.size() + " axes of variable length ("
                    + axes.stream().map(Axis::name).collect(Collectors.joining(", ")) + ") but was given "
                    + ofAxes.length + " lengths. Pass one for each.");
        }
        for (int i = 0; i < ofAxes.length; i++) {
            Check.length(axes.get(i).name, ofAxes[i], axes.get(i).max);
        }
    }

    /** The same where all axes have their greatest length. */
    public Signature longest() {
        return at(axes.stream().mapToInt(Axis::max).toArray());
    }

    /** The arguments of training: inputs, then targets. */
    public List<Argument> arguments() {
        return arguments;
    }

    /**
     * The argument of this name, the target where an input bears the same.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Argument argument(String name) {
        for (int i = arguments.size() - 1; i >= 0; i--) {
            if (arguments.get(i).name().equals(name)) {
                return arguments.get(i);
            }
        }
        throw new IllegalArgumentException(model + " has no argument '" + name + "'.");
    }

    /** The arguments of prediction, the first of {@link #arguments()}. */
    public List<Argument> inputs() {
        return inputs;
    }

    /** What prediction gives. */
    public List<Output> outputs() {
        return outputs;
    }

    /**
     * Arrays for the outputs of so many examples.
     *
     * @throws ArithmeticException if one would be longer than an array can be
     */
    public float[][] outputArrays(int examples) {
        float[][] arrays = new float[outputs.size()][];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[Math.multiplyExact(examples, outputs.get(i).size())];
        }
        return arrays;
    }

    /** The parameters in order of memory. */
    public List<TensorLayout> parameters() {
        return layouts;
    }

    /** The parameter of this name, or null. */
    public @Nullable TensorLayout parameter(String name) {
        return parameters.get(name);
    }

    /**
     * The parameters whose names match a pattern, in order of memory.
     *
     * @param pattern a name, in which {@code *} stands for any letters, none and points included: {@code "features.*"}
     * @throws IllegalArgumentException if there are none
     */
    public List<TensorLayout> matching(String pattern) {
        List<TensorLayout> matching = new ArrayList<>();
        for (TensorLayout layout : layouts) {
            if (matches(pattern, layout.name())) {
                matching.add(layout);
            }
        }
        if (matching.isEmpty()) {
            throw new IllegalArgumentException("No parameter of " + model + " matches '" + pattern
                    + "'. Its parameters are '" + String.join("', '", parameters.keySet())
                    + "'. Give one of these names, or part of one and '*' for the rest.");
        }
        return matching;
    }

    private static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return name.equals(pattern);
        }
        String last = parts[parts.length - 1];
        int at = parts[0].length();
        if (!name.startsWith(parts[0]) || name.length() < at + last.length() || !name.endsWith(last)) {
            return false;
        }
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at + last.length() <= name.length();
    }

    /** Length of the flat parameters, padding included. */
    public int parameterFloats() {
        return parameterFloats;
    }

    /** Where the first parameter lies, and with it the vectors of what goes through all of them. */
    public int parametersFrom() {
        return layouts.stream().mapToInt(TensorLayout::at).min().orElse(0);
    }

    /** Where the last parameter ends, a multiple of 16 behind {@link #parametersFrom}. */
    public int parametersTo() {
        return layouts.stream()
                .mapToInt(layout -> layout.at() + layout.length())
                .max()
                .orElse(0);
    }

    /** What parameters that are not frozen meet after each step of training. */
    public Constraints constraints() {
        return constraints;
    }

    private static int product(List<Integer> shape, int[] lengths) {
        int product = 1;
        // By index: an iterator would be the only allocation of a prediction.
        for (int i = 0; i < shape.size(); i++) {
            int size = shape.get(i);
            if (size < 0 && lengths.length == 0) {
                throw new IllegalStateException(
                        "The size depends on the length of an axis. Ask a signature at lengths.");
            }
            product = Math.multiplyExact(product, size < 0 ? lengths[-1 - size] : size);
        }
        return product;
    }

    /** Collects a signature, in the order of its parts. */
    public static final class Builder {
        private final String model;
        private final List<Axis> axes = new ArrayList<>();
        private final List<Argument> inputs = new ArrayList<>();
        private final List<Argument> targets = new ArrayList<>();
        private final List<Output> outputs = new ArrayList<>();
        private final Map<String, TensorLayout> parameters = new LinkedHashMap<>();
        private @Nullable TensorLayout last;
        private int parameterFloats = -1;

        private Builder(String model) {
            this.model = model;
        }

        /** An axis of variable length from 1 to {@code max}. */
        public Builder axis(String name, int max) {
            axes.add(new Axis(name, max));
            return this;
        }

        /** An input of floats with these axis sizes an example. */
        public Builder input(String name, int... shape) {
            inputs.add(new Argument(name, Kind.INPUT, boxed(shape), 0));
            return this;
        }

        /** An input of integers from 0 to {@code limit − 1}, of any if that is 0, with these axis sizes an example. */
        public Builder integers(String name, int limit, int... shape) {
            inputs.add(new Argument(name, Kind.INTEGERS, boxed(shape), limit));
            return this;
        }

        /** A target of class labels from 0 to {@code classes − 1}; {@code shape} says how many an example, one if empty. */
        public Builder classes(String name, int classes, int... shape) {
            targets.add(new Argument(name, Kind.CLASSES, boxed(shape), classes));
            return this;
        }

        /** The same, with a label beside those of classes for positions that the loss leaves out. */
        public Builder classesOr(int ignored, String name, int classes, int... shape) {
            targets.add(new Argument(name, Kind.CLASSES, boxed(shape), classes, ignored));
            return this;
        }

        /** A target of floats with these axis sizes an example. */
        public Builder target(String name, int... shape) {
            targets.add(new Argument(name, Kind.TARGET, boxed(shape), 0));
            return this;
        }

        /** A target of probabilities, floats from 0 to 1, with these axis sizes an example. */
        public Builder probabilities(String name, int... shape) {
            targets.add(new Argument(name, Kind.PROBABILITIES, boxed(shape), 0));
            return this;
        }

        /** A target of numbers −1 and 1 with these axis sizes an example. */
        public Builder signs(String name, int... shape) {
            targets.add(new Argument(name, Kind.SIGNS, boxed(shape), 0));
            return this;
        }

        /** A target of finite numbers of at least 0 with these axis sizes an example. */
        public Builder nonNegative(String name, int... shape) {
            targets.add(new Argument(name, Kind.NON_NEGATIVE, boxed(shape), 0));
            return this;
        }

        /** Factors of an output's loss with these axis sizes an example. */
        public Builder weights(String name, int... shape) {
            targets.add(new Argument(name, Kind.WEIGHTS, boxed(shape), 0));
            return this;
        }

        /** An output with these axis sizes an example. */
        public Builder output(String name, int... shape) {
            outputs.add(new Output(name, boxed(shape)));
            return this;
        }

        /**
         * A parameter that is a matrix.
         *
         * @param at index of its first float, a multiple of 16
         * @param flattened height, width and channels that the inputs were flattened from, or none
         */
        public Builder matrix(String name, int at, int in, int out, Initializer initializer, int... flattened) {
            return parameter(TensorLayout.matrix(name, at, in, out, initializer, flattened));
        }

        /**
         * A parameter that is a table, in rows in memory as on disk.
         *
         * @param at index of its first float, a multiple of 16
         */
        public Builder table(String name, int at, int rows, int width, Initializer initializer) {
            return parameter(TensorLayout.table(name, at, rows, width, initializer));
        }

        /**
         * A parameter that is a vector.
         *
         * @param at index of its first float, a multiple of 16
         */
        public Builder vector(String name, int at, int n, Initializer initializer) {
            return parameter(TensorLayout.vector(name, at, n, initializer));
        }

        /**
         * A parameter of any shape whose numbers lie one after the other.
         *
         * @param at index of its first float, a multiple of 16
         * @param shape axis sizes, in memory as on disk
         */
        public Builder tensor(String name, int at, Initializer initializer, int... shape) {
            return parameter(TensorLayout.tensor(name, at, initializer, boxed(shape)));
        }

        private Builder parameter(TensorLayout layout) {
            if (parameters.put(layout.name(), layout) != null) {
                throw new IllegalArgumentException("Parameter '" + layout.name() + "' is declared twice.");
            }
            last = layout;
            return this;
        }

        /**
         * Says of the last parameter that its columns are {@code count} pieces of each unit: on disk those of a unit stand
         * together, in memory the first pieces of all units.
         *
         * @throws IllegalArgumentException if the columns are no multiple of {@code count}
         */
        public Builder pieces(int count) {
            return replace(last().inPieces(count));
        }

        /**
         * Says of the last parameter that its columns are {@code count} groups, each of which begins a new panel in memory and starts
         * from the initializer by itself; on disk they follow each other.
         *
         * @throws IllegalArgumentException if the columns are no multiple of {@code count}
         */
        public Builder groups(int count) {
            return replace(last().inGroups(count));
        }

        /** Says of the last parameter, a table, that this row of it starts as zeros. */
        public Builder zeroRow(int row) {
            return replace(last().withZeroRow(row));
        }

        /** Says of the last parameter that it is state: a step of training adds to it what stands in the place of its gradient. */
        public Builder state() {
            return replace(last().asState());
        }

        /**
         * Says of the last parameter, a matrix, what axis sizes it has on disk: those of a convolution's filters.
         *
         * @throws IllegalArgumentException if there are not as many numbers
         */
        public Builder shaped(int... shape) {
            return replace(last().shaped(boxed(shape)));
        }

        /** Says of the last parameter that training leaves it as it is. */
        public Builder frozen() {
            return replace(last().asFrozen());
        }

        /**
         * Says of the last parameter that {@code l1 · Σ|w| + l2 · Σw²} is a part of the loss.
         *
         * @throws IllegalArgumentException if a factor is negative or not finite
         */
        public Builder regularized(float l1, float l2) {
            return replace(last().regularized(l1, l2));
        }

        /** Says of the last parameter what it meets after each step of training. */
        public Builder constrained(Constraint constraint) {
            return replace(last().constrained(constraint));
        }

        private TensorLayout last() {
            TensorLayout declared = last;
            if (declared == null) {
                throw new IllegalStateException("No parameter is declared yet. Declare one first.");
            }
            return declared;
        }

        private Builder replace(TensorLayout layout) {
            parameters.put(layout.name(), layout);
            last = layout;
            return this;
        }

        /** Length of the flat parameters, padding included. */
        public Builder length(int parameterFloats) {
            this.parameterFloats = parameterFloats;
            return this;
        }

        /**
         * The signature.
         *
         * @throws IllegalArgumentException if two arguments share a name and role, or parameters overlap or lie out of range
         */
        public Signature build() {
            requireDistinct(inputs);
            requireDistinct(targets);
            TreeMap<Integer, TensorLayout> byPlace = new TreeMap<>();
            for (TensorLayout layout : parameters.values()) {
                TensorLayout other = byPlace.put(layout.at(), layout);
                if (other != null) {
                    throw new IllegalArgumentException(
                            layout + " lies at " + layout.at() + ", where " + other + " lies already.");
                }
            }
            long end = byPlace.isEmpty() ? 0 : Math.max(0, byPlace.firstKey());
            for (TensorLayout layout : byPlace.values()) {
                if (layout.at() < end || (layout.at() - end) % TensorLayout.PANEL != 0) {
                    throw new IllegalArgumentException(layout + " lies at " + layout.at() + ", where " + end
                            + " or a multiple of 16 behind it is due.");
                }
                end = (long) layout.at() + layout.length();
            }
            if (end > parameterFloats) {
                throw new IllegalArgumentException(
                        "The parameters end at " + end + " but their length is given as " + parameterFloats + ".");
            }
            return new Signature(this);
        }

        private static void requireDistinct(List<Argument> arguments) {
            Set<String> names = new HashSet<>();
            for (Argument argument : arguments) {
                if (!names.add(argument.name())) {
                    throw new IllegalArgumentException("Argument '" + argument.name() + "' is declared twice.");
                }
            }
        }

        private static List<Integer> boxed(int[] shape) {
            List<Integer> boxed = new ArrayList<>();
            for (int axis : shape) {
                boxed.add(axis);
            }
            return List.copyOf(boxed);
        }
    }
}
