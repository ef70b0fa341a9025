package io.lanewise.runtime.optimizer;

import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * Gradient descent with momentum: {@code v ← μ·v + g}, {@code w ← w − lr·v}, as {@code torch.optim.SGD} with momentum μ,
 * dampening 0 and no Nesterov step. The learning rate stands outside the velocity, which differs from Keras only if it
 * changes while training.
 *
 * @param learningRate lr, finite and above 0
 * @param momentum μ, from 0 to below 1
 */
public record Momentum(double learningRate, double momentum) implements Optimizer {
    private static final List<String> STATE = List.of("momentum_buffer");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Momentum {
        Ranges.learningRate(learningRate);
        Ranges.fraction("momentum", momentum);
    }

    /** Momentum 0.9 with this learning rate. */
    public static Momentum of(double learningRate) {
        return new Momentum(learningRate, 0.9);
    }

    /** This momentum with this learning rate. */
    public static Momentum of(double learningRate, double momentum) {
        return new Momentum(learningRate, momentum);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(float[] parameters, float[] gradient, float[][] state, int from, int to, long step) {
        Update.momentum(parameters, gradient, state[0], from, to, (float) learningRate, (float) momentum, false, 0);
    }
}
