package io.lanewise.training.schedule;

/**
 * A schedule that counts epochs in the place of steps.
 *
 * @param schedule the schedule, asked with the number of epochs done
 * @param stepsPerEpoch steps of an epoch, at least 1
 */
public record PerEpoch(Schedule schedule, long stepsPerEpoch) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public PerEpoch {
        Checks.present(schedule);
        Checks.steps("steps of an epoch", stepsPerEpoch);
    }

    @Override
    public double factor(long step) {
        return schedule.factor(step / stepsPerEpoch);
    }
}
