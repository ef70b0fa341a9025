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
