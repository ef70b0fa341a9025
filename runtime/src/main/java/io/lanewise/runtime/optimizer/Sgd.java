package io.lanewise.runtime.optimizer;

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

    /** Learning rate 0.01, the default of Keras. */
    public static Sgd standard() {
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
    public void update(float[] parameters, float[] gradient, float[][] state, int from, int to, long step) {
        Update.sgd(parameters, gradient, from, to, (float) learningRate, 0);
    }
}
