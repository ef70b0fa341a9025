package io.lanewise.training.metric;

/**
 * How often each class was taken for each: a row for every class that was right, a column for every class that was answered,
 * as in scikit-learn. Its result as a metric is the accuracy.
 *
 * <pre>{@code
 * ConfusionMatrix matrix = new ConfusionMatrix();
 * matrix.update(Answers.of(probabilities, labels));
 * System.out.println(matrix);
 * }</pre>
 */
public final class ConfusionMatrix implements Meter {
    private long[][] counts = {};

    /** Of no answers yet. */
    public ConfusionMatrix() {}

    @Override
    public void reset() {
        counts = new long[counts.length][counts.length];
    }

    @Override
    public void update(Answers answers) {
        if (counts.length != answers.classes()) {
            counts = new long[answers.classes()][answers.classes()];
        }
        for (int row = 0; row < answers.rows(); row++) {
            int right;
            if (answers.isLabels()) {
                right = answers.labels()[row];
            } else if (answers.width() == 1) {
                right = answers.yes(row) ? 1 : 0;
            } else {
                throw new IllegalArgumentException(
                        "Each row has " + answers.width() + " targets of their own, which make no"
                                + " one matrix. Judge rows of probabilities by Metrics.byLargest(metric).");
            }
            counts[right][answers.answer(row)]++;
        }
    }

    /** The accuracy; NaN before the first answer. */
    @Override
    public double result() {
        long hit = 0;
        long all = 0;
        for (int right = 0; right < counts.length; right++) {
            hit += counts[right][right];
            for (long count : counts[right]) {
                all += count;
            }
        }
        return (double) hit / all;
    }

    /** Number of classes; 0 before the first answer. */
    public int classes() {
        return counts.length;
    }

    /** How often this class was right and that one was answered. */
    public long count(int right, int answered) {
        return counts[right][answered];
    }

    /** The matrix as a table; a zero is a point. */
    @Override
    public String toString() {
        int width = 1 + Long.toString(Math.max(most(), counts.length)).length();
        StringBuilder text = new StringBuilder("row: right, column: answered\n").append(" ".repeat(width));
        for (int c = 0; c < counts.length; c++) {
            pad(text, Integer.toString(c), width);
        }
        for (int right = 0; right < counts.length; right++) {
            text.append('\n');
            pad(text, Integer.toString(right), width);
            for (long count : counts[right]) {
                pad(text, count == 0 ? "." : Long.toString(count), width);
            }
        }
        return text.toString();
    }

    private long most() {
        long most = 0;
        for (long[] row : counts) {
            for (long count : row) {
                most = Math.max(most, count);
            }
        }
        return most;
    }

    private static void pad(StringBuilder text, String number, int width) {
        text.append(" ".repeat(width - number.length())).append(number);
    }
}
