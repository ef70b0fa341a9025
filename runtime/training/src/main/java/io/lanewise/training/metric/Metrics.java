package io.lanewise.training.metric;

import io.lanewise.training.metric.ClassCounts.Average;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The usual metrics, as scikit-learn defines them.
 *
 * <pre>{@code
 * Trainer.of(model).validation(test, Metrics.f1(Average.MACRO), Metrics.rocAuc()).fit(train);
 * Evaluation.of(model, test, Metrics.topK(5)).metric("top_5");
 * }</pre>
 *
 * <p>What classes, ties and empty classes mean stands with each meter.
 */
public final class Metrics {
    private Metrics() {}

    /** Share of right answers; with targets of 0 and 1, of all numbers, each answered yes above ½. See {@link ClassCounts}. */
    public static Metric accuracy() {
        return Metric.of("accuracy", ClassCounts::new);
    }

    /** Share of rows whose class is among the k largest values. See {@link TopK}. */
    public static Metric topK(int k) {
        new TopK(k);
        return Metric.of("top_" + k, () -> new TopK(k));
    }

    /** Precision over all classes. See {@link ClassCounts}. */
    public static Metric precision(Average average) {
        return counts("precision_" + lower(average), counts -> counts.precision(average));
    }

    /** Precision of one class. See {@link ClassCounts}. */
    public static Metric precision(int of) {
        return counts("precision_" + of, counts -> counts.precision(of));
    }

    /** Recall over all classes. See {@link ClassCounts}. */
    public static Metric recall(Average average) {
        return counts("recall_" + lower(average), counts -> counts.recall(average));
    }

    /** Recall of one class. See {@link ClassCounts}. */
    public static Metric recall(int of) {
        return counts("recall_" + of, counts -> counts.recall(of));
    }

    /** F1 over all classes. See {@link ClassCounts}. */
    public static Metric f1(Average average) {
        return counts("f1_" + lower(average), counts -> counts.f1(average));
    }

    /** F1 of one class. See {@link ClassCounts}. */
    public static Metric f1(int of) {
        return counts("f1_" + of, counts -> counts.f1(of));
    }

    /** Area under the ROC curve. See {@link Ranking}. */
    public static Metric rocAuc() {
        return Metric.of("roc_auc", () -> new Ranking(Ranking.Area.ROC));
    }

    /** Area under the precision-recall curve, as the average precision. See {@link Ranking}. */
    public static Metric prAuc() {
        return Metric.of("pr_auc", () -> new Ranking(Ranking.Area.PRECISION_RECALL));
    }

    /** Mean of −log of the probability of what was right. See {@link LogLoss}. */
    public static Metric logLoss() {
        return Metric.of("log_loss", LogLoss::new);
    }

    /** Mean of |y − t|. See {@link ErrorSums}. */
    public static Metric meanAbsoluteError() {
        return Metric.of("mae", () -> new ErrorSums(ErrorSums.Kind.MEAN_ABSOLUTE));
    }

    /** Root of the mean of (y − t)². See {@link ErrorSums}. */
    public static Metric rootMeanSquaredError() {
        return Metric.of("rmse", () -> new ErrorSums(ErrorSums.Kind.ROOT_MEAN_SQUARED));
    }

    /** Share of the variance explained. See {@link ErrorSums}. */
    public static Metric r2() {
        return Metric.of("r2", () -> new ErrorSums(ErrorSums.Kind.R2));
    }

    /** Mean of |y − t| / |t|, a share. See {@link ErrorSums}. */
    public static Metric meanAbsolutePercentageError() {
        return Metric.of("mape", () -> new ErrorSums(ErrorSums.Kind.MEAN_ABSOLUTE_PERCENTAGE));
    }

    /** Expected calibration error in 10 bins. See {@link CalibrationCurve}. */
    public static Metric calibrationError() {
        return Metric.of("calibration_error", () -> new CalibrationCurve(10));
    }

    /** The same metric where targets are rows of probabilities or one-hot: the largest of each row is its class. */
    public static Metric byLargest(Metric metric) {
        return new Metric(
                metric.name(),
                metric.output(),
                () -> new ByLargest(metric.meter().get()));
    }

    private static Metric counts(String name, ToDoubleFunction<ClassCounts> figure) {
        return Metric.of(name, () -> new Counted(new ClassCounts(), figure));
    }

    private static String lower(Average average) {
        return average.name().toLowerCase(Locale.ROOT);
    }

    private record Counted(ClassCounts counts, ToDoubleFunction<ClassCounts> figure) implements Meter {
        @Override
        public void reset() {
            counts.reset();
        }

        @Override
        public void update(Answers answers) {
            counts.update(answers);
        }

        @Override
        public double result() {
            return figure.applyAsDouble(counts);
        }
    }

    private record ByLargest(Meter meter, Answers view) implements Meter {
        ByLargest(Meter meter) {
            this(meter, new Answers());
        }

        @Override
        public void reset() {
            meter.reset();
        }

        @Override
        public void update(Answers answers) {
            meter.update(answers.isLabels() ? answers : view.byLargest(answers));
        }

        @Override
        public double result() {
            return meter.result();
        }
    }
}
