package io.lanewise.training;

import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param number number of the epoch, from 1
 * @param loss mean over the epoch's examples of the loss, each as its batch saw it (with dropout, before the step)
 * @param validationLoss loss on the validation data after the epoch; NaN without validation data
 * @param accuracy share of right classes on the validation data, from 0 to 1; NaN without validation data or classes
 * @param metrics the metrics that validation asked for, by name, in their order; accuracy stands by itself
 */
public record Epoch(int number, double loss, double validationLoss, double accuracy, Map<String, Double> metrics) {
    /** An epoch without further metrics. */
    public Epoch(int number, double loss, double validationLoss, double accuracy) {
        this(number, loss, validationLoss, accuracy, Map.of());
    }

    /** True if there was validation data. */
    public boolean hasValidationLoss() {
        return !Double.isNaN(validationLoss);
    }

    /** True if there was validation data and the model has a target of classes. */
    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }

    /**
     * A metric of the validation data.
     *
     * @param name its name, such as "f1_macro"
     * @throws IllegalArgumentException if validation did not ask for it
     */
    public double metric(String name) {
        return Evaluation.metric(name, accuracy, metrics);
    }
}
