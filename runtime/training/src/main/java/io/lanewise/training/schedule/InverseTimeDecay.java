package io.lanewise.training.schedule;

/**
 * {@code 1 / (1 + rate·step/steps)}, in stairs with {@code ⌊step/steps⌋}: Keras's {@code InverseTimeDecay}.
 *
 * @param steps at least 1
 * @param rate finite, at least 0
 * @param staircase whether it falls at once after so many steps instead of steadily
 */
public record InverseTimeDecay(long steps, double rate, boolean staircase) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public InverseTimeDecay {
        Checks.steps("steps of a decay", steps);
        Checks.notNegative("rate of a decay", rate);
    }

    /** A steady fall. */
    public static InverseTimeDecay of(long steps, double rate) {
        return new InverseTimeDecay(steps, rate, false);
    }

    @Override
    public double factor(long step) {
        double time = staircase ? step / steps : (double) step / steps;
        return 1 / (1 + rate * time);
    }
}
