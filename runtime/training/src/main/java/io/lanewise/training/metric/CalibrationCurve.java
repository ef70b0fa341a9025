package io.lanewise.training.metric;

import java.util.Arrays;

/**
 * How often what is said with a probability comes true (reliability diagram). The range from 0 to 1 is cut in bins of equal
 * width; what lies on an edge belongs to the lower bin, as in scikit-learn's {@code calibration_curve}.
 *
 * <p>With one value a row it is the probability of yes. With class labels and several values it is the largest value, and yes
 * is that its class was right (Guo et al., 2017). As a metric its result is the expected calibration error: the mean distance
 * between what was said and what came true, each bin weighted by its examples.
 */
public final class CalibrationCurve implements Meter {
    private final double[] said;
    private final long[] yes;
    private final long[] counts;

    /**
     * With so many bins.
     *
     * @throws IllegalArgumentException if {@code bins} is below 1
     */
    public CalibrationCurve(int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("A curve of " + bins + " bins. Pass at least 1; 10 are usual.");
        }
        said = new double[bins];
        yes = new long[bins];
        counts = new long[bins];
    }

    @Override
    public void reset() {
        Arrays.fill(said, 0);
        Arrays.fill(yes, 0);
        Arrays.fill(counts, 0);
    }

    @Override
    public void update(Answers answers) {
        int width = answers.width();
        boolean confidence = answers.isLabels() && width > 1;
        for (int i = 0; i < (confidence ? 1 : width) * answers.rows(); i++) {
            if (confidence) {
                int answer = answers.answer(i);
                add(answers.values()[i * width + answer], answers.labels()[i] == answer);
            } else {
                add(answers.values()[i], answers.isLabels() ? answers.labels()[i] == 1 : answers.yes(i));
            }
        }
    }

    private void add(float probability, boolean right) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("An answer is " + probability
                    + ", which is no probability. A calibration curve needs an output of SOFTMAX or SIGMOID.");
        }
        int bin = 0;
        while (bin < said.length - 1 && (double) (bin + 1) / said.length < probability) {
            bin++;
        }
        said[bin] += probability;
        yes[bin] += right ? 1 : 0;
        counts[bin]++;
    }

    /** Number of bins. */
    public int bins() {
        return said.length;
    }

    /** Examples in a bin. */
    public long count(int bin) {
        return counts[bin];
    }

    /** The mean probability that was said in a bin; NaN if it is empty. */
    public double said(int bin) {
        return said[bin] / counts[bin];
    }

    /** The share that came true in a bin; NaN if it is empty. */
    public double cameTrue(int bin) {
        return (double) yes[bin] / counts[bin];
    }

    /** The expected calibration error; NaN before the first example. */
    @Override
    public double result() {
        double sum = 0;
        long all = 0;
        for (int bin = 0; bin < said.length; bin++) {
            sum += Math.abs(said[bin] - yes[bin]);
            all += counts[bin];
        }
        return sum / all;
    }
}
