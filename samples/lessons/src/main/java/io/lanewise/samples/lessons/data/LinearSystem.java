package io.lanewise.samples.lessons.data;

import java.util.Arrays;

/** Systems of linear equations, in double. */
public final class LinearSystem {
    private LinearSystem() {}

    /**
     * The x with matrix · x = right, by elimination with pivots.
     *
     * @param matrix a square of rows; left unchanged
     * @param right a number for each row; left unchanged
     * @throws ArithmeticException if the matrix is singular
     */
    public static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            if (a[pivot][column] == 0) {
                throw new ArithmeticException(
                        "The matrix is singular: column " + column + " depends on those before. Leave it out.");
            }
            double[] swapped = a[column];
            a[column] = a[pivot];
            a[pivot] = swapped;
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int k = column; k <= n; k++) {
                    a[row][k] -= factor * a[column][k];
                }
            }
        }
        double[] x = new double[n];
        for (int row = n - 1; row >= 0; row--) {
            double sum = a[row][n];
            for (int k = row + 1; k < n; k++) {
                sum -= a[row][k] * x[k];
            }
            x[row] = sum / a[row][row];
        }
        return x;
    }
}
