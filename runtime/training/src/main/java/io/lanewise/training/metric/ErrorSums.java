package io.lanewise.training.metric;

/**
 * Errors of numbers: the mean absolute error, the root of the mean square, the share of variance explained (R²) and the mean
 * absolute error relative to the target. With several numbers a row each column is judged by itself, and the result is the mean
 * over the columns (scikit-learn's {@code uniform_average}).
 */
public final class ErrorSums implements Meter {
    /** Which figure {@link #result} is. */
    public enum Kind {
        /** Mean of |y − t|. */
        MEAN_ABSOLUTE,
        /** √ of the mean of (y − t)². */
        ROOT_MEAN_SQUARED,
        /** R² = 1 − Σ(y − t)² / Σ(t − t̄)²: 1 is perfect, 0 as good as the mean. */
        R2,
        /** Mean of |y − t| / |t|, a share, no percentage; |t| is taken as 2⁻⁵² at least. */
        MEAN_ABSOLUTE_PERCENTAGE
    }

    private static final double LEAST = 0x1p-52;

    private final Kind kind;
    private double[] errors = {};
    private double[] means = {};
    private double[] squares = {};
    private long count;

    /** Of this kind. */
    public ErrorSums(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void reset() {
        errors = new double[errors.length];
        means = new double[errors.length];
        squares = new double[errors.length];
        count = 0;
    }

    @Override
    public void update(Answers answers) {
        int width = answers.width();
        float[] targets = answers.targets();
        if (errors.length != width) {
            errors = new double[width];
            reset();
        }
        for (int row = 0; row < answers.rows(); row++) {
            count++;
            for (int c = 0; c < width; c++) {
                double target = targets[row * width + c];
                double error = Math.abs(answers.values()[row * width + c] - target);
                switch (kind) {
                    case MEAN_ABSOLUTE -> errors[c] += error;
                    case MEAN_ABSOLUTE_PERCENTAGE -> errors[c] += error / Math.max(LEAST, Math.abs(target));
                    default -> errors[c] += error * error;
                }
                double delta = target - means[c];
                means[c] += delta / count;
                squares[c] += delta * (target - means[c]);
            }
        }
    }

    /**
     * The figure; NaN before the first example, and R² before the second. Of targets that never change R² is 1 if every answer is
     * exact and else 0, as in scikit-learn.
     */
    @Override
    public double result() {
        double sum = 0;
        for (int c = 0; c < errors.length; c++) {
            sum += switch (kind) {
                case ROOT_MEAN_SQUARED -> Math.sqrt(errors[c] / count);
                case R2 ->
                    count < 2 ? Double.NaN : squares[c] == 0 ? (errors[c] == 0 ? 1 : 0) : 1 - errors[c] / squares[c];
                default -> errors[c] / count;
            };
        }
        return sum / errors.length;
    }
}
