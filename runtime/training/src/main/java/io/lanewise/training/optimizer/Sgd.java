package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * Stochastic gradient descent: {@code w ← w − lr·g}, as {@code torch.optim.SGD}.
 *
 * @param learningRate lr, finite and above 0
 */
public record Sgd(double learningRate) implements Optimizer {
    /** @throws IllegalArgumentException if the learning rate is not finite or not above 0 */
    public Sgd {
        Ranges.learningRate(learningRate);
    }

    /** {@code torch.optim.SGD} with its default learning rate, 1e-3. */
    public static Sgd torch() {
        return new Sgd(1e-3);
    }

    /** {@code keras.optimizers.SGD} with its default learning rate, 0.01. */
    public static Sgd keras() {
        return new Sgd(0.01);
    }

    /** Descent with this learning rate. */
    public static Sgd of(double learningRate) {
        return new Sgd(learningRate);
    }

    @Override
    public List<String> state() {
        return List.of();
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        Update.sgd(parameters, gradient, from, to, (float) (learningRate * factor), 0);
    }
}
