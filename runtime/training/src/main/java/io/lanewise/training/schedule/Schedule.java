package io.lanewise.training.schedule;

/**
 * By what the optimizer's learning rate is multiplied in each step: 1 leaves it as it is. All rates here are such multiples, where
 * Keras and PyTorch take some of them as they are: divide those by the learning rate.
 *
 * <pre>{@code
 * Trainer.of(model).optimizer(Adam.of(1e-3)).schedule(CosineDecay.of(10_000).warmUp(500))
 * }</pre>
 *
 * <p>A schedule is a pure function that allocates nothing; every thread of a step may ask it. The bits of those of this package are
 * the same on every platform.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * The factor of a step.
     *
     * @param step steps done before: 0 for the first, as Keras and PyTorch count
     * @return finite, at least 0
     */
    double factor(long step);

    /** The learning rate as the optimizer has it, in every step. */
    static Schedule constant() {
        return step -> 1;
    }

    /**
     * A linear rise from 0 before this schedule, which begins when it is over, as {@code warmup_steps} in Keras.
     *
     * @param steps steps of the rise, at least 1
     */
    default Schedule warmUp(long steps) {
        return warmUp(steps, 0);
    }

    /**
     * A linear rise before this schedule, which begins when it is over.
     *
     * @param steps steps of the rise, at least 1
     * @param start where the rise starts, from 0 to 1, as a share of this schedule's first factor
     */
    default Schedule warmUp(long steps, double start) {
        return new LinearWarmUp(steps, start, this);
    }

    /**
     * This schedule, counted in epochs: it stays at one factor for the steps of each.
     *
     * @param stepsPerEpoch steps of an epoch: examples by batch size, rounded up
     */
    default Schedule perEpoch(long stepsPerEpoch) {
        return new PerEpoch(this, stepsPerEpoch);
    }
}
