package io.lanewise.training.schedule;

/**
 * A linear rise, then another schedule: {@code then(0)·(start + (1 − start)·step/steps)} for the first steps, {@code then(step −
 * steps)} afterwards. Keras's {@code warmup_steps} begins at 0; PyTorch's {@code LinearLR(start_factor, 1, total_iters)} in a
 * {@code SequentialLR} is the same with its {@code start_factor}.
 *
 * @param steps steps of the rise, at least 1
 * @param start where the rise starts, from 0 to 1, as a share of the schedule's first factor
 * @param then the schedule afterwards, which counts its own steps
 */
public record LinearWarmUp(long steps, double start, Schedule then) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public LinearWarmUp {
        Checks.steps("steps of a warm-up", steps);
        Checks.share("start of a warm-up", start);
        Checks.present(then);
    }

    @Override
    public double factor(long step) {
        if (step >= steps) {
            return then.factor(step - steps);
        }
        return then.factor(0) * (start + (1 - start) * step / steps);
    }
}
