package io.lanewise.runtime.kernel;

import static io.lanewise.runtime.kernel.ScalarUpdate.normal;

/** The scalar twins of the {@link Pass passes}; the rules are told at {@link AdaptiveUpdate} and {@link Update}. */
final class ScalarPasses {
    private ScalarPasses() {}

    static void adagrad(float[] w, float[] g, float[] sum, int from, int to, float rate, float inside, float outside) {
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(d, d, sum[i]));
            sum[i] = next;
            w[i] = Fma.fma(-rate, d / (root(next + inside) + outside), w[i]);
        }
    }

    static void adadelta(
            float[] w,
            float[] g,
            float[] square,
            float[] moved,
            int from,
            int to,
            float fresh,
            float rate,
            float epsilon) {
        float old = 1 - fresh;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(old, square[i], fresh * d * d));
            float move = root(moved[i] + epsilon) / root(next + epsilon) * d;
            square[i] = next;
            moved[i] = normal(Fma.fma(old, moved[i], fresh * move * move));
            w[i] = Fma.fma(-rate, move, w[i]);
        }
    }

    static void rms(
            float[] w, float[] g, float[] square, int from, int to, float fresh, float rate, float inside, float out) {
        float old = 1 - fresh;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(old, square[i], fresh * d * d));
            square[i] = next;
            w[i] = Fma.fma(-rate, d / (root(next + inside) + out), w[i]);
        }
    }

    static void rmsMomentum(
            float[] w,
            float[] g,
            float[] square,
            float[] velocity,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float out,
            float momentum,
            float gain) {
        float old = 1 - fresh;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(old, square[i], fresh * d * d));
            float moving = normal(Fma.fma(momentum, velocity[i], gain * d / (root(next + inside) + out)));
            square[i] = next;
            velocity[i] = moving;
            w[i] = Fma.fma(-rate, moving, w[i]);
        }
    }

    static void rmsCentered(
            float[] w,
            float[] g,
            float[] square,
            float[] mean,
            int from,
            int to,
            float fresh,
            float rate,
            float inside,
            float out) {
        float old = 1 - fresh;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(old, square[i], fresh * d * d));
            float center = normal(Fma.fma(fresh, d - mean[i], mean[i]));
            square[i] = next;
            mean[i] = center;
            w[i] = Fma.fma(-rate, d / (root(variance(center, next) + inside) + out), w[i]);
        }
    }

    static void rmsCenteredMomentum(
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
            float out,
            float momentum,
            float gain) {
        float old = 1 - fresh;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(old, square[i], fresh * d * d));
            float center = normal(Fma.fma(fresh, d - mean[i], mean[i]));
            float under = root(variance(center, next) + inside) + out;
            float moving = normal(Fma.fma(momentum, velocity[i], gain * d / under));
            square[i] = next;
            mean[i] = center;
            velocity[i] = moving;
            w[i] = Fma.fma(-rate, moving, w[i]);
        }
    }

    static void adamax(
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
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(fresh, d - mean[i], mean[i]));
            float faded = keep * most[i];
            float size = Math.abs(d) + inside;
            float largest = normal(faded > size ? faded : size);
            mean[i] = next;
            most[i] = largest;
            w[i] = Fma.fma(-rate, next / (largest + outside), w[i]);
        }
    }

    static void nadam(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            int from,
            int to,
            float first,
            float second,
            float gradientRate,
            float meanRate,
            float scale,
            float epsilon) {
        float old = 1 - second;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(first, d - mean[i], mean[i]));
            float spread = normal(Fma.fma(old, square[i], second * d * d));
            mean[i] = next;
            square[i] = spread;
            w[i] = w[i] - Fma.fma(gradientRate, d, meanRate * next) / Fma.fma(scale, root(spread), epsilon);
        }
    }

    static void amsGrad(
            float[] w,
            float[] g,
            float[] mean,
            float[] square,
            float[] most,
            int from,
            int to,
            float first,
            float second,
            float rate,
            float scale,
            float epsilon) {
        float old = 1 - second;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float next = normal(Fma.fma(first, d - mean[i], mean[i]));
            float spread = normal(Fma.fma(old, square[i], second * d * d));
            float before = most[i];
            float largest = before > spread ? before : spread;
            mean[i] = next;
            square[i] = spread;
            most[i] = largest;
            w[i] = Fma.fma(-rate, next / Fma.fma(scale, root(largest), epsilon), w[i]);
        }
    }

    static void ftrl(
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
        for (int i = from; i < to; i++) {
            float d = g[i];
            float x = w[i];
            float before = sum[i];
            float next = normal(Fma.fma(d, d, before));
            float root = root(next);
            float sigma = d * d / (root + root(before)) * inverseRate;
            float z = normal(Fma.fma(-sigma, x, linear[i] + Fma.fma(shrinkage, x, d)));
            sum[i] = next;
            linear[i] = z;
            w[i] = (clamped(z, l1) - z) / Fma.fma(root, inverseRate, twiceL2);
        }
    }

    static void clamp(float[] x, int from, int to, float bound) {
        for (int i = from; i < to; i++) {
            x[i] = clamped(x[i], bound);
        }
    }

    static void add(float[] x, float[] y, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            x[i] = Fma.fma(factor, y[i], x[i]);
        }
    }

    static void average(float[] mean, float[] x, int from, int to, float fresh) {
        for (int i = from; i < to; i++) {
            mean[i] = Fma.fma(fresh, x[i] - mean[i], mean[i]);
        }
    }

    private static float root(float x) {
        return (float) Math.sqrt(x);
    }

    /** The mean of squares less the square of the mean, which rounding could make less than 0. */
    private static float variance(float mean, float square) {
        float difference = Fma.fma(-mean, mean, square);
        return difference > 0 ? difference : 0;
    }

    private static float clamped(float x, float bound) {
        float below = x < bound ? x : bound;
        return below >= -bound ? below : -bound;
    }
}
