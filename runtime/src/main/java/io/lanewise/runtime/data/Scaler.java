package io.lanewise.runtime.data;

import io.lanewise.runtime.Network;
import java.util.Arrays;
import java.util.StringJoiner;

/**
 * Brings each feature to a common scale: {@code y = (x − offset) / scale}. Fit it on the training part alone, or what is judged
 * has been seen:
 *
 * <pre>{@code
 * Scaler scaler = Scaler.standard(split.train(), "image");
 * Dataset train = scaler.apply(split.train(), "image");
 * scaler.keep(model, "image");                                     // saved and loaded with the weights
 * float[] p = model.predict(Scaler.of(model, "image").apply(x));
 * }</pre>
 *
 * <p>Fitted in double, in one pass over data of any size (Welford, 1962), in the order of the examples. Immutable.
 */
public final class Scaler {
    private static final String KEPT = "scaler.";

    private final double[] offset;
    private final double[] scale;

    private Scaler(double[] offset, double[] scale) {
        this.offset = offset;
        this.scale = scale;
    }

    /**
     * Standardisation: each feature less its mean, divided by its standard deviation (that of the population, as
     * scikit-learn's {@code StandardScaler}). A feature that never changes becomes 0.
     *
     * @param argument name of an input or of a target of values; each number of an example is a feature
     * @throws IllegalArgumentException if there is no such argument, it holds class labels, or a value is not finite
     */
    public static Scaler standard(Examples data, String argument) {
        return fitted(data, argument).standard();
    }

    /**
     * Standardisation of these values.
     *
     * @param values examples one after the other
     * @param features numbers of an example; 1 for one scale for all numbers
     * @throws IllegalArgumentException if there are no values, they are no whole number of examples, or one is not finite
     */
    public static Scaler standard(float[] values, int features) {
        return fitted(values, features).standard();
    }

    /**
     * Min-max scaling: the least value of each feature becomes 0 and the greatest 1. A feature that never changes becomes 0.
     *
     * @param argument name of an input or of a target of values; each number of an example is a feature
     * @throws IllegalArgumentException if there is no such argument, it holds class labels, or a value is not finite
     */
    public static Scaler minMax(Examples data, String argument) {
        return fitted(data, argument).minMax();
    }

    /**
     * Min-max scaling of these values.
     *
     * @param values examples one after the other
     * @param features numbers of an example; 1 for one scale for all numbers
     * @throws IllegalArgumentException if there are no values, they are no whole number of examples, or one is not finite
     */
    public static Scaler minMax(float[] values, int features) {
        return fitted(values, features).minMax();
    }

    private static Moments fitted(Examples data, String argument) {
        int index = Dataset.index(data.signature(), argument);
        if (data.signature().arguments().get(index).isInts()) {
            throw new IllegalArgumentException(
                    "'" + argument + "' holds class labels or other integers, which have no scale. Name an input or"
                            + " a target of values.");
        }
        Moments moments = new Moments(
                "'" + argument + "'", data.signature().arguments().get(index).size());
        for (Batch batch : data.batches(256)) {
            moments.add(batch.floats(index), batch.count());
        }
        return moments;
    }

    private static Moments fitted(float[] values, int features) {
        Moments moments = new Moments("the data", features);
        moments.add(values, whole(values, features));
        return moments;
    }

    private static int whole(float[] values, int features) {
        if (features < 1 || values.length == 0 || values.length % features != 0) {
            throw new IllegalArgumentException(values.length + " numbers are no examples of " + features
                    + " features. Pass examples one after the other, each complete.");
        }
        return values.length / features;
    }

