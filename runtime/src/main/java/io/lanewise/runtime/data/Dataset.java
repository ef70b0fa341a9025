package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Check;
import io.lanewise.runtime.generated.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examples for one model, checked once: an array for each input and each target of the model, all of the same number of
 * examples. The generated class makes it ({@code DigitsModel.data(images, digits)}).
 *
 * <p>The arrays are not copied, and parts of the data share them: leave them unchanged while the data is in use. A data
 * set is otherwise immutable and safe to share.
 */
public final class Dataset implements Examples {
    private final Signature signature;
    private final Object[] arrays;
    private final int[] rows;

    private Dataset(Signature signature, Object[] arrays, int[] rows) {
        this.signature = signature;
        this.arrays = arrays;
        this.rows = rows;
    }

    /**
     * Data of these arrays, for generated code: users call the model's own typed method.
     *
     * @param arrays a {@code float[]} or {@code int[]} for each argument of the signature, in its order, each a whole
     *     number of examples long
     * @throws IllegalArgumentException if there are no arrays or examples, an array is no whole number of examples, two arrays hold
     *     different numbers of examples, a class label is out of range, or a probability is not from 0 to 1
     */
    public static Dataset of(Signature signature, Object... arrays) {
        List<Signature.Argument> arguments = signature.arguments();
        if (arrays.length != arguments.size()) {
            throw new IllegalArgumentException(signature.model() + " takes " + arguments.size() + " arrays ("
                    + names(arguments) + ") but was given " + arrays.length + ".");
        }
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException(signature.model() + " takes no arrays, which would say how many examples"
                    + " there are. Pass their number: " + signature.model()
                    + "Model.data(count), or Dataset.ofCount().");
        }
        int count = -1;
        for (int i = 0; i < arrays.length; i++) {
            int examples = examples(arguments.get(i), arrays[i]);
            if (count >= 0 && examples != count) {
                throw new IllegalArgumentException("'" + arguments.get(0).name() + "' has " + count + " examples but '"
                        + arguments.get(i).name() + "' has " + examples
                        + ". Every array must hold the same examples in the same order.");
            }
            count = examples;
        }
        for (int i = 0; i < arrays.length; i++) {
            Signature.Argument argument = arguments.get(i);
            if (arrays[i] instanceof float[] values) {
                Check.within(argument.kind(), argument.name(), values, values.length, argument.size());
            }
            if (arrays[i] instanceof int[] labels) {
                Check.labelsWithin(argument, labels, labels.length, argument.size());
            }
        }
        return new Dataset(signature, arrays.clone(), Order.straight(count));
    }

    /**
     * Data for a model that takes no arrays, because its weights alone make its loss; for generated code.
     *
     * @param count number of examples, all alike, at least 1
     * @throws IllegalArgumentException if {@code count} is below 1, or the model takes arrays
     */
    public static Dataset ofCount(Signature signature, int count) {
        if (!signature.arguments().isEmpty()) {
            throw new IllegalArgumentException(signature.model() + " takes "
                    + signature.arguments().size() + " arrays (" + names(signature.arguments())
                    + "). Pass them, not a count.");
        }
        if (count < 1) {
            throw new IllegalArgumentException("The number of examples is " + count + ". Pass at least 1.");
        }
        return new Dataset(signature, new Object[0], Order.straight(count));
    }

    private static int examples(Signature.Argument argument, @Nullable Object array) {
        int length;
        if (array instanceof float[] values && !argument.isInts()) {
            length = values.length;
        } else if (array instanceof int[] labels && argument.isInts()) {
            length = labels.length;
        } else {
            throw new IllegalArgumentException("'" + argument.name() + "' is " + Batch.named(array) + ". Pass "
                    + (argument.isClasses()
                            ? "an int[] of class labels."
                            : argument.isInts() ? "an int[]." : "a float[]."));
        }
        if (length == 0) {
            throw new IllegalArgumentException(
                    "The data is empty: '" + argument.name() + "' has no examples. Pass at least one.");
        }
        if (length % argument.size() != 0) {
            throw new IllegalArgumentException("'" + argument.name() + "' has " + length
                    + " numbers, which is no whole number of examples of " + argument.size()
                    + ". Pass all examples one after the other, each complete.");
        }
        return length / argument.size();
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public int count() {
        return rows.length;
    }

    /**
     * A copy of an argument's values in the order of these examples.
     *
     * @param argument name of an input or of a target of values
     * @throws IllegalArgumentException if there is no such argument or it holds integers
     */
    public float[] floats(String argument) {
        int index = index(signature, argument);
        if (!(arrays[index] instanceof float[] values)) {
            throw new IllegalArgumentException("'" + argument + "' holds integers. Read it by ints().");
        }
        int size = signature.arguments().get(index).size();
        float[] copy = new float[rows.length * size];
        gather(values, size, rows, 0, rows.length, copy);
        return copy;
    }

    /**
     * A copy of an input's integers or a target's class labels in the order of these examples.
     *
     * @param argument name of an input of integers or a target of classes
     * @throws IllegalArgumentException if there is no such argument or it holds values
     */
    public int[] ints(String argument) {
        int index = index(signature, argument);
        if (!(arrays[index] instanceof int[] labels)) {
            throw new IllegalArgumentException("'" + argument + "' holds values. Read it by floats().");
        }
        int size = signature.arguments().get(index).size();
        int[] copy = new int[rows.length * size];
        gather(labels, size, rows, 0, rows.length, copy);
        return copy;
    }

    /**
     * These examples, in this order; one may occur more than once.
     *
     * @param examples indices from 0 to below {@link #count()}, at least one
     * @throws IllegalArgumentException if there are none or one is out of range
     */
    public Dataset subset(int... examples) {
        if (examples.length == 0) {
            throw new IllegalArgumentException("A subset of no examples. Pass at least one index.");
        }
        int[] chosen = new int[examples.length];
        for (int i = 0; i < examples.length; i++) {
            int example = examples[i];
            if (example < 0 || example >= rows.length) {
                throw new IllegalArgumentException("Example " + example + " of a data set of " + rows.length
                        + ". Pass indices from 0 to " + (rows.length - 1) + ".");
            }
            chosen[i] = rows[example];
        }
        return new Dataset(signature, arrays, chosen);
    }

    /**
     * Cuts the data in two at random.
     *
     * @param fraction share of the examples to hold out, above 0 and below 1; rounded to whole examples
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the fraction is out of range or would leave one part empty
     */
    public Split split(double fraction, long seed) {
        return Splitting.split(this, fraction, seed);
    }

    /**
     * Cuts the data in two at random so that both parts hold the classes in the same proportion, up to one example of
     * each class. The classes are the labels of the only target of classes.
     *
     * @param fraction share of the examples to hold out, above 0 and below 1; rounded to whole examples
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the fraction is out of range or would leave one part empty, or the model has
     *     not exactly one target that is one class label per example
     */
    public Split stratifiedSplit(double fraction, long seed) {
        return Splitting.stratified(this, fraction, seed);
    }

    @Override
    public Batches batches(int size) {
        return new DatasetBatches(this, size);
    }

    /**
     * These examples with another array in place of one argument's. The others are copied in the order of these examples.
     *
     * @param argument name of an input or a target
     * @param values a {@code float[]} or {@code int[]} of these examples in their order
     * @throws IllegalArgumentException if there is no such argument or the array does not fit it
     */
    public Dataset with(String argument, Object values) {
        int index = index(signature, argument);
        Object[] replaced = new Object[arrays.length];
        for (int i = 0; i < replaced.length; i++) {
            String name = signature.arguments().get(i).name();
            replaced[i] = i == index ? values : arrays[i] instanceof float[] ? floats(name) : ints(name);
        }
        return of(signature, replaced);
    }

    /**
     * Cuts the data in three at random: the test part is held out first, then the validation part of what is left.
     *
     * @param validation share of all examples to choose settings by, above 0
     * @param test share of all examples to judge the end by, above 0
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the shares are not above 0 and below 1 together, or would leave a part empty
     */
    public Partition partition(double validation, double test, long seed) {
        return Splitting.three(this, validation, test, seed, false);
    }

    /**
     * The same with the classes in the same proportion in all three parts, up to one example of each class.
     *
     * @param validation share of all examples to choose settings by, above 0
     * @param test share of all examples to judge the end by, above 0
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the shares are not above 0 and below 1 together or would leave a part empty, or the
     *     model has not exactly one target that is one class label per example
     */
    public Partition stratifiedPartition(double validation, double test, long seed) {
        return Splitting.three(this, validation, test, seed, true);
    }

    /**
     * Cuts the data for cross-validation: each example is in the test part of one fold and in the training part of the others.
     * The test parts differ by one example at most.
     *
     * @param folds number of folds, from 2 to the number of examples
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the number of folds is out of range
     */
    public List<Split> folds(int folds, long seed) {
        return Splitting.folds(this, folds, seed, false);
    }

    /**
     * The same with the examples of each class dealt out evenly: in the test parts their numbers differ by one at most.
     *
     * @param folds number of folds, from 2 to the number of examples
     * @param seed seed of the choice
     * @throws IllegalArgumentException if the number of folds is out of range, or the model has not exactly one target that is
     *     one class label per example
     */
    public List<Split> stratifiedFolds(int folds, long seed) {
        return Splitting.folds(this, folds, seed, true);
    }

    Object array(int argument) {
        return arrays[argument];
    }

    /** Index in the shared arrays of each example. */
    int[] rows() {
        return rows;
    }

    static int index(Signature signature, String argument) {
        List<Signature.Argument> arguments = signature.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).name().equals(argument)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                signature.model() + " has no argument '" + argument + "'. It has " + names(arguments) + ".");
    }

    private static String names(List<Signature.Argument> arguments) {
        StringBuilder text = new StringBuilder();
        for (Signature.Argument argument : arguments) {
            text.append(text.isEmpty() ? "'" : ", '").append(argument.name()).append('\'');
        }
        return text.toString();
    }

    /** Copies the examples {@code order[from] … order[from + count − 1]} one after the other. */
    static void gather(float[] source, int size, int[] order, int from, int count, float[] target) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(source, order[from + i] * size, target, i * size, size);
        }
    }

    static void gather(int[] source, int size, int[] order, int from, int count, int[] target) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(source, order[from + i] * size, target, i * size, size);
        }
    }

    @Override
    public String toString() {
        return signature.model() + " data: " + rows.length + " examples of " + names(signature.arguments());
    }
}
