package io.lanewise.processor.layer;

import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.problem.ProblemCode;
import java.util.List;

/**
 * {@code (x − mean) / √(variance + ε) · weight + bias}, mean and variance over the positions of an example and the channels of a
 * group. A long sum of numbers that are nearly equal drifts, so what is centred by a first mean is centred once more by what is
 * left of it (Chan, Golub and LeVeque, 1983, the corrected two-pass algorithm), in the pass that sums the squares. By what x is
 * moved first changes no result, so the derivative takes the first mean as a constant.
 */
final class GroupNormalization extends Normalization {
    GroupNormalization() {
        super("GroupNormalization");
    }

    @Override
    public boolean check(Site site) {
        int groups = site.arguments().integer("groups");
        if (groups < 1 && groups != -1) {
            site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "groups",
                    "groups must be at least 1, or -1 for each channel by itself. It was " + groups
                            + ". Give a number that divides the channels.");
            return false;
        }
        return super.check(site);
    }

    @Override
    public Shape shape(Site site) {
        int groups = site.arguments().integer("groups");
        Shape input = site.inputs().get(0);
        if (groups > 0 && input.width() % groups != 0) {
            return site.wrongArgument(
                    ProblemCode.ARGUMENT_RANGE,
                    "groups",
                    "groups must divide the channels, which are the last axis. '"
                            + site.sources().get(0) + "' is " + input + " (" + site.path(0) + ") and groups is "
                            + groups + ". Give a divisor of " + input.width() + ".");
        }
        return super.shape(site);
    }

    @Override
    public Value lower(Lowering lowering) {
        Value x = lowering.inputs().get(0);
        int channels = x.type().width();
        int asked = lowering.arguments().integer("groups");
        int groups = asked == -1 ? channels : asked;
        double size = (double) x.type().outer() * (channels / groups);
        Value first =
                lowering.map("mean", expression("a / p", size), perGroup(lowering, groups, exampleSum(lowering, x)));
        Value mean = perChannel(lowering, groups, channels, lowering.detach(first));
        Value shifted = lowering.map("shifted", expression("a - b"), x, mean);
        Value square = lowering.map("square", expression("(a - b) * (a - b)"), x, mean);
        Value left = lowering.map(
                "rest", expression("a / p", size), perGroup(lowering, groups, exampleSum(lowering, shifted)));
        Value squares = perGroup(lowering, groups, exampleSum(lowering, square));
        double epsilon = lowering.arguments().real("epsilon");
        Value inverse =
                lowering.map("inverse", expression("1 / sqrt(a / p - b * b + q)", size, epsilon), squares, left);
        return scaled(
                lowering,
                "(a - b - c) * d",
                x,
                mean,
                perChannel(lowering, groups, channels, left),
                perChannel(lowering, groups, channels, inverse));
    }

    /** Sums of {@code sums}, a number for each channel, over the channels of each group. */
    private static Value perGroup(Lowering lowering, int groups, Value sums) {
        int channels = sums.type().width();
        if (groups == channels) {
            return sums;
        }
        return rowSum(lowering, groups == 1 ? sums : lowering.reshape(sums, List.of(groups, channels / groups)));
    }

    /** A number of each group for each of its channels, or one for all. */
    private static Value perChannel(Lowering lowering, int groups, int channels, Value numbers) {
        if (groups == 1 || groups == channels) {
            return numbers;
        }
        Value all = lowering.expand(numbers, List.of(groups, channels / groups));
        return lowering.reshape(all, List.of(channels));
    }
}
