package io.lanewise.runtime.generated;

import org.jspecify.annotations.Nullable;

/** The checks of arguments that every generated method makes before anything is computed. */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Check {
    private Check() {}

    /**
     * Checks a number of examples.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public static void count(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of examples is " + count + ". It must be at least 1.");
        }
    }

    /**
     * Checks the length of an axis.
     *
     * @throws IllegalArgumentException if it is not from 1 to {@code max}
     */
    public static void length(String axis, int length, int max) {
        if (length < 1 || length > max) {
            throw new IllegalArgumentException(
                    "The length of '" + axis + "' is " + length + ". It must be from 1 to " + max + ".");
        }
    }

    /**
     * Checks an array of values.
     *
     * @param name name of the argument
     * @param count examples, at least 1
     * @param size values of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long
     */
    public static void floats(String name, float @Nullable [] array, int count, int size) {
        if (array == null || array.length != (long) count * size) {
            throw wrong(name, "float", array == null ? -1 : array.length, count, size);
        }
    }

    /**
     * Checks an array of integers.
     *
     * @param name name of the argument
     * @param count examples, at least 1
     * @param size integers of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long
     */
    public static void ints(String name, int @Nullable [] array, int count, int size) {
        if (array == null || array.length != (long) count * size) {
            throw wrong(name, "int", array == null ? -1 : array.length, count, size);
        }
    }

    /**
     * Checks class labels, one an example.
     *
     * @param name name of the argument
     * @param count labels, at least 1
     * @param classes number of classes
     * @throws IllegalArgumentException if the array is null or not {@code count} long, or a label is not from 0 to
     *     {@code classes − 1}
     */
    public static void classes(String name, int @Nullable [] array, int count, int classes) {
        ints(name, array, count, 1);
        if (array == null) {
            return; // refused above
        }
        for (int i = 0; i < array.length; i++) {
            if (array[i] < 0 || array[i] >= classes) {
                throw new IllegalArgumentException("Label " + array[i] + " at index " + i + " of '" + name
                        + "' is out of range. Labels must be from 0 to " + (classes - 1) + ".");
            }
        }
    }

    /**
     * Checks class labels, or integers, of a signature whose sizes are fixed.
     *
     * @param argument says which, and how many an example
     * @param count examples, at least 1
     * @throws IllegalArgumentException if the array is null or not {@code count · argument.size()} long, or a label is none
     */
    public static void labels(Signature.Argument argument, int @Nullable [] array, int count) {
        labels(argument, array, count, argument.size());
    }

    /**
     * Checks class labels, or the integers of an input, as a signature has them.
     *
     * @param argument says which
     * @param count examples, at least 1
     * @param size labels of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long, or a label is none
     */
    public static void labels(Signature.Argument argument, int @Nullable [] array, int count, int size) {
        ints(argument.name(), array, count, size);
        if (array != null) {
            labelsWithin(argument, array, array.length, size);
        }
    }

    /**
     * Checks the first {@code length} labels, {@code size} an example.
     *
     * @throws IllegalArgumentException if one of them is none
     */
    public static void labelsWithin(Signature.Argument argument, int[] array, int length, int size) {
        for (int i = 0; i < length; i++) {
            if (!argument.isLabel(array[i])) {
                String place = argument.isClasses() ? "" : " (example " + i / size + ", position " + i % size + ")";
                throw new IllegalArgumentException((argument.isClasses() ? "Label " : "Integer ") + array[i]
                        + " at index " + i + " of '" + argument.name() + "'" + place + " is " + argument.refusal());
            }
        }
    }

    /**
     * Checks an array of probabilities.
     *
     * @param name name of the argument
     * @param count examples, at least 1
     * @param size probabilities of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long, or a number is NaN or not from
     *     0 to 1
     */
    public static void probabilities(String name, float @Nullable [] array, int count, int size) {
        range(Signature.Kind.PROBABILITIES, name, array, count, size);
    }

    /**
     * Checks an array of targets of a hinge loss.
     *
     * @param name name of the argument
     * @param count examples, at least 1
     * @param size numbers of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long, or a number is neither −1 nor 1
     */
    public static void signs(String name, float @Nullable [] array, int count, int size) {
        range(Signature.Kind.SIGNS, name, array, count, size);
    }

    /**
     * Checks an array of counts or of factors.
     *
     * @param name name of the argument
     * @param count examples, at least 1
     * @param size numbers of one example
     * @throws IllegalArgumentException if the array is null or not {@code count · size} long, or a number is NaN, infinite or
     *     below 0
     */
    public static void nonNegative(String name, float @Nullable [] array, int count, int size) {
        range(Signature.Kind.NON_NEGATIVE, name, array, count, size);
    }

    private static void range(Signature.Kind kind, String name, float @Nullable [] array, int count, int size) {
        floats(name, array, count, size);
        if (array != null) {
            within(kind, name, array, array.length, size);
        }
    }

    /**
     * Checks the first {@code length} numbers of an argument.
     *
     * @param name name of the argument
     * @param size numbers of one example
     * @throws IllegalArgumentException if one of them is none that {@code kind} holds
     */
    public static void within(Signature.Kind kind, String name, float[] array, int length, int size) {
        for (int i = 0; i < length; i++) {
            if (!kind.holds(array[i])) {
                throw new IllegalArgumentException("'" + name + "' is " + array[i] + " at index " + i + " (example "
                        + i / size + "), which is " + kind.refusal());
            }
        }
    }

    private static IllegalArgumentException wrong(String name, String type, int length, int count, int size) {
        if (length < 0) {
            return new IllegalArgumentException("'" + name + "' is null. Pass a " + type + "[] of "
                    + (long) count * size + " numbers: " + examples(count, size) + ".");
        }
        String advice = length > 0 && length % size == 0
                ? " Pass all of them, or a count of " + length / size + "."
                : " Pass the examples one after the other, each complete.";
        return new IllegalArgumentException("'" + name + "' has " + length + " numbers, but " + examples(count, size)
                + " are " + (long) count * size + "." + advice);
    }

    private static String examples(int count, int size) {
        return (count == 1 ? "1 example" : count + " examples") + " of " + size;
    }
}
