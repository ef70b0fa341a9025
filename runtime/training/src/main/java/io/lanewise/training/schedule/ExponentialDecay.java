package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * {@code rate^(step/steps)}, in stairs {@code rate^⌊step/steps⌋}: Keras's {@code ExponentialDecay}; with {@code steps} = 1,
 * PyTorch's {@code ExponentialLR(gamma = rate)}.
 *
 * @param steps steps that bring the factor to {@code rate} of what it was, at least 1
 * @param rate finite, above 0
 * @param staircase whether it falls at once after so many steps instead of steadily
 */
public record ExponentialDecay(long steps, double rate, boolean staircase) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public ExponentialDecay {
        Checks.steps("steps of a decay", steps);
        Checks.positive("rate of a decay", rate);
    }

    /** A steady fall to {@code rate} of what it was in {@code steps} steps. */
    public static ExponentialDecay of(long steps, double rate) {
        return new ExponentialDecay(steps, rate, false);
    }

    @Override
    public double factor(long step) {
        return staircase ? Doubles.power(rate, step / steps) : Doubles.power(rate, (double) step / steps);
    }
}
