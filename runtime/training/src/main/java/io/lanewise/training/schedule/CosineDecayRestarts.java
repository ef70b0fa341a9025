package io.lanewise.training.schedule;

import io.lanewise.runtime.kernel.Doubles;

/**
 * Half cosines one after the other (Loshchilov and Hutter, 2017, "SGDR"): the first takes {@code first} steps, each next one {@code
 * tMul} times as many and starts at {@code mMul} times the factor; Keras's {@code CosineDecayRestarts}. With {@code mMul} = 1, PyTorch's
 * {@code CosineAnnealingWarmRestarts(T_0, T_mult, eta_min)}, whose {@code T_mult} is 1 by default and {@code eta_min} a learning
 * rate.
 *
 * @param first steps of the first fall, at least 1
 * @param tMul how much longer each next one is, finite, at least 1
 * @param mMul how much lower each next one starts, finite, above 0
 * @param alpha the last factor of each, from 0 to 1
 */
public record CosineDecayRestarts(long first, double tMul, double mMul, double alpha) implements Schedule {
    /** @throws IllegalArgumentException if an argument is out of its range */
    public CosineDecayRestarts {
        Checks.steps("steps of the first decay", first);
        if (!(tMul >= 1 && tMul < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "tMul, how much longer each decay is than the one before, is " + tMul + ". Pass at least 1.");
        }
        Checks.positive("mMul, how much lower each decay starts,", mMul);
        Checks.share("alpha of a decay", alpha);
    }

    /** Keras's defaults: each fall twice as long as the one before, from 1 to 0. */
    public static CosineDecayRestarts of(long first) {
        return new CosineDecayRestarts(first, 2, 1, 0);
    }

    @Override
    public double factor(long step) {
        double height = 1;
        double length = first;
        double at = step;
        if (tMul == 1) {
            height = Doubles.power(mMul, step / first);
            at = step % first;
        } else {
            while (at >= length) {
                at -= length;
                length *= tMul;
                height *= mMul;
            }
        }
        return (1 - alpha) * height * Doubles.cosineFall(at / length) + alpha;
    }
}
