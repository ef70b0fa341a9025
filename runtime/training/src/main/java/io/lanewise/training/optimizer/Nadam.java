package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import io.lanewise.runtime.kernel.Doubles;
import java.util.List;

/**
 * Nadam (Dozat, 2016): Adam with Nesterov's look-ahead and a momentum that grows to β₁, {@code μₜ = β₁·(1 − ½·0.96^(ψ·t))}. With
 * Adam's m and v and the product {@code Πₜ = μ₁·…·μₜ}, at step t
 * {@code w ← w − lr·(μₜ₊₁·m/(1−Πₜ₊₁) + (1−μₜ)·g/(1−Πₜ)) / (√(v/(1−β₂ᵗ)) + ε)}.
 *
 * <p>PyTorch and Keras have this one form. Their ψ makes them very different: 4e-3 in PyTorch, where μ takes a thousand
 * steps to grow, 1 in Keras.
 *
 * <p>All that depends on t alone is computed anew in each step, in double, so that nothing but t must be remembered.
 *
 * @param learningRate lr, finite and above 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, finite and above 0
 * @param momentumDecay ψ, finite, at least 0
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
        implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

    /** Below this, one less a product is one. */
    private static final double NOTHING = 0x1p-54;

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Nadam {
        Ranges.learningRate(learningRate);
        Ranges.fraction("beta1", beta1);
        Ranges.fraction("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
        Ranges.notNegative("decay of the momentum", momentumDecay);
    }

    /** PyTorch's defaults with this learning rate. */
    public static Nadam of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.NAdam} with its defaults: learning rate 2e-3, β 0.9 and 0.999, ε 1e-8, ψ 4e-3. */
    public static Nadam torch() {
        return new Nadam(2e-3, 0.9, 0.999, 1e-8, 4e-3);
    }

    /** {@code keras.optimizers.Nadam} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-7; its ψ is 1. */
    public static Nadam keras() {
        return new Nadam(1e-3, 0.9, 0.999, 1e-7, 1);
    }

    /** The same with another learning rate. */
    public Nadam withLearningRate(double value) {
        return new Nadam(value, beta1, beta2, epsilon, momentumDecay);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        double rate = learningRate * factor;
        double product = product(step);
        double next = momentum(step + 1);
        AdaptiveUpdate.nadam(
                parameters,
                gradient,
                state[0],
                state[1],
                from,
                to,
                (float) (1 - beta1),
                (float) (1 - beta2),
                (float) (rate * (1 - momentum(step)) / (1 - product)),
                (float) (rate * next / (1 - product * next)),
                (float) Adam.scale(beta2, Form.TORCH, step),
                (float) epsilon);
    }

    private double momentum(long step) {
        return beta1 * (1 - 0.5 * Doubles.power(0.96, momentumDecay * step));
    }

    /** Πₜ, or 0 where that makes no difference: after some 350 steps with β₁ = 0.9, so that no step takes long. */
    private double product(long step) {
        if (Doubles.power(beta1, step) < NOTHING) {
            return 0;
        }
        double shrink = Doubles.power(0.96, momentumDecay);
        double faded = 0.5;
        double product = 1;
        for (long t = 1; t <= step && product >= NOTHING; t++) {
            faded *= shrink;
            product *= beta1 * (1 - faded);
        }
        return product;
    }
}
