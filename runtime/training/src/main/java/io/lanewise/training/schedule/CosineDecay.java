package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * Half a cosine from 1 to {@code alpha} (Loshchilov and Hutter, 2017), {@code (1 − alpha)·(1 + cos(π·step/steps))/2 + alpha}: Keras's
 * {@code CosineDecay}; up to its end, PyTorch's {@code CosineAnnealingLR(T_max, eta_min)}, whose {@code eta_min} is a learning rate and
 * which rises again afterwards, where this one stays at {@code alpha}.
 *
 * @param steps steps of the fall, at least 1
 * @param alpha the last factor, from 0 to 1
 */
public record CosineDecay(long steps, double alpha) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public CosineDecay {
        Checks.steps("steps of a decay", steps);
        Checks.share("alpha of a decay", alpha);
    }

    /** A fall to 0. */
    public static CosineDecay of(long steps) {
        return new CosineDecay(steps, 0);
    }

    /** A fall to {@code alpha}. */
    public static CosineDecay of(long steps, double alpha) {
        return new CosineDecay(steps, alpha);
    }

    @Override
    public double factor(long step) {
        return (1 - alpha) * Doubles.cosineFall((double) Math.min(step, steps) / steps) + alpha;
    }
}
