package io.lanewise.runtime.kernel;

/**
 * Functions of doubles for what changes once a step: rates and corrections. The same bits on every platform, which Math.pow and
 * Math.cos do not promise, and no allocation, which StrictMath's pow and cos need.
 */
public final class Doubles {
    private Doubles() {}

    /** {@code base} to a whole power, by squaring. */
    public static double power(double base, long exponent) {
        double result = 1;
        double square = base;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /**
     * {@code base} to any power of at least 0.
     *
     * @param base at least 0
     */
    public static double power(double base, double exponent) {
        if (exponent == Math.rint(exponent) && exponent < 0x1p53) {
            return power(base, (long) exponent);
        }
        return base == 0 ? 0 : StrictMath.exp(exponent * StrictMath.log(base));
    }

    /**
     * The fall of a cosine from 1 to 0: {@code (1 + cos(π·x)) / 2}.
     *
     * @param x from 0 to 1
     */
    public static double cosineFall(double x) {
        return (1 + cosine(x)) / 2;
    }

    /** cos(π·x), from angles up to π/4. */
    private static double cosine(double x) {
        if (x <= 0.25) {
            return series(Math.PI * x, 0);
        }
        if (x <= 0.75) {
            double angle = Math.PI * (0.5 - x);
            return angle * series(angle, 1);
        }
        return -series(Math.PI * (1 - x), 0);
    }

    /** Taylor's series of cos(x), or with {@code odd} = 1 of sin(x)/x, whose terms beyond x¹⁸ no double sees up to π/4. */
    private static double series(double x, int odd) {
        double square = x * x;
        double sum = 1;
        for (int n = 18; n > 0; n -= 2) {
            sum = 1 - square / ((n - 1 + odd) * (n + odd)) * sum;
        }
        return sum;
    }
}
