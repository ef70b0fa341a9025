package io.lanewise.training.metric;

import java.util.Arrays;

/**
 * The areas under the ROC curve and under the precision-recall curve, exact: all values are kept, eight bytes each, and examples
 * of equal value count as one step of the curve.
 *
 * <p>With one value a row, or two classes, it is about class 1; with more, each class against all others, and the mean over the
 * classes ({@code multi_class="ovr", average="macro"} in scikit-learn).
 */
public final class Ranking implements Meter {
    /** Which area. */
    public enum Area {
        /** Under the ROC curve: the chance that a positive example is valued above a negative one, equals counting half. */
        ROC,
        /** Under the precision-recall curve, as the average precision: Σ (Rₙ − Rₙ₋₁)·Pₙ, without interpolation. */
        PRECISION_RECALL
    }

    private final Area area;
    private long[][] ranked = {};
    private int count;

    /** Of this area. */
    public Ranking(Area area) {
        this.area = area;
    }

    @Override
    public void reset() {
        count = 0;
    }

    @Override
    public void update(Answers answers) {
        int width = answers.width();
        boolean labels = answers.isLabels();
        int curves = labels && width == 2 ? 1 : width;
        if (ranked.length != curves) {
            ranked = new long[curves][16];
            count = 0;
        }
        int needed = Math.addExact(count, answers.rows());
        for (int c = 0; c < curves; c++) {
            if (ranked[c].length < needed) {
                ranked[c] =
                        Arrays.copyOf(ranked[c], (int) Math.max(needed, Math.min(2L * needed, Integer.MAX_VALUE - 8)));
            }
            int column = curves < width ? 1 : c;
            for (int row = 0; row < answers.rows(); row++) {
                int at = row * width + column;
                boolean yes = labels ? answers.labels()[row] == (width == 1 ? 1 : column) : answers.yes(at);
                ranked[c][count + row] = key(answers.values()[at]) << 1 | (yes ? 1 : 0);
            }
        }
        count = needed;
    }

    /** A whole number in the order of the floats; −0 is 0. */
    private static long key(float value) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException(
                    "An answer is NaN, which has no rank. Look where it arises in the network.");
        }
        int bits = Float.floatToIntBits(value + 0f);
        return bits < 0 ? ~bits ^ 0x80000000 : bits;
    }

    /**
     * The area. A ROC area without an example of each kind is NaN; an average precision without a positive example is 0, as
     * scikit-learn has it with a warning.
     */
    @Override
    public double result() {
        double sum = 0;
        for (long[] values : ranked) {
            Arrays.sort(values, 0, count);
            sum += area == Area.ROC ? roc(values) : precision(values);
        }
        return sum / ranked.length;
    }

    private double roc(long[] values) {
        long negatives = 0;
        long twice = 0;
        long positives = 0;
        for (int from = 0, to; from < count; from = to) {
            to = end(values, from);
            long yes = yes(values, from, to);
            long no = to - from - yes;
            twice += yes * (2 * negatives + no);
            negatives += no;
            positives += yes;
        }
        return (double) twice / (2.0 * positives * negatives);
    }

    private double precision(long[] values) {
        long positives = yes(values, 0, count);
        long hit = positives;
        double sum = 0;
        // From the least value up: at each step all examples from here on are answered yes.
        for (int from = 0, to; from < count; from = to) {
            to = end(values, from);
            long yes = yes(values, from, to);
            sum += yes * ((double) hit / (count - from));
            hit -= yes;
        }
        return positives == 0 ? 0 : sum / positives;
    }

    /** The end of the examples of equal value. */
    private int end(long[] values, int from) {
        int to = from + 1;
        while (to < count && values[to] >> 1 == values[from] >> 1) {
            to++;
        }
        return to;
    }

    private static long yes(long[] values, int from, int to) {
        long yes = 0;
        for (int i = from; i < to; i++) {
            yes += values[i] & 1;
        }
        return yes;
    }
}
