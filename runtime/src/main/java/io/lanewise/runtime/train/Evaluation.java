package io.lanewise.runtime.train;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;

/**
 * How well a network does on a data set, without dropout and without training it.
 *
 * @param loss mean over the examples of the loss that training minimises; a loss of reduction SUM is summed over a batch
 *     and averaged over the batches
 * @param accuracy share of the class labels that the outputs give the largest value, from 0 to 1, over all targets of
 *     classes; NaN if the model has none
 */
public record Evaluation(double loss, double accuracy) {
    /** Judges the network's present weights in batches of 32, each as in training. */
    public static Evaluation of(Network network, Dataset data) {
        return of(network, data, 32);
    }

    /**
     * Judges the network's present weights.
     *
     * @param batchSize examples whose loss is computed at once, at least 1
     * @throws IllegalArgumentException if the data was made for another model or the batch size is below 1
     */
    public static Evaluation of(Network network, Dataset data, int batchSize) {
        Evaluator evaluator = new Evaluator(network.weights().code(), data, batchSize);
        return evaluator.evaluate(
                network.weights().current(), new Scratch(network.weights().code()));
    }

    /** True if the model has a target of classes, so that {@link #accuracy} is a number. */
    public boolean hasAccuracy() {
        return !Double.isNaN(accuracy);
    }
}