    /**
     * The scaler that was {@linkplain #keep kept} with a network, or with the one whose file it was loaded from.
     *
     * @param name the name that it was kept under
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Scaler of(Network network, String name) {
        String[] numbers = network.note(KEPT + name).split(" ");
        double[] offset = new double[numbers.length / 2];
        double[] scale = new double[offset.length];
        for (int i = 0; i < offset.length; i++) {
            offset[i] = Double.parseDouble(numbers[2 * i]);
            scale[i] = Double.parseDouble(numbers[2 * i + 1]);
        }
        return new Scaler(offset, scale);
    }

    /**
     * Keeps this scaler with a network: from now on it is saved with the weights and loaded with them.
     *
     * @param name a name to find it by, such as the input's
     */
    public void keep(Network network, String name) {
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < offset.length; i++) {
            text.add(offset[i] + " " + scale[i]);
        }
        network.note(KEPT + name, text.toString());
    }

    /** Number of features. */
    public int features() {
        return offset.length;
    }

    /** What is taken from each feature: its mean, or its least value. */
    public double[] offset() {
        return offset.clone();
    }

    /** What each feature is divided by: its standard deviation, or its range; 1 where that is 0. */
    public double[] scale() {
        return scale.clone();
    }

    /**
     * A scaled copy.
     *
     * @param values examples of {@link #features} numbers one after the other
     * @throws IllegalArgumentException if they are no whole number of examples
     */
    public float[] apply(float[] values) {
        float[] scaled = new float[values.length];
        whole(values, offset.length);
        for (int i = 0; i < values.length; i++) {
            int feature = i % offset.length;
            scaled[i] = (float) ((values[i] - offset[feature]) / scale[feature]);
        }
        return scaled;
    }

    /**
     * A copy of the data with one argument scaled. The result holds arrays of its own.
     *
     * @param argument name of an input or of a target of values
     * @throws IllegalArgumentException if there is no such argument, or its examples have another number of features
     */
    public Dataset apply(Dataset data, String argument) {
        return data.with(argument, apply(data.floats(argument)));
    }

    /**
     * A copy in the units from before scaling: {@code x = y · scale + offset}.
     *
     * @param values examples of {@link #features} numbers one after the other
     * @throws IllegalArgumentException if they are no whole number of examples
     */
    public float[] inverse(float[] values) {
        float[] raw = new float[values.length];
        whole(values, offset.length);
        for (int i = 0; i < values.length; i++) {
            int feature = i % offset.length;
            raw[i] = (float) (values[i] * scale[feature] + offset[feature]);
        }
        return raw;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scaler scaler
                && Arrays.equals(offset, scaler.offset)
                && Arrays.equals(scale, scaler.scale);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(offset) + Arrays.hashCode(scale);
    }

    @Override
    public String toString() {
        return "Scaler of " + offset.length + " features";
    }

    /** Mean, sum of squares about it, and range of each feature, value by value. */
    private static final class Moments {
        private final String name;
        private final double[] mean;
        private final double[] squares;
        private final double[] least;
        private final double[] greatest;
        private long count;

        Moments(String name, int features) {
            this.name = name;
            this.mean = new double[features];
            this.squares = new double[features];
            this.least = new double[features];
            this.greatest = new double[features];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        }

        void add(float[] values, int examples) {
            int features = mean.length;
            for (int example = 0; example < examples; example++) {
                count++;
                for (int i = 0; i < features; i++) {
                    float value = values[example * features + i];
                    if (!Float.isFinite(value)) {
                        throw new IllegalArgumentException("Feature " + i + " of example " + (count - 1) + " of " + name
                                + " is " + value + ". Replace such values, or leave out the example.");
                    }
                    double delta = value - mean[i];
                    mean[i] += delta / count;
                    squares[i] += delta * (value - mean[i]);
                    least[i] = Math.min(least[i], value);
                    greatest[i] = Math.max(greatest[i], value);
                }
            }
        }

        Scaler standard() {
            double[] scale = new double[mean.length];
            for (int i = 0; i < scale.length; i++) {
                // Of a feature that never changes the mean may still be rounded: take the value itself.
                boolean constant = least[i] == greatest[i];
                mean[i] = constant ? least[i] : mean[i];
                scale[i] = constant ? 1 : Math.sqrt(squares[i] / count);
            }
            return new Scaler(mean, scale);
        }

        Scaler minMax() {
            double[] scale = new double[least.length];
            for (int i = 0; i < scale.length; i++) {
                scale[i] = least[i] == greatest[i] ? 1 : greatest[i] - least[i];
            }
            return new Scaler(least, scale);
        }
    }
}
