package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import java.util.List;

/**
 * AMSGrad (Reddi, Kale and Kumar, 2018): {@link Adam} with the largest v so far, {@code h ← max(h, v)}, in the place of v, as
 * {@code amsgrad=True} has it in PyTorch and Keras.
 *
 * @param learningRate lr, finite and above 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param epsilon ε, finite and above 0
 * @param form where ε stands, as in {@link Adam}
 */
public record AmsGrad(double learningRate, double beta1, double beta2, double epsilon, Form form) implements Optimizer {
    private static final List<String> STATE = List.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public AmsGrad {
        Ranges.learningRate(learningRate);
        Ranges.fraction("beta1", beta1);
        Ranges.fraction("beta2", beta2);
        Ranges.positive("epsilon", epsilon);
    }

    /** PyTorch's defaults with this learning rate. */
    public static AmsGrad of(double learningRate) {
        return torch().withLearningRate(learningRate);
    }

    /** {@code torch.optim.Adam(amsgrad=True)} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-8. */
    public static AmsGrad torch() {
        return new AmsGrad(1e-3, 0.9, 0.999, 1e-8, Form.TORCH);
    }

    /** {@code keras.optimizers.Adam(amsgrad=True)} with its defaults: learning rate 1e-3, β 0.9 and 0.999, ε 1e-7. */
    public static AmsGrad keras() {
        return new AmsGrad(1e-3, 0.9, 0.999, 1e-7, Form.KERAS);
    }

    /** The same with another learning rate. */
    public AmsGrad withLearningRate(double value) {
        return new AmsGrad(value, beta1, beta2, epsilon, form);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        AdaptiveUpdate.amsGrad(
                parameters,
                gradient,
                state[0],
                state[1],
                state[2],
                from,
                to,
                (float) (1 - beta1),
                (float) (1 - beta2),
                (float) (factor * Adam.rate(learningRate, beta1, beta2, form, step)),
                (float) Adam.scale(beta2, form, step),
                (float) epsilon);
    }
}
