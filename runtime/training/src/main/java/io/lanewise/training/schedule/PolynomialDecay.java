package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * A fall from 1 to {@code end} in {@code steps} steps, {@code (1 − end)·(1 − step/steps)^power + end}: Keras's {@code
 * PolynomialDecay}, whose end is a learning rate, 1e-4 by default; with {@code end} = 0, PyTorch's {@code PolynomialLR}. Afterwards it
 * stays at its end, or, in cycles, rises to where a fall of the next multiple of {@code steps} would be.
 *
 * @param steps steps of the fall, at least 1
 * @param end the last factor, finite, at least 0
 * @param power 1 for a line; finite, above 0
 * @param cycle whether it goes on in longer and longer falls
 */
public record PolynomialDecay(long steps, double end, double power, boolean cycle) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public PolynomialDecay {
        Checks.steps("steps of a decay", steps);
        Checks.notNegative("end of a decay", end);
        Checks.positive("power of a decay", power);
    }

    /** A line from 1 to {@code end}. */
    public static PolynomialDecay linear(long steps, double end) {
        return new PolynomialDecay(steps, end, 1, false);
    }

    /** A fall from 1 to {@code end} of this power. */
    public static PolynomialDecay of(long steps, double end, double power) {
        return new PolynomialDecay(steps, end, power, false);
    }

    @Override
    public double factor(long step) {
        long whole = cycle ? steps * Math.max(1, (step + steps - 1) / steps) : steps;
        double left = 1 - (double) Math.min(step, whole) / whole;
        return (1 - end) * Doubles.power(left, power) + end;
    }
}
