package io.lanewise.samples.benchmarks.measure;

import java.util.Arrays;

/**
 * The middle of some measurements and how far they lie apart.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param spread largest less smallest, as a share of the median
 */
public record Spread(double median, double spread) {
    /** Of at least one value. */
    public static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double median = (sorted[last / 2] + sorted[(last + 1) / 2]) / 2;
        return new Spread(median, median == 0 ? 0 : (sorted[last] - sorted[0]) / median);
    }
}
