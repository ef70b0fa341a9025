package io.lanewise.processor.expression;

/** The error function and the normal distribution in double arithmetic, within about 1e-14 of the value. */
public final class Normal {
    private Normal() {}

    public static double erf(double x) {
        double a = Math.abs(x);
        double magnitude = a < 2 ? series(a) : 1 - complement(a);
        return Double.isNaN(x) ? x : x < 0 ? -magnitude : magnitude;
    }

    /** Φ(x) = ½·erfc(−x/√2). */
    public static double cdf(double x) {
        double a = Math.abs(x) / Math.sqrt(2);
        double tail = 0.5 * (a < 2 ? 1 - series(a) : complement(a));
        return Double.isNaN(x) ? x : x > 0 ? 1 - tail : tail;
    }

    /** Φ⁻¹(p), by Newton's method on log Φ in the lower half; the upper half is its mirror image. */
    public static double quantile(double p) {
        if (!(p > 0 && p < 1)) {
            return p == 0 ? Double.NEGATIVE_INFINITY : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (p > 0.5) {
            return -quantile(1 - p);
        }
        double z = -Math.sqrt(Math.max(0, -2 * Math.log(2 * p)));
        for (int i = 0; i < 50; i++) {
            double below = cdf(z);
            double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            double step = Math.log(below / p) * below / density;
            z -= step;
            if (Math.abs(step) <= 1e-13 * Math.abs(z)) {
                break;
            }
        }
        return z;
    }

    /** 2/√π·e^(−x²)·Σ 2ⁿ·x^(2n+1) / (2n+1)!!: no term cancels. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 100 && term > sum * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }

    /** erfc(x) = e^(−x²)/√π / (x + ½/(x + 1/(x + 3/2/(x + …)))). */
    private static double complement(double x) {
        if (x > 30) {
            return 0;
        }
        double fraction = x;
        for (int k = 200; k >= 1; k--) {
            fraction = x + 0.5 * k / fraction;
        }
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
    }
}
