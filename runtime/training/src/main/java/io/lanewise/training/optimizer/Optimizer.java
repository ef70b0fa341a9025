package io.lanewise.training.optimizer;

import java.util.List;

/**
 * A rule that turns a gradient into new parameters. Immutable and without memory of its own: what it keeps from step to
 * step (momenta, averages of squares) is handed in, so one optimizer may serve many trainings.
 *
 * <p>A rule must be elementwise: element i of everything depends on element i of everything else only. Padding of the
 * flat arrays has a gradient of 0 and must stay 0.
 */
public interface Optimizer {
    /** The learning rate, which schedules and factors multiply. */
    double learningRate();

    /** Names of the arrays kept from step to step, as PyTorch calls them; empty if there are none. */
    List<String> state();

    /** What the numbers of an array of {@link #state()} are before the first step. */
    default float start(int state) {
        return 0;
    }

    /**
     * One step, in place, of the numbers {@code from} to {@code to}; threads may do a step's numbers in parts.
     *
     * @param parameters flat parameters, padding being 0
     * @param gradient gradient of the loss in the same layout, finite
     * @param state an array for each of {@link #state()}, filled with {@link #start} before the first step
     * @param from first number to update
     * @param to end of the numbers to update, exclusive, a multiple of 16 behind {@code from}
     * @param step number of this step, from 1
     * @param factor by which this step's learning rate differs from {@link #learningRate()}: finite, at least 0
     */
    void update(float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor);
}
