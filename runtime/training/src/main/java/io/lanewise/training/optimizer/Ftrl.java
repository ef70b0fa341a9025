package io.lanewise.training.optimizer;

import io.lanewise.runtime.kernel.AdaptiveUpdate;
import java.util.List;

/**
 * FTRL-proximal, "follow the regularized leader" (McMahan et al., 2013, "Ad click prediction: a view from the trenches"), in the
 * form of {@code keras.optimizers.Ftrl} with its default power of the learning rate, −½:
 *
 * <pre>
 * n' = n + g²
 * z  ← z + g + 2·shrinkage·w − (√n' − √n)/lr · w
 * w  ← (clamp(z, −l1, l1) − z) / (√n'/lr + 2·(l2 + β/(2·lr)))
 * n  ← n'
 * </pre>
 *
 * <p>L1 makes weights exactly 0. A weight is a function of z and n alone: what it was before the first step is soon
 * forgotten, and a weight whose gradient has always been 0 becomes 0 at the first step. So it suits linear models, whose weights
 * may start from 0. A step of learning rate 0, as some schedules have it, changes nothing here.
 *
 * @param learningRate lr, finite and above 0
 * @param initialAccumulator what n starts from, finite and above 0
 * @param l1 strength of L1, finite, at least 0
 * @param l2 strength of L2, finite, at least 0
 * @param l2Shrinkage strength of an L2 that is part of the gradient, finite, at least 0
 * @param beta β of the paper, finite, at least 0
 */
public record Ftrl(
        double learningRate, double initialAccumulator, double l1, double l2, double l2Shrinkage, double beta)
        implements Optimizer {
    private static final List<String> STATE = List.of("accumulator", "linear");

    /** @throws IllegalArgumentException if an argument is out of its range */
    public Ftrl {
        Ranges.learningRate(learningRate);
        Ranges.positive("initial accumulator", initialAccumulator);
        Ranges.notNegative("strength of L1", l1);
        Ranges.notNegative("strength of L2", l2);
        Ranges.notNegative("strength of the L2 shrinkage", l2Shrinkage);
        Ranges.notNegative("beta", beta);
    }

    /** Keras's defaults with this learning rate. */
    public static Ftrl of(double learningRate) {
        return keras().withLearningRate(learningRate);
    }

    /** {@code keras.optimizers.Ftrl} with its defaults: learning rate 1e-3, accumulator 0.1, all else 0. PyTorch has none. */
    public static Ftrl keras() {
        return new Ftrl(1e-3, 0.1, 0, 0, 0, 0);
    }

    /** The same with another learning rate. */
    public Ftrl withLearningRate(double value) {
        return new Ftrl(value, initialAccumulator, l1, l2, l2Shrinkage, beta);
    }

    /** The same with these strengths of L1 and L2. */
    public Ftrl withRegularization(double first, double second) {
        return new Ftrl(learningRate, initialAccumulator, first, second, l2Shrinkage, beta);
    }

    @Override
    public List<String> state() {
        return STATE;
    }

    @Override
    public float start(int state) {
        return state == 0 ? (float) initialAccumulator : 0;
    }

    @Override
    public void update(
            float[] parameters, float[] gradient, float[][] state, int from, int to, long step, double factor) {
        double inverse = 1 / (learningRate * factor);
        if (!((float) inverse < Float.POSITIVE_INFINITY)) {
            return;
        }
        AdaptiveUpdate.ftrl(
                parameters,
                gradient,
                state[0],
                state[1],
                from,
                to,
                (float) inverse,
                (float) l1,
                (float) (2 * l2 + beta * inverse),
                (float) (2 * l2Shrinkage));
    }
}
