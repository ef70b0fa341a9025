package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.VectorUpdate;

/**
 * The optimizers' passes over flat arrays of parameters, gradients and moments. Elementwise, so that they need not know where one
 * parameter ends; padding stays zero because its gradient is. {@code to} is a multiple of 16 behind {@code from}.
 *
 * <p>Moments that fall below the smallest normal number, 2⁻¹²⁶, become 0: where a gradient stays 0, as behind a unit that is
 * never active, they would otherwise stay subnormal for good, and processors compute with such numbers many times slower. A step
 * of 784-128-10 on one row, Adam, took 76 µs instead of 36 µs.
 *
 * <p>Scalar and vector form give the same bits. None checks for numbers that are not finite: call {@link #finite} on the gradient
 * first.
 */
public final class Update {
    /** Floats in a unit of work. */
    private static final int UNIT = 16;

    /** Units of a slice at least. A unit takes some nanoseconds, reading the clock 20. */
    private static final int LEAST = 8;

    private static final TakeOver SGD = TakeOver.of(Vectors.ofRuntime(), "sgd");
    private static final TakeOver MOMENTUM = TakeOver.of(Vectors.ofRuntime(), "momentum");
    private static final TakeOver ADAM = TakeOver.of(Vectors.ofRuntime(), "adam");
    private static final TakeOver SCALE = TakeOver.of(Vectors.ofRuntime(), "scale");
    private static final TakeOver FINITE = TakeOver.of(Vectors.ofRuntime(), "finite");

    static {
        for (TakeOver kernel : takeOvers()) {
            kernel.proof(new UpdateProof());
        }
    }

    private Update() {}

    /** Plain gradient descent: {@code d = g + l2·w; w −= rate·d}. */
    public static void sgd(float[] w, float[] g, int from, int to, float rate, float l2) {
        if (SGD.warm()) {
            VectorUpdate.sgd(w, g, from, to, rate, l2);
            return;
        }
        int at = split(SGD, from, to);
        long start = System.nanoTime();
        if (at > from) {
            VectorUpdate.sgd(w, g, from, at, rate, l2);
        }
        long middle = System.nanoTime();
        ScalarUpdate.sgd(w, g, at, to, rate, l2);
        timed(SGD, from, at, to, start, middle);
    }

    /**
     * Momentum in PyTorch's form: {@code d = g + l2·w; v = momentum·v + d; w −= rate·v}, or with Nesterov's look-ahead
     * {@code w −= rate·(d + momentum·v)}.
     */
    public static void momentum(
            float[] w, float[] g, float[] v, int from, int to, float rate, float momentum, boolean nesterov, float l2) {
        if (nesterov) {
            momentum(w, g, v, from, to, momentum, 1, -rate, -rate * momentum, l2);
        } else {
            momentum(w, g, v, from, to, momentum, 1, 0, -rate, l2);
        }
    }

    /**
     * Momentum in Keras' form, where the rate is inside the velocity: {@code d = g + l2·w; v = momentum·v − rate·d; w += v}, or
     * with Nesterov's look-ahead {@code w += momentum·v − rate·d}.
     */
    public static void kerasMomentum(
            float[] w, float[] g, float[] v, int from, int to, float rate, float momentum, boolean nesterov, float l2) {
        if (nesterov) {
            momentum(w, g, v, from, to, momentum, -rate, -rate, momentum, l2);
        } else {
            momentum(w, g, v, from, to, momentum, -rate, 0, 1, l2);
        }
    }

    /** All four rules: {@code v = keep·v + gradient·d; w += own·d + velocity·v}. */
    private static void momentum(
            float[] w,
            float[] g,
            float[] v,
            int from,
            int to,
            float keep,
            float gradient,
            float own,
            float velocity,
            float l2) {
        if (MOMENTUM.warm()) {
            VectorUpdate.momentum(w, g, v, from, to, keep, gradient, own, velocity, l2);
            return;
        }
        int at = split(MOMENTUM, from, to);
        long start = System.nanoTime();
        if (at > from) {
            VectorUpdate.momentum(w, g, v, from, at, keep, gradient, own, velocity, l2);
        }
        long middle = System.nanoTime();
        ScalarUpdate.momentum(w, g, v, at, to, keep, gradient, own, velocity, l2);
        timed(MOMENTUM, from, at, to, start, middle);
    }

