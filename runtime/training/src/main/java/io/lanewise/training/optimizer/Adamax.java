package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import io.lanewise.runtime.kernel.Doubles;
import java.util.List;

/**
 * Adamax (Kingma and Ba, 2015, section 7.1): Adam with the largest faded gradient in the place of the root. With
 * {@code m ← β₁·m + (1−β₁)·g}, at step t
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code u ← max(β₂·u, |g| + ε)}, {@code w ← w − lr/(1−β₁ᵗ) · m/u};
 *   <li>{@link Form#KERAS}: {@code u ← max(β₂·u, |g|)}, {@code w ← w − lr/(1−β₁ᵗ) · m/(u + ε)}.
 * </ul>
 *
 * @param learningRate lr, finite and above 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, finite and above 0
 * @param form where ε stands
 */
public record Adamax(double learningRate, double beta1, double beta2, double epsilon, Form form) implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_inf");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Adamax {
        Ranges.learningRate(learningRate);
        Ranges.fraction("beta1", beta1);
        Ranges.fraction("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's defaults with this learning rate. */
    public static Adamax of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.Adamax} with its defaults: learning rate 2e-3, β 0.9 and 0.999, ε 1e-8. */
    public static Adamax torch() {
        return new Adamax(2e-3, 0.9, 0.999, 1e-8, Form.TORCH);
    }

    /** {@code keras.optimizers.Adamax} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-7. */
    public static Adamax keras() {
        return new Adamax(1e-3, 0.9, 0.999, 1e-7, Form.KERAS);
    }

    /** The same with another learning rate. */
    public Adamax withLearningRate(double value) {
        return new Adamax(value, beta1, beta2, epsilon, form);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        boolean torch = form == Form.TORCH;
        double rate = factor * learningRate / (1 - Doubles.power(beta1, step));
        AdaptiveUpdate.adamax(
                parameters,
                gradient,
                state[0],
                state[1],
                from,
                to,
                (float) (1 - beta1),
                (float) beta2,
                (float) rate,
                torch ? (float) epsilon : 0,
                torch ? 0 : (float) epsilon);
    }
}
