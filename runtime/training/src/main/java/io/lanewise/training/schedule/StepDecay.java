package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * A fall by a fixed factor at fixed distances: {@code gamma^⌊step/size⌋}, PyTorch's {@code StepLR}, which counts epochs: {@link
 * Schedule#perEpoch} does.
 *
 * @param size steps between two falls, at least 1
 * @param gamma the factor, finite, above 0
 */
public record StepDecay(long size, double gamma) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public StepDecay {
        Checks.steps("steps between two falls", size);
        Checks.positive("gamma of a fall", gamma);
    }

    /** A tenth after each {@code size} steps, PyTorch's default. */
    public static StepDecay of(long size) {
        return new StepDecay(size, 0.1);
    }

    /** A fall to {@code gamma} of what it was after each {@code size} steps. */
    public static StepDecay of(long size, double gamma) {
        return new StepDecay(size, gamma);
    }

    @Override
    public double factor(long step) {
        return Doubles.power(gamma, step / size);
    }
}
