package io.lanewise.training.optimizer;

import java.util.List;

/**
 * Gradient descent with Nesterov's momentum (Nesterov, 1983; in the form of Sutskever et al., 2013, that needs no gradient at
 * another place), which looks a step ahead:
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code v ← μ·v + g}, {@code w ← w − lr·(g + μ·v)}, as {@code torch.optim.SGD(nesterov=True)};
 *   <li>{@link Form#KERAS}: {@code v ← μ·v − lr·g}, {@code w ← w + μ·v − lr·g}, as {@code keras.optimizers.SGD(nesterov=True)}.
 * </ul>
 *
 * <p>They differ as soon as the learning rate changes while training.
 *
 * @param learningRate lr, finite and above 0
 * @param momentum μ, from 0 to below 1
 * @param form where the learning rate stands
 */
public record Nesterov(double learningRate, double momentum, Form form) implements Optimizer {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public Nesterov {
        Ranges.learningRate(learningRate);
        Ranges.fraction("momentum", momentum);
    }

    /** Momentum 0.9 with this learning rate. */
    public static Nesterov of(double learningRate) {
        return of(learningRate, 0.9);
    }

    /** This momentum with this learning rate. */
    public static Nesterov of(double learningRate, double momentum) {
        return new Nesterov(learningRate, momentum, Form.TORCH);
    }

    /** {@code torch.optim.SGD(momentum=0.9, nesterov=True)} with its default learning rate, 1e-3. */
    public static Nesterov torch() {
        return new Nesterov(1e-3, 0.9, Form.TORCH);
    }

    /** {@code keras.optimizers.SGD(momentum=0.9, nesterov=True)} with its default learning rate, 0.01. */
    public static Nesterov keras() {
        return new Nesterov(0.01, 0.9, Form.KERAS);
    }

    /** The same with another learning rate. */
    public Nesterov withLearningRate(double value) {
        return new Nesterov(value, momentum, form);
    }

    @Override
    public List<String> state() {
        return Momentum.state(form);
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        Momentum.step(parameters, gradient, state[0], from, to, learningRate * factor, momentum, form, true);
    }
}
