package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Split;
import io.lanewise.training.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * k-fold cross-validation: the data is cut in k folds, and for each a fresh network is trained on the others and judged on it.
 *
 * <pre>{@code
 * CrossValidation.Result result = CrossValidation.of(5).stratified().seed(42)
 *         .run(data, () -> IrisModel.create(1), model -> Trainer.of(model).epochs(50));
 * System.out.println(result.accuracy());      // 0.9533 ± 0.0298
 * }</pre>
 *
 * <p>What is fitted to data, such as a scaler, must be fitted to the training part of each fold: see {@link Dataset#folds} for a
 * loop by hand. The same data, settings and seed give the same bits.
 */
public final class CrossValidation {
    private final int folds;
    private final boolean isStratified;
    private final long seed;
    private final List<Metric> metrics;

    private CrossValidation(int folds, boolean isStratified, long seed, List<Metric> metrics) {
        this.folds = folds;
        this.isStratified = isStratified;
        this.seed = seed;
        this.metrics = metrics;
    }

    /** With so many folds, from 2 to the number of examples; 5 and 10 are usual. */
    public static CrossValidation of(int folds) {
        if (folds < 2) {
            throw new IllegalArgumentException(
                    "The number of folds is " + folds + ". Pass at least 2; 5 or 10 are usual.");
        }
        return new CrossValidation(folds, false, 0, List.of());
    }

    /** With each class dealt out evenly over the folds; for models with one target that is one class label an example. */
    public CrossValidation stratified() {
        return new CrossValidation(folds, true, seed, metrics);
    }

    /** The seed of the folds, 0 unless set. */
    public CrossValidation seed(long value) {
        return new CrossValidation(folds, isStratified, value, metrics);
    }

    /** What to compute beside loss and accuracy. */
    public CrossValidation metrics(Metric... more) {
        return new CrossValidation(folds, isStratified, seed, List.of(more));
    }

    /**
     * Trains and judges a network for each fold, one after the other.
     *
     * @param network makes a fresh network for each fold
     * @param trainer how each is trained; for early stopping give it validation data of its own, not the fold that is judged
     * @throws IllegalArgumentException if there are fewer examples than folds, or they cannot be stratified
     */
    public <N extends Network> Result run(Dataset data, Supplier<N> network, Function<N, Trainer> trainer) {
        List<Evaluation> evaluations = new ArrayList<>();
        List<History> histories = new ArrayList<>();
        @Nullable N before = null;
        for (Split fold : isStratified ? data.stratifiedFolds(folds, seed) : data.folds(folds, seed)) {
            N fresh = Objects.requireNonNull(network.get(), "The network is null. Make a fresh one for each fold.");
            if (fresh == before) {
                throw new IllegalArgumentException(
                        "The same network was given for two folds, so the second would have seen"
                                + " what it is judged on. Make a fresh one for each: () -> IrisModel.create(1).");
            }
            before = fresh;
            histories.add(trainer.apply(fresh).fit(fold.train()));
            evaluations.add(Evaluation.of(fresh, fold.test(), metrics.toArray(new Metric[0])));
        }
        return new Result(evaluations, histories);
    }

    /**
     * What the folds came to.
     *
     * @param evaluations how well each fold's network does on its fold
     * @param histories how each was trained
     */
    public record Result(List<Evaluation> evaluations, List<History> histories) {
        /** Copies the lists. */
        public Result {
            evaluations = List.copyOf(evaluations);
            histories = List.copyOf(histories);
        }

        /** The loss over the folds. */
        public Spread loss() {
            return spread(Evaluation::loss);
        }

        /** The accuracy over the folds; NaN if the model has no target of classes. */
        public Spread accuracy() {
            return spread(Evaluation::accuracy);
        }

        /**
         * A metric over the folds.
         *
         * @throws IllegalArgumentException if it was not asked for
         */
        public Spread metric(String name) {
            return spread(evaluation -> evaluation.metric(name));
        }

        private Spread spread(ToDoubleFunction<Evaluation> figure) {
            double[] values = evaluations.stream().mapToDouble(figure).toArray();
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            return new Spread(mean, Math.sqrt(squares / (values.length - 1)));
        }
    }

    /**
     * A figure over the folds.
     *
     * @param mean the mean
     * @param deviation the standard deviation of a sample, with k − 1 below
     */
    public record Spread(double mean, double deviation) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
        }
    }
}