    /**
     * Adam in the form {@code m += (1−beta1)·(g − m); v = beta2·v + (1−beta2)·g²; w = keep·w − rate·m / (scale·√v + epsilon)}.
     *
     * <p>PyTorch's rule has {@code rate = learningRate/(1−beta1ᵗ)} and {@code scale = 1/√(1−beta2ᵗ)}; Keras' has {@code rate =
     * learningRate·√(1−beta2ᵗ)/(1−beta1ᵗ)} and {@code scale = 1}. Compute them in double. {@code keep} is 1, or {@code 1 −
     * learningRate·weightDecay} for AdamW.
     */
    public static void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float oneMinusBeta1,
            float oneMinusBeta2,
            float rate,
            float scale,
            float epsilon,
            float keep) {
        if (ADAM.warm()) {
            VectorUpdate.adam(w, g, m, v, from, to, oneMinusBeta1, oneMinusBeta2, rate, scale, epsilon, keep);
            return;
        }
        int at = split(ADAM, from, to);
        long start = System.nanoTime();
        if (at > from) {
            VectorUpdate.adam(w, g, m, v, from, at, oneMinusBeta1, oneMinusBeta2, rate, scale, epsilon, keep);
        }
        long middle = System.nanoTime();
        ScalarUpdate.adam(w, g, m, v, at, to, oneMinusBeta1, oneMinusBeta2, rate, scale, epsilon, keep);
        timed(ADAM, from, at, to, start, middle);
    }

    /** {@code x *= factor}, as for clipping. */
    public static void scale(float[] x, int from, int to, float factor) {
        if (SCALE.warm()) {
            VectorUpdate.scale(x, from, to, factor);
            return;
        }
        int at = split(SCALE, from, to);
        long start = System.nanoTime();
        if (at > from) {
            VectorUpdate.scale(x, from, at, factor);
        }
        long middle = System.nanoTime();
        ScalarUpdate.scale(x, at, to, factor);
        timed(SCALE, from, at, to, start, middle);
    }

    /** {@code x = min(max(x, −bound), bound)}, as for clipping by value. */
    public static void clamp(float[] x, int from, int to, float bound) {
        Pass.CLAMP.run(x, x, x, x, x, from, to, bound, 0, 0, 0, 0, 0);
    }

    /** {@code x += factor·y}, as for weight decay. */
    public static void add(float[] x, float[] y, int from, int to, float factor) {
        Pass.ADD.run(x, y, x, x, x, from, to, factor, 0, 0, 0, 0, 0);
    }

    /** {@code mean += fresh·(x − mean)}: an exponential moving average. */
    public static void average(float[] mean, float[] x, int from, int to, float fresh) {
        Pass.AVERAGE.run(mean, x, mean, mean, mean, from, to, fresh, 0, 0, 0, 0, 0);
    }

    /** Whether all numbers are finite. */
    public static boolean finite(float[] x, int from, int to) {
        if (FINITE.warm()) {
            return VectorUpdate.finite(x, from, to);
        }
        int at = split(FINITE, from, to);
        long start = System.nanoTime();
        boolean finite = at == from || VectorUpdate.finite(x, from, at);
        long middle = System.nanoTime();
        finite &= ScalarUpdate.finite(x, at, to);
        timed(FINITE, from, at, to, start, middle);
        return finite;
    }

    /** The sum of the squares in double: its root is the norm to clip by. Eight sums in turn, added in pairs. */
    public static double sumOfSquares(float[] x, int from, int to) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        for (int i = from; i < to; i += 8) {
            s0 += (double) x[i] * x[i];
            s1 += (double) x[i + 1] * x[i + 1];
            s2 += (double) x[i + 2] * x[i + 2];
            s3 += (double) x[i + 3] * x[i + 3];
            s4 += (double) x[i + 4] * x[i + 4];
            s5 += (double) x[i + 5] * x[i + 5];
            s6 += (double) x[i + 6] * x[i + 6];
            s7 += (double) x[i + 7] * x[i + 7];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** The end of what a cold vector form should compute: at least some units, beside which reading the clock is little. */
    static int split(TakeOver takeOver, int from, int to) {
        int units = (to - from) / UNIT;
        return from + UNIT * (int) takeOver.slice((long) units, Math.min(units, LEAST));
    }

    /** The take-overs of these passes, to warm up. */
    static TakeOver[] takeOvers() {
        return new TakeOver[] {SGD, MOMENTUM, ADAM, SCALE, FINITE};
    }

    /** Notes what both forms took. */
    static void timed(TakeOver takeOver, int from, int at, int to, long start, long middle) {
        takeOver.timed((at - from) / UNIT, middle - start, (to - at) / UNIT, System.nanoTime() - middle);
    }
}
