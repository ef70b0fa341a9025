package io.lanewise.training.metric;

/**
 * The mean of −log of the probability that was given to what was right. Probabilities are taken as 2⁻²³ at least and 1 − 2⁻²³ at
 * most, as scikit-learn does with single precision, so that one wrong certainty does not make it infinite.
 */
public final class LogLoss implements Meter {
    private static final double LEAST = 0x1p-23;

    private double sum;
    private long count;

    /** Of no answers yet. */
    public LogLoss() {}

    @Override
    public void reset() {
        sum = 0;
        count = 0;
    }

    @Override
    public void update(Answers answers) {
        int width = answers.width();
        float[] values = answers.values();
        if (answers.isLabels()) {
            for (int row = 0; row < answers.rows(); row++) {
                int label = answers.labels()[row];
                add(width == 1 ? of(values[row], label == 1) : values[row * width + label]);
            }
        } else {
            for (int i = 0; i < answers.rows() * width; i++) {
                add(of(values[i], answers.yes(i)));
            }
        }
    }

    private static double of(float probability, boolean yes) {
        return yes ? probability : 1.0 - probability;
    }

    private void add(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("An answer is " + probability
                    + ", which is no probability. The log loss needs an output of SOFTMAX or SIGMOID.");
        }
        // StrictMath, since Math may differ in the last bit from platform to platform.
        sum -= StrictMath.log(Math.min(Math.max(probability, LEAST), 1 - LEAST));
        count++;
    }

    @Override
    public double result() {
        return sum / count;
    }
}
