package io.lanewise.runtime.kernel;

/** The scalar twins of the optimizer passes; see {@link Update} for the rules. */
final class ScalarUpdate {
    private ScalarUpdate() {}

    static void sgd(float[] w, float[] g, int from, int to, float rate, float l2) {
        for (int i = from; i < to; i++) {
            float d = Fma.fma(l2, w[i], g[i]);
            w[i] = Fma.fma(-rate, d, w[i]);
        }
    }

    static void momentum(
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
        for (int i = from; i < to; i++) {
            float d = Fma.fma(l2, w[i], g[i]);
            float next = normal(Fma.fma(keep, v[i], gradient * d));
            v[i] = next;
            w[i] = Fma.fma(velocity, next, Fma.fma(own, d, w[i]));
        }
    }

    static void adam(
            float[] w,
            float[] g,
            float[] m,
            float[] v,
            int from,
            int to,
            float first,
            float second,
            float rate,
            float scale,
            float epsilon,
            float keep) {
        float old = 1 - second;
        for (int i = from; i < to; i++) {
            float d = g[i];
            float mean = normal(Fma.fma(first, d - m[i], m[i]));
            float square = normal(Fma.fma(old, v[i], second * d * d));
            m[i] = mean;
            v[i] = square;
            float root = (float) Math.sqrt(square);
            w[i] = Fma.fma(-rate, mean / Fma.fma(scale, root, epsilon), keep * w[i]);
        }
    }

    /** 0 for what is smaller than any normal number. */
    static float normal(float x) {
        return Math.abs(x) < Float.MIN_NORMAL ? 0 : x;
    }

    static void scale(float[] x, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            x[i] = factor * x[i];
        }
    }

    static boolean finite(float[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Float.isFinite(x[i])) {
                return false;
            }
        }
        return true;
    }
}
