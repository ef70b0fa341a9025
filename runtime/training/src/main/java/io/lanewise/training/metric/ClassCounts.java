package io.lanewise.training.metric;

/**
 * For each class how often it was right, answered, and rightly answered, from which accuracy, precision, recall and F1 follow.
 *
 * <p>With class labels each row answers one class: that of its largest value, the first of equals. With targets of 0 and 1 each
 * column is a class of its own, answered where its value is above ½; a single column answers one of two classes, 0 and 1.
 *
 * <p>What would divide by 0 is 0, as scikit-learn has it with a warning: the precision of a class that was never answered, the
 * recall of one that never was right. Macro averages go over all classes of the model, those too that do not occur.
 */
public final class ClassCounts implements Meter {
    /** How figures of several classes become one. */
    public enum Average {
        /** The mean over the classes, each counting alike. */
        MACRO,
        /** Of all answers together, so that each counts alike. */
        MICRO,
        /** The mean over the classes, each weighted by how often it was right. */
        WEIGHTED
    }

    private long[] right = {};
    private long[] answered = {};
    private long[] hit = {};
    private long judged;
    private long agreed;

    /** Of no answers yet. */
    public ClassCounts() {}

    @Override
    public void reset() {
        right = new long[right.length];
        answered = new long[right.length];
        hit = new long[right.length];
        judged = 0;
        agreed = 0;
    }

    @Override
    public void update(Answers answers) {
        boolean labels = answers.isLabels();
        boolean twoClasses = !labels && answers.width() == 1;
        int classes = labels ? answers.classes() : twoClasses ? 2 : answers.width();
        if (right.length != classes) {
            right = new long[classes];
            reset();
        }
        if (labels) {
            for (int row = 0; row < answers.rows(); row++) {
                count(answers.labels()[row], answers.answer(row), valid(answers, row));
            }
        } else if (twoClasses) {
            for (int row = 0; row < answers.rows(); row++) {
                int said = answers.values()[row] > 0.5f ? 1 : 0;
                count(answers.yes(row) ? 1 : 0, said, valid(answers, row));
            }
        } else {
            int width = answers.width();
            for (int i = 0; i < answers.rows() * width; i++) {
                boolean yes = answers.yes(i);
                boolean said = answers.values()[i] > 0.5f;
                int c = i % width;
                right[c] += yes ? 1 : 0;
                answered[c] += said ? 1 : 0;
                hit[c] += yes && said ? 1 : 0;
                agreed += yes == said ? 1 : 0;
                judged++;
            }
        }
    }

    /** A row with a NaN is never right. */
    private static boolean valid(Answers answers, int row) {
        for (int i = row * answers.width(); i < (row + 1) * answers.width(); i++) {
            if (Float.isNaN(answers.values()[i])) {
                return false;
            }
        }
        return true;
    }

    private void count(int label, int answer, boolean valid) {
        right[label]++;
        answered[answer]++;
        judged++;
        if (label == answer && valid) {
            hit[label]++;
            agreed++;
        }
    }

    /** The accuracy. */
    @Override
    public double result() {
        return accuracy();
    }

    /** Share of right answers, of rows or, with targets of 0 and 1, of numbers; NaN before the first. */
    public double accuracy() {
        return (double) agreed / judged;
    }

    /** Number of right answers. */
    public long agreed() {
        return agreed;
    }

    /** Number of answers. */
    public long judged() {
        return judged;
    }

    private int known(int of) {
        if (of < 0 || of >= right.length) {
            throw new IllegalArgumentException("Class " + of + " is asked for, but there are " + right.length
                    + " classes. Pass one from 0 to below that number.");
        }
        return of;
    }

    /** Of the answers that were this class, the share that was right. */
    public double precision(int of) {
        return share(hit[known(of)], answered[of]);
    }

    /** Of what was this class, the share that was answered so. */
    public double recall(int of) {
        return share(hit[known(of)], right[of]);
    }

    /** The harmonic mean of precision and recall of a class. */
    public double f1(int of) {
        return share(2 * hit[known(of)], right[of] + answered[of]);
    }

    /** Precision of all classes together. */
    public double precision(Average average) {
        return averaged(average, hit, answered, 1);
    }

    /** Recall of all classes together. */
    public double recall(Average average) {
        return averaged(average, hit, right, 1);
    }

    /** F1 of all classes together. */
    public double f1(Average average) {
        long[] both = right.clone();
        for (int c = 0; c < both.length; c++) {
            both[c] += answered[c];
        }
        return averaged(average, hit, both, 2);
    }

    private double averaged(Average average, long[] above, long[] below, int factor) {
        double sum = 0;
        double weights = 0;
        long all = 0;
        long of = 0;
        for (int c = 0; c < above.length; c++) {
            double weight = average == Average.WEIGHTED ? right[c] : 1;
            sum += weight * share(factor * above[c], below[c]);
            weights += weight;
            all += factor * above[c];
            of += below[c];
        }
        return average == Average.MICRO ? share(all, of) : weights == 0 ? 0 : sum / weights;
    }

    private static double share(long part, long of) {
        return of == 0 ? 0 : (double) part / of;
    }
}
