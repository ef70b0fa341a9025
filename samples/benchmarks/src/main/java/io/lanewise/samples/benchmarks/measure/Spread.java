package io.lanewise.samples.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What several forks found.
 *
 * @param values of the forks, in their order
 */
public record Spread(List<Double> values) {
    /** Of at least one value. */
    public static Spread of(double... values) {
        return new Spread(DoubleStream.of(values).boxed().toList());
    }

    /** The middle one, or the mean of the two in the middle. */
    public double median() {
        double[] sorted = sorted();
        int last = sorted.length - 1;
        return (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
    }

    /** Largest less smallest, as a share of the median. */
    public double spread() {
        double[] sorted = sorted();
        double median = median();
        return median == 0 ? 0 : (sorted[sorted.length - 1] - sorted[0]) / median;
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(value -> value).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
