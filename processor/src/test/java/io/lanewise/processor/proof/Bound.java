package io.lanewise.processor.proof;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The one tolerance of the tests: {@code |x − r| ≤ 1e-5·|r| + 4·√K·2⁻²⁴·s}, where r is the result in double, K the longest
 * reduction behind it and s the same computation on absolute values. Below the smallest normal float the steps of floats
 * are no longer relative, and results may be flushed to 0; so much is allowed besides.
 */
final class Bound {
    private final Map<String, Worst> worst = new ConcurrentSkipListMap<>();

    private record Worst(double ratio, String where) {}

    /** |x − r| in units of what is allowed; 0 where both are NaN or the same infinity, infinite where only one is. */
    static double ratio(double x, double r, double s, double k) {
        if (Double.isNaN(r) || Double.isNaN(x)) {
            return Double.isNaN(r) && Double.isNaN(x) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite((float) r) || Double.isInfinite(x)) {
            return x == (float) r ? 0 : Double.POSITIVE_INFINITY;
        }
        double allowed = 1e-5 * Math.abs(r) + 4 * Math.sqrt(k) * 0x1p-24 * s + Float.MIN_NORMAL;
        return Math.abs(x - r) / allowed;
    }

    /** Measures a result and remembers the worst under {@code label}. */
    double measure(String label, String where, double x, double r, double s, double k) {
        double ratio = ratio(x, r, s, k);
        worst.merge(label, new Worst(ratio, where), (a, b) -> a.ratio >= b.ratio ? a : b);
        return ratio;
    }

    /** One line a label: the worst ratio and where it was. */
    String report() {
        StringBuilder text = new StringBuilder();
        worst.forEach((label, value) ->
                text.append(String.format(Locale.ROOT, "%-28s %.3f  %s%n", label, value.ratio, value.where)));
        return text.toString();
    }
}
