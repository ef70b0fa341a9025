package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.training.metric.Metric;
import java.util.List;
import java.util.Map;

/**
 * How well a network does on examples, without dropout and without training it.
 *
 * @param loss mean over the examples of the loss that training minimises; a loss of reduction SUM is summed over a batch
 *     and averaged over the batches
 * @param accuracy share of the class labels that the outputs give the largest value, from 0 to 1, over all targets of
 *     classes, or the metric {@code accuracy} where it was asked for; NaN if there is neither
 * @param metrics the metrics that were asked for, by name, in their order; accuracy stands by itself
 */
public record Evaluation(double loss, double accuracy, Map<String, Double> metrics) {
    /** Judges the network's present weights in batches of 32, each as in training. */
    public static Evaluation of(Network network, Examples data, Metric... metrics) {
        return of(network, data, 32, metrics);
    }

    /**
     * Judges the network's present weights.
     *
     * @param batchSize examples whose loss is computed at once, at least 1
     * @param metrics what to compute beside the loss, such as those of {@link io.lanewise.training.metric.Metrics}
     * @throws IllegalArgumentException if the data was made for another model, the batch size is below 1, or a metric fits no
     *     output
     */
    public static Evaluation of(Network network, Examples data, int batchSize, Metric... metrics) {
        ModelCode code = network.weights().code();
        Evaluator evaluator = new Evaluator(code, data, batchSize, List.of(metrics));
        return evaluator.evaluate(network.weights().current(), new Scratch(code));
    }

    /** True if the model has a target of classes, so that {@link #accuracy} is a number. */
    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }

    /**
     * A metric.
     *
     * @param name its name, such as "f1_macro"
     * @throws IllegalArgumentException if it was not asked for
     */
    public double metric(String name) {
        return metric(name, accuracy, metrics);
    }

    static double metric(String name, double accuracy, Map<String, Double> metrics) {
        Double value = name.equals("accuracy") ? Double.valueOf(accuracy) : metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException("There is no metric '" + name + "'. There is 'accuracy'"
                    + String.join(
                            "",
                            metrics.keySet().stream()
                                    .map(known -> ", '" + known + "'")
                                    .toList())
                    + ". Pass the metric to validation() or Evaluation.of().");
        }
        return value;
    }
}
