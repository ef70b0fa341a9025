package io.lanewise.training.metric;

/**
 * Share of rows whose class is among the k largest values. Of equal values those of later classes come first, as in
 * scikit-learn's {@code top_k_accuracy_score}. A single value is the probability of the second of two classes: the first comes first up
 * to ½, and both are among the largest two.
 */
public final class TopK implements Meter {
    private final int k;
    private long hit;
    private long count;

    /**
     * Of the k largest.
     *
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public TopK(int k) {
        if (k < 1) {
            throw new IllegalArgumentException("The top " + k + " classes. Pass at least 1.");
        }
        this.k = k;
    }

    @Override
    public void reset() {
        hit = 0;
        count = 0;
    }

    @Override
    public void update(Answers answers) {
        int width = answers.width();
        for (int row = 0; row < answers.rows(); row++) {
            int label = answers.labels()[row];
            count++;
            if (width == 1) {
                boolean first = answers.answer(row) == label;
                hit += (first || k > 1) && !Float.isNaN(answers.values()[row]) ? 1 : 0;
                continue;
            }
            float value = answers.values()[row * width + label];
            int before = Float.isNaN(value) ? k : 0;
            for (int c = 0; c < width; c++) {
                float other = answers.values()[row * width + c];
                before += other > value || other == value && c > label ? 1 : 0;
            }
            hit += before < k ? 1 : 0;
        }
    }

    @Override
    public double result() {
        return (double) hit / count;
    }
}
