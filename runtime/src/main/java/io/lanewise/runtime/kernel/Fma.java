package io.lanewise.runtime.kernel;

/**
 * The fused multiply-add of the scalar forms: {@code a * b + c} rounded once.
 *
 * <p>{@link Math#fma(float, float, float)} is one instruction where the processor has it, and otherwise a computation with
 * {@code BigDecimal} of several microseconds. There this class computes the same bits with doubles: the product of two floats is
 * exact in a double, the sum is rounded to odd, and rounding that to a float gives the correctly rounded result, because a
 * double carries more than two bits beyond those of a float (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums:
 * proved algorithms using rounding to odd", 2008).
 */
public final class Fma {
    /** Whether {@link Math#fma(float, float, float)} is fast here; measured once, because no property tells. */
    private static final boolean HARDWARE = measure();

    private Fma() {}

    /** {@code a * b + c}, rounded once to the nearest float. */
    public static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : exact(a, b, c);
    }

    /** The same bits without hardware (any NaN for NaN). */
    static float exact(float a, float b, float c) {
        double product = (double) a * (double) b;
        double addend = c;
        double sum = product + addend;
        // The exact error of the sum (Knuth's two-sum): zero means that nothing was rounded.
        double part = sum - product;
        double error = (product - (sum - part)) + (addend - part);
        if (error != 0 && !Double.isNaN(error)) {
            long bits = Double.doubleToRawLongBits(sum);
            if ((bits & 1) == 0) {
                // An even neighbour was chosen; the odd one lies on the side of the error.
                bits += (error > 0) == (sum > 0) ? 1 : -1;
                sum = Double.longBitsToDouble(bits);
            }
        }
        return (float) sum;
    }

    static boolean hardware() {
        return HARDWARE;
    }

    /**
     * Times a few hundred calls. With hardware even the interpreter takes well below 100 ns a call, the computation with
     * {@code BigDecimal} takes over a microsecond, when cold tens of them. The best of several rounds, so that a pause of the
     * machine decides nothing; a wrong answer would cost time but never bits.
     */
    private static boolean measure() {
        long best = Long.MAX_VALUE;
        float x = 0.7f;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                x = Math.fma(x, 0.9f, 0.1f);
            }
            best = Math.min(best, System.nanoTime() - start);
            if (best < 50 * 400L) {
                break;
            }
        }
        // The use of x keeps the loop.
        return best < 50 * 400L && x > 0;
    }
}
