package io.lanewise.runtime.initializer;

/**
 * Orthogonal matrices by Gram and Schmidt: the rows of a matrix of normal numbers, each less its parts along those before it.
 * Plain arithmetic of doubles in one order, so that every platform computes the same bits.
 */
final class Orthogonal {
    /** A row that loses more than this share of its length is made orthogonal once more, so that rounding cannot tilt it. */
    private static final double KEPT = 0.5;

    private Orthogonal() {}

    /** Fills {@code out} rows of {@code in} numbers. The shorter side's vectors are the orthogonal ones. */
    static void fill(float[] values, int out, int in, float gain, long key) {
        int count = Math.min(out, in);
        int length = Math.max(out, in);
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < length; j++) {
                vectors[i][j] = Initializer.gaussian(key + 2L * (i * (long) length + j) * Initializer.STEP);
            }
            orthogonalise(vectors, i);
        }
        for (int row = 0; row < out; row++) {
            for (int column = 0; column < in; column++) {
                double unit = out <= in ? vectors[row][column] : vectors[column][row];
                values[row * in + column] = (float) (unit * gain);
            }
        }
    }

    /** Makes vector {@code i} one of length 1 that is orthogonal to those before it. */
    private static void orthogonalise(double[][] vectors, int i) {
        double[] vector = vectors[i];
        double before = Math.sqrt(dot(vector, vector));
        for (boolean again = true; again; ) {
            for (int other = 0; other < i; other++) {
                double along = dot(vectors[other], vector);
                for (int j = 0; j < vector.length; j++) {
                    vector[j] -= along * vectors[other][j];
                }
            }
            double after = Math.sqrt(dot(vector, vector));
            again = after < KEPT * before;
            before = after;
        }
        for (int j = 0; j < vector.length; j++) {
            vector[j] /= before;
        }
    }

    /** Four sums side by side, so that one addition need not wait for another. */
    private static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int whole = a.length & -4;
        for (int j = 0; j < whole; j += 4) {
            s0 += a[j] * b[j];
            s1 += a[j + 1] * b[j + 1];
            s2 += a[j + 2] * b[j + 2];
            s3 += a[j + 3] * b[j + 3];
        }
        for (int j = whole; j < a.length; j++) {
            s0 += a[j] * b[j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
