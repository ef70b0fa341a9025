package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.Doubles;
import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015) in the two forms in use. Both keep {@code m ← β₁·m + (1−β₁)·g} and
 * {@code v ← β₂·v + (1−β₂)·g²}; at step t then
 *
 * <ul>
 *   <li>{@link Form#TORCH}: {@code w ← w − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε)}, the paper's algorithm and PyTorch's;
 *   <li>{@link Form#KERAS}: {@code w ← w − lr·√(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)}, the paper's "ε hat" and Keras's.
 * </ul>
 *
 * <p>The factors that depend on t alone are computed in double.
 *
 * @param learningRate lr, finite and above 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, finite and above 0
 * @param form where ε stands
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon, Form form) implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Adam {
        Ranges.learningRate(learningRate);
        Ranges.fraction("beta1", beta1);
        Ranges.fraction("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's defaults with this learning rate. */
    public static Adam of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.Adam} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-8. */
    public static Adam torch() {
        return new Adam(1e-3, 0.9, 0.999, 1e-8, Form.TORCH);
    }

    /** {@code keras.optimizers.Adam} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-7. */
    public static Adam keras() {
        return new Adam(1e-3, 0.9, 0.999, 1e-7, Form.KERAS);
    }

    /** The same with another learning rate. */
    public Adam withLearningRate(double value) {
        return new Adam(value, beta1, beta2, epsilon, form);
    }

    /** The same with other decays of the two averages. */
    public Adam withBetas(double first, double second) {
        return new Adam(learningRate, first, second, epsilon, form);
    }

    /** The same with another ε. */
    public Adam withEpsilon(double value) {
        return new Adam(learningRate, beta1, beta2, value, form);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        Update.adam(
                parameters,
                gradient,
                state[0],
                state[1],
                from,
                to,
                (float) (1 - beta1),
                (float) (1 - beta2),
                (float) (factor * rate(learningRate, beta1, beta2, form, step)),
                (float) scale(beta2, form, step),
                (float) epsilon,
                1);
    }

    /** What multiplies {@code m / (scale·√v + ε)} at this step. */
    static double rate(double learningRate, double beta1, double beta2, Form form, long step) {
        double rate = learningRate / (1 - Doubles.power(beta1, step));
        return form == Form.TORCH ? rate : rate * Math.sqrt(1 - Doubles.power(beta2, step));
    }

    /** What multiplies √v at this step. */
    static double scale(double beta2, Form form, long step) {
        return form == Form.TORCH ? 1 / Math.sqrt(1 - Doubles.power(beta2, step)) : 1;
    }
}
