package io.lanewise.runtime.initializer;

import io.lanewise.runtime.kernel.Rng;

/**
 * Says what the numbers of a parameter start from. Element {@code i}, in PyTorch's order, depends on the seed, the parameter's
 * name and {@code i} alone: neither on the platform nor on how the parameter lies in memory.
 */
public final class Initializer {
    private enum Distribution {
        CONSTANT,
        UNIFORM,
        NORMAL
    }

    /** SplitMix64's increment, 2⁶⁴ divided by the golden ratio. */
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private static final Initializer ZEROS = new Initializer(Distribution.CONSTANT, 0);

    private final Distribution distribution;
    private final float scale;

    private Initializer(Distribution distribution, float scale) {
        this.distribution = distribution;
        this.scale = scale;
    }

    /** All 0. */
    public static Initializer zeros() {
        return ZEROS;
    }

    /** All {@code value}. */
    public static Initializer constant(float value) {
        return new Initializer(Distribution.CONSTANT, value);
    }

    /** Uniform in the open interval ±{@code limit}. */
    public static Initializer uniform(float limit) {
        return new Initializer(Distribution.UNIFORM, limit);
    }

    /** Normal with mean 0 and standard deviation {@code sigma}, not truncated. */
    public static Initializer normal(float sigma) {
        return new Initializer(Distribution.NORMAL, sigma);
    }

    /**
     * The numbers of one parameter, in PyTorch's order.
     *
     * @param seed seed of the whole network
     * @param parameter name of the parameter
     * @param count how many
     */
    public float[] values(long seed, String parameter, int count) {
        float[] values = new float[count];
        long key = Rng.mix(seed + STEP);
        for (int i = 0; i < parameter.length(); i++) {
            key = Rng.mix((key ^ parameter.charAt(i)) + STEP);
        }
        for (int i = 0; i < count; i++) {
            values[i] = value(key + 2L * i * STEP);
        }
        return values;
    }

    private float value(long state) {
        switch (distribution) {
            case UNIFORM:
                return (float) ((2 * unit(state) - 1) * scale);
            case NORMAL:
                // Box and Muller, by StrictMath so that every platform computes the same bits.
                double radius = StrictMath.sqrt(-2 * StrictMath.log(unit(state)));
                return (float) (radius * StrictMath.cos(2 * StrictMath.PI * unit(state + STEP)) * scale);
            default:
                return scale;
        }
    }

    /** One of 2²⁴ numbers evenly spread in the open interval from 0 to 1, symmetric about one half. */
    private static double unit(long state) {
        return ((Rng.mix(state + STEP) >>> 40) + 0.5) * 0x1p-24;
    }

    @Override
    public String toString() {
        return switch (distribution) {
            case CONSTANT -> scale == 0 ? "zeros" : "constant " + scale;
            case UNIFORM -> "uniform ±" + scale;
            case NORMAL -> "normal σ=" + scale;
        };
    }
}
