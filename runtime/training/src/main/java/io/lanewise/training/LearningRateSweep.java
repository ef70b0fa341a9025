package io.lanewise.training;

import java.util.OptionalDouble;

/** What a {@link LearningRateFinder} saw: learning rates, each with the loss of its batch before the step, to be drawn over a logarithm. */
public final class LearningRateSweep {
    /** The share of the mean that a step keeps. */
    static final double SMOOTHING = 0.98;

    /** Steps at the start whose mean is of too few losses to count, as far as there are ten times as many. */
    private static final int START = 10;

    private final double[] rates;
    private final double[] losses;
    private final double[] smoothed;

    LearningRateSweep(double[] rates, double[] losses, double[] smoothed) {
        this.rates = rates;
        this.losses = losses;
        this.smoothed = smoothed;
    }

    /** The learning rates, rising. */
    public double[] rates() {
        return rates.clone();
    }

    /** The loss of each step's batch. */
    public double[] losses() {
        return losses.clone();
    }

    /** An exponential moving mean of the losses, corrected for its start as Adam's: decay {@value #SMOOTHING}. */
    public double[] smoothed() {
        return smoothed.clone();
    }

    /**
     * The learning rate where the smoothed loss falls most steeply over the logarithm of the rate, on the way to its least: what comes
     * after is noise of rates that are too large. The first tenth of the steps (ten at most) and the last are left out; empty if it
     * falls nowhere.
     */
    public OptionalDouble suggestion() {
        int first = Math.max(1, Math.min(START, rates.length / 10));
        int least = Math.min(first, rates.length - 1);
        for (int i = least; i < rates.length; i++) {
            least = smoothed[i] < smoothed[least] ? i : least;
        }
        int best = -1;
        double steepest = 0;
        for (int i = first; i < least; i++) {
            double slope = smoothed[i + 1] - smoothed[i - 1];
            if (slope < steepest) {
                best = i;
                steepest = slope;
            }
        }
        return best < 0 ? OptionalDouble.empty() : OptionalDouble.of(rates[best]);
    }

    /** As in {@code 87 learning rates from 1.0E-7 to 1.1; suggested: 0.0035}. */
    @Override
    public String toString() {
        String text = rates.length + " learning rates from " + rates[0] + " to " + rates[rates.length - 1];
        OptionalDouble suggestion = suggestion();
        return text + (suggestion.isPresent() ? "; suggested: " + suggestion.getAsDouble() : "; none suggested");
    }
}
