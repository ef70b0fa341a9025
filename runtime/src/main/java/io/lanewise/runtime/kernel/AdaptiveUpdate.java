package io.lanewise.runtime.kernel;

/**
 * The passes of the optimizers that scale each step by what they have seen of its gradients. As {@link Update}: elementwise, from
 * {@code from} to {@code to}, a multiple of 16 behind it; what is kept from step to step is 0 below the smallest normal number; scalar and
 * vector form give the same bits; factors that depend on the step alone are the caller's, computed in double.
 *
 * <p>Two places for ε: {@code inside} the root beside the sum or {@code outside} it. One of them is 0.
 */
public final class AdaptiveUpdate {
    private AdaptiveUpdate() {}

    /** Adagrad: {@code sum += g²; w −= rate·g / (√(sum + inside) + outside)}. */
    public static void adagrad(
            float[] w, float[] g, float[] sum, int from, int to, float rate, float inside, float outside) {
        Pass.ADAGRAD.run(w, g, sum, sum, sum, from, to, rate, inside, outside, 0, 0, 0);
    }

    /**
     * Adadelta: {@code square = (1 − fresh)·square + fresh·g²; d = √(moved + ε) / √(square + ε)·g; moved = (1 − fresh)·moved +
     * fresh·d²; w −= rate·d}.
     */
    public static void adadelta(
            float[] w,
            float[] g,
            float[] square,
            float[] moved,
            int from,
            int to,
            float fresh,
            float rate,
            float epsilon) {
        Pass.ADADELTA.run(w, g, square, moved, moved, from, to, fresh, rate, epsilon, 0, 0, 0);
    }

    /** RMSprop: {@code square = (1 − fresh)·square + fresh·g²; w −= rate·g / (√(square + inside) + outside)}. */
    public static void rms(
            float[] w,
            float[] g,
            float[] square,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float outside) {
        Pass.RMS.run(w, g, square, square, square, from, to, fresh, rate, inside, outside, 0, 0);
    }

    /** RMSprop with momentum: {@code velocity = momentum·velocity + gain·g / (…); w −= rate·velocity}. */
    public static void rmsMomentum(
            float[] w,
            float[] g,
            float[] square,
            float[] velocity,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float outside,
            float momentum,
            float gain) {
        Pass.RMS_MOMENTUM.run(w, g, square, velocity, velocity, from, to, fresh, rate, inside, outside, momentum, gain);
    }

    /** Centered RMSprop: as {@link #rms} with {@code mean += fresh·(g − mean)} and {@code square − mean²} under the root. */
    public static void rmsCentered(
            float[] w,
            float[] g,
            float[] square,
            float[] mean,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float outside) {
        Pass.RMS_CENTERED.run(w, g, square, mean, mean, from, to, fresh, rate, inside, outside, 0, 0);
    }

    /** {@link #rmsCentered} with the velocity of {@link #rmsMomentum}. */
    public static void rmsCenteredMomentum(
            float[] w,
            float[] g,
            float[] square,
            float[] mean,
            float[] velocity,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float outside,
            float momentum,
            float gain) {
        Pass.RMS_CENTERED_MOMENTUM.run(
                w, g, square, mean, velocity, from, to, fresh, rate, inside, outside, momentum, gain);
    }

    /** Adamax: {@code mean += fresh·(g − mean); most = max(keep·most, |g| + inside); w −= rate·mean / (most + outside)}. */
    public static void adamax(
            float[] w,
            float[] g,
            float[] mean,
            float[] most,
            int from,
            int to,
            float fresh,
            float keep,
            float rate,
            float inside,
            float outside) {
        Pass.ADAMAX.run(w, g, mean, most, most, from, to, fresh, keep, rate, inside, outside, 0);
    }

    /** Nadam: {@code w −= (gradientRate·g + meanRate·mean) / (scale·√square + ε)} with Adam's two averages. */
    public static void nadam(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            int from,
            int to,
            float oneMinusBeta1,
            float oneMinusBeta2,
            float gradientRate,
            float meanRate,
            float scale,
            float epsilon) {
        Pass.NADAM.run(
                w,
                g,
                mean,
                square,
                square,
                from,
                to,
                oneMinusBeta1,
                oneMinusBeta2,
                gradientRate,
                meanRate,
                scale,
                epsilon);
    }

    /** AMSGrad: {@code most = max(most, square); w −= rate·mean / (scale·√most + ε)} with Adam's two averages. */
    public static void amsGrad(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            float[] most,
            int from,
            int to,
            float oneMinusBeta1,
            float oneMinusBeta2,
            float rate,
            float scale,
            float epsilon) {
        Pass.AMS_GRAD.run(w, g, mean, square, most, from, to, oneMinusBeta1, oneMinusBeta2, rate, scale, epsilon, 0);
    }

    /**
     * FTRL-proximal: {@code next = sum + g²; linear += g + shrinkage·w − (√next − √sum)·inverseRate·w; w = (clamp(linear, ±l1) −
     * linear) / (√next·inverseRate + twiceL2)}. The difference of roots is computed as {@code g² / (√next + √sum)}, which loses
     * nothing where the sum is large; so {@code sum} must be above 0.
     */
    public static void ftrl(
            float[] w,
            float[] g,
            float[] sum,
            float[] linear,
            int from,
            int to,
            float inverseRate,
            float l1,
            float twiceL2,
            float shrinkage) {
        Pass.FTRL.run(w, g, sum, linear, linear, from, to, inverseRate, l1, twiceL2, shrinkage, 0, 0);
    }
}
