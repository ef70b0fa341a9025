package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import java.util.List;

/**
 * Adagrad (Duchi, Hazan and Singer, 2011): {@code a ← a + g²}, then
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code w ← w − lr / (1 + (t−1)·decay) · g / (√a + ε)};
 *   <li>{@link Form#KERAS}: {@code w ← w − lr / (1 + (t−1)·decay) · g / √(a + ε)}; Keras has no decay, so it is 0 there.
 * </ul>
 *
 * @param learningRate lr, finite and above 0
 * @param learningRateDecay decay, finite, at least 0
 * @param initialAccumulator what a starts from, finite, at least 0
 * @param epsilon ε, finite and above 0
 * @param form where ε stands
 */
public record Adagrad(
        double learningRate, double learningRateDecay, double initialAccumulator, double epsilon, Form form)
        implements Optimizer {
    private static final List<String> STATE = List.of("sum");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Adagrad {
        Ranges.learningRate(learningRate);
        Ranges.notNegative("decay of the learning rate", learningRateDecay);
        Ranges.notNegative("initial accumulator", initialAccumulator);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's defaults with this learning rate. */
    public static Adagrad of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.Adagrad} with its defaults: learning rate 0.01, decay 0, accumulator 0, ε 1e-10. */
    public static Adagrad torch() {
        return new Adagrad(0.01, 0, 0, 1e-10, Form.TORCH);
    }

    /** {@code keras.optimizers.Adagrad} with its defaults: learning rate 1e-3, accumulator 0.1, ε 1e-7. */
    public static Adagrad keras() {
        return new Adagrad(1e-3, 0, 0.1, 1e-7, Form.KERAS);
    }

    /** The same with another learning rate. */
    public Adagrad withLearningRate(double value) {
        return new Adagrad(value, learningRateDecay, initialAccumulator, epsilon, form);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public float start(int state) {
        return (float) initialAccumulator;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        double rate = factor * learningRate / (1 + (step - 1) * learningRateDecay);
        boolean torch = form == Form.TORCH;
        float inside = torch ? 0 : (float) epsilon;
        float outside = torch ? (float) epsilon : 0;
        AdaptiveUpdate.adagrad(parameters, gradient, state[0], from, to, (float) rate, inside, outside);
    }
}
