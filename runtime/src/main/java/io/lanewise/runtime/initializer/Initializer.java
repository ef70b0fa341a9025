package io.lanewise.runtime.initializer;

import io.lanewise.runtime.kernel.Rng;
import java.util.Arrays;

/**
 * Says what the numbers of a parameter start from. Element {@code i}, in PyTorch's order, depends on the seed, the parameter's
 * name and {@code i} alone, of an orthogonal matrix on its shape too: neither on the platform nor on how the parameter lies in
 * memory.
 */
public final class Initializer {
    private enum Distribution {
        CONSTANT,
        UNIFORM,
        NORMAL,
        TRUNCATED_NORMAL,
        ORTHOGONAL,
        IDENTITY,
        FORGET_GATE
    }

    /** SplitMix64's increment, 2⁶⁴ divided by the golden ratio. */
    static final long STEP = 0x9e3779b97f4a7c15L;

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

    /** Normal with mean 0 and, before it is cut, standard deviation {@code sigma}; numbers beyond ±2σ are drawn again. */
    public static Initializer truncatedNormal(float sigma) {
        return new Initializer(Distribution.TRUNCATED_NORMAL, sigma);
    }

    /**
     * A matrix whose rows, or columns where there are more rows, are orthogonal and {@code gain} long: the Q of the QR
     * decomposition, with R's diagonal above 0, of a matrix of normal numbers, and so spread evenly over all such matrices.
     */
    public static Initializer orthogonal(float gain) {
        return new Initializer(Distribution.ORTHOGONAL, gain);
    }

    /** A matrix with {@code gain} on its diagonal and 0 elsewhere. */
    public static Initializer identity(float gain) {
        return new Initializer(Distribution.IDENTITY, gain);
    }

    /**
     * Zeros but for the second quarter, which is {@code bias}: what an LSTM adds to the gate that says how much of its cell it
     * keeps (Jozefowicz et al. 2015).
     */
    public static Initializer forgetGate(float bias) {
        return new Initializer(Distribution.FORGET_GATE, bias);
    }

    /** Whether it means all groups of columns of a parameter together. */
    public boolean tellsGroupsApart() {
        return distribution == Distribution.FORGET_GATE;
    }

    /**
     * The numbers of one parameter, in PyTorch's order.
     *
     * @param seed seed of the whole network
     * @param parameter name of the parameter
     * @param shape axis sizes in PyTorch's order: {@code [out, in]} of a matrix
     * @throws IllegalArgumentException if this makes matrices and {@code shape} is none
     */
    public float[] values(long seed, String parameter, int... shape) {
        boolean matrices = distribution == Distribution.ORTHOGONAL || distribution == Distribution.IDENTITY;
        if (matrices && shape.length != 2) {
            throw new IllegalArgumentException("'" + parameter + "' has " + shape.length + " axes, but " + this
                    + " makes matrices. Use another initializer.");
        }
        int count = 1;
        for (int size : shape) {
            count = Math.multiplyExact(count, size);
        }
        float[] values = new float[count];
        if (distribution == Distribution.IDENTITY) {
            for (int i = 0; i < Math.min(shape[0], shape[1]); i++) {
                values[i * shape[1] + i] = scale;
            }
            return values;
        }
        if (distribution == Distribution.FORGET_GATE) {
            Arrays.fill(values, count / 4, count / 2, scale);
            return values;
        }
        long key = Rng.mix(seed + STEP);
        for (int i = 0; i < parameter.length(); i++) {
            key = Rng.mix((key ^ parameter.charAt(i)) + STEP);
        }
        if (distribution == Distribution.ORTHOGONAL) {
            Orthogonal.fill(values, shape[0], shape[1], scale, key);
            return values;
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
                return (float) (gaussian(state) * scale);
            case TRUNCATED_NORMAL:
                double z = gaussian(state);
                for (long again = state; Math.abs(z) > 2; z = gaussian(again)) {
                    again = Rng.mix(again ^ STEP);
                }
                return (float) (z * scale);
            default:
                return scale;
        }
    }

    /** A standard normal number, by Box and Muller; by StrictMath so that every platform computes the same bits. */
    static double gaussian(long state) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(unit(state)));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit(state + STEP));
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
            case TRUNCATED_NORMAL -> "truncated normal σ=" + scale;
            case ORTHOGONAL -> "orthogonal ·" + scale;
            case IDENTITY -> "identity ·" + scale;
            case FORGET_GATE -> "zeros, forget gate " + scale;
        };
    }
}
