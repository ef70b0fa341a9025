package io.lanewise.processor.interpreter;

/**
 * A value in double arithmetic, row-major without padding.
 *
 * @param values the numbers
 * @param scales for each number the same computation on absolute values: a sum adds, a product multiplies, and f(x) has
 *     |f(x)| + |f′(x)|·scale of x, which is what a relative error of the operands and one rounding make of it
 * @param terms K, the longest sum behind it
 */
public record Tensor(double[] values, double[] scales, int terms) {
    /** Numbers given from outside. */
    public static Tensor given(double... values) {
        double[] scales = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            scales[i] = Math.abs(values[i]);
        }
        return new Tensor(values, scales, 1);
    }

    /** All 0. */
    public static Tensor zeros(int length) {
        return new Tensor(new double[length], new double[length], 1);
    }

    /** How far a float result of element {@code i} may be from {@code values[i]}: 1e-5·|r| + 4·√K·2⁻²⁴·s. */
    public double bound(int i) {
        return 1e-5 * Math.abs(values[i]) + 4 * Math.sqrt(terms) * 0x1p-24 * scales[i];
    }

    /** {@code |found − values[i]|} in units of {@link #bound}; 0 where both are the same infinity or NaN. */
    public double ratio(int i, float found) {
        double exact = values[i];
        if (Double.isNaN(exact) || Double.isInfinite((float) exact)) {
            boolean same = Double.isNaN(exact) ? Float.isNaN(found) : found == (float) exact;
            return same ? 0 : Double.POSITIVE_INFINITY;
        }
        // Below the least normal float a result may be flushed to 0.
        double bound = bound(i) + Float.MIN_NORMAL;
        double ratio = Math.abs(found - exact) / bound;
        return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /** The values as floats. */
    public Tensor rounded() {
        double[] floats = new double[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return new Tensor(floats, scales, terms);
    }

    /** The sum, element by element. */
    public Tensor plus(Tensor other) {
        double[] sum = new double[values.length];
        double[] scale = new double[values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = values[i] + other.values[i];
            scale[i] = scales[i] + other.scales[i];
        }
        return new Tensor(sum, scale, Math.max(terms, other.terms));
    }
}
