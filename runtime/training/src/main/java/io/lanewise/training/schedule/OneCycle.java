package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * One rise and one long fall (Smith and Topin, 2018): PyTorch's {@code OneCycleLR} in two phases. The optimizer's learning rate is the
 * highest, PyTorch's {@code max_lr}; the cycle starts at a {@code divFactor}th of it and ends at a {@code finalDivFactor}th of where it
 * started. The momentum stays as it is, which is PyTorch's {@code cycle_momentum=False}. A training that goes on longer stays at
 * the end, where PyTorch fails.
 *
 * @param steps steps of the cycle, at least 2
 * @param pctStart share of the steps in which it rises, from 0 to 1
 * @param divFactor the highest by the first factor, finite, above 0
 * @param finalDivFactor the first by the last factor, finite, above 0
 * @param anneal how it rises and falls
 */
public record OneCycle(long steps, double pctStart, double divFactor, double finalDivFactor, Anneal anneal)
        implements Schedule {
    /** The form of the rise and the fall. */
    public enum Anneal {
        /** Half a cosine. */
        COSINE,
        /** A line. */
        LINEAR
    }

    /** @throws IllegalArgumentException if an argument is out of its range */
    public OneCycle {
        Checks.steps("steps of a cycle", steps - 1);
        Checks.share("share of the rise", pctStart);
        Checks.positive("first divisor", divFactor);
        Checks.positive("final divisor", finalDivFactor);
    }

    /** PyTorch's defaults: 30 % of the steps rise from a 25th, the others fall to a 250,000th, by cosines. */
    public static OneCycle of(long steps) {
        return new OneCycle(steps, 0.3, 25, 1e4, Anneal.COSINE);
    }

    @Override
    public double factor(long step) {
        double at = Math.min(step, steps - 1);
        double top = pctStart * steps - 1;
        double first = 1 / divFactor;
        if (at <= top) {
            return between(first, 1, top == 0 ? 1 : at / top);
        }
        return between(1, first / finalDivFactor, (at - top) / (steps - 1 - top));
    }

    private double between(double start, double end, double share) {
        if (anneal == Anneal.LINEAR) {
            return start + (end - start) * share;
        }
        return end + (start - end) * Doubles.cosineFall(share);
    }
}
