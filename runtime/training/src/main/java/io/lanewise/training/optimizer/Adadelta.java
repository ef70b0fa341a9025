package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import java.util.List;

/**
 * Adadelta (Zeiler, 2012): {@code e ← ρ·e + (1−ρ)·g²}, {@code δ = √(d + ε) / √(e + ε) · g}, {@code d ← ρ·d + (1−ρ)·δ²},
 * {@code w ← w − lr·δ}. PyTorch and Keras have this one form; their defaults differ, and Keras's learning rate makes its steps
 * a thousandth of the paper's, which has none.
 *
 * @param learningRate lr, finite and above 0
 * @param rho ρ, from 0 to below 1
 * @param epsilon ε, finite and above 0
 */
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    private static final List<String> STATE = List.of("square_avg", "acc_delta");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Adadelta {
        Ranges.learningRate(learningRate);
        Ranges.fraction("rho", rho);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's defaults with this learning rate; 1 is the paper's. */
    public static Adadelta of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.Adadelta} with its defaults: learning rate 1, ρ 0.9, ε 1e-6. */
    public static Adadelta torch() {
        return new Adadelta(1, 0.9, 1e-6);
    }

    /** {@code keras.optimizers.Adadelta} with its defaults: learning rate 1e-3, ρ 0.95, ε 1e-7. */
    public static Adadelta keras() {
        return new Adadelta(1e-3, 0.95, 1e-7);
    }

    /** The same with another learning rate. */
    public Adadelta withLearningRate(double value) {
        return new Adadelta(value, rho, epsilon);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        AdaptiveUpdate.adadelta(
                parameters,
                gradient,
                state[0],
                state[1],
                from,
                to,
                (float) (1 - rho),
                (float) (learningRate * factor),
                (float) epsilon);
    }
}
