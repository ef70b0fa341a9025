package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.Update;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, 2019): {@code w ← w − lr·λ·w} before each step of {@link Adam}, so that the decay is not scaled by
 * what Adam has seen of the gradients. The same as Adam with {@code weightDecay(λ)} in the training's options, but for rounding,
 * and in one pass.
 *
 * @param learningRate lr, finite and above 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, finite and above 0
 * @param weightDecay λ, finite, at least 0
 * @param form where ε stands, as in {@link Adam}
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay, Form form)
        implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public AdamW {
        Ranges.learningRate(learningRate);
        Ranges.fraction("beta1", beta1);
        Ranges.fraction("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
        Ranges.notNegative("weight decay", weightDecay);
    }

    /** PyTorch's defaults with this learning rate. */
    public static AdamW of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.AdamW} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-8, weight decay 0.01. */
    public static AdamW torch() {
        return new AdamW(1e-3, 0.9, 0.999, 1e-8, 0.01, Form.TORCH);
    }

    /** {@code keras.optimizers.AdamW} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-7, weight decay 0.004. */
    public static AdamW keras() {
        return new AdamW(1e-3, 0.9, 0.999, 1e-7, 0.004, Form.KERAS);
    }

    /** The same with another learning rate. */
    public AdamW withLearningRate(double value) {
        return new AdamW(value, beta1, beta2, epsilon, weightDecay, form);
    }

    /** The same with another weight decay. */
    public AdamW withWeightDecay(double value) {
        return new AdamW(learningRate, beta1, beta2, epsilon, value, form);
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
                (float) (factor * Adam.rate(learningRate, beta1, beta2, form, step)),
                (float) Adam.scale(beta2, form, step),
                (float) epsilon,
                (float) (1 - factor * learningRate * weightDecay));
    }
}
