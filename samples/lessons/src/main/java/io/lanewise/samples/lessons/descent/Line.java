package io.lanewise.samples.lessons.descent;

import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.samples.plots.Plane;
import org.jspecify.annotations.Nullable;

/**
 * A line y = w·x + b through the patients of the diabetes data: x by how many standard deviations their body mass index is above
 * 22, y the progression of the disease, standardised. The mean squared error over w and b is a long bowl,
 * w²·E[x²] + 2·w·b·E[x] + b² − 2·w·E[xy] + 1.
 */
final class Line {
    private static final int BMI = 2;
    private static final double NORMAL_BMI = 22;

    private static final float[] X = x();
    private static final float[] Y = y();
    private static final double MEAN_X = mean(X, null);
    private static final double MEAN_XX = mean(X, X);
    private static final double MEAN_XY = mean(X, Y);

    /** The w and b of least loss. */
    static final double BEST_W = MEAN_XY / (MEAN_XX - MEAN_X * MEAN_X);

    static final double BEST_B = -MEAN_X * BEST_W;

    private Line() {}

    /** y = w·x + b. */
    @Model("LineModel")
    interface Declared {
        @Input(shape = 1)
        Tensor x();

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    /** A line to begin from. */
    static LineModel begin(float w, float b) {
        LineModel line = LineModel.create(0);
        line.parameters().set("y.weight", new float[] {w});
        line.parameters().set("y.bias", new float[] {b});
        return line;
    }

    static Dataset data() {
        return LineModel.data(X, Y);
    }

    static int count() {
        return X.length;
    }

    static double loss(double w, double b) {
        return w * w * MEAN_XX + 2 * w * b * MEAN_X + b * b - 2 * w * MEAN_XY + 1;
    }

    /** The loss over w and b. */
    static Plane surface() {
        return (points, count, values) -> {
            for (int i = 0; i < count; i++) {
                values[i] = (float) loss(points[2 * i], points[2 * i + 1]);
            }
        };
    }

    /** The largest curvature of the loss: the larger eigenvalue of its Hessian 2·(E[x²], E[x]; E[x], 1). */
    static double largestCurvature() {
        return MEAN_XX + 1 + Math.hypot(MEAN_XX - 1, 2 * MEAN_X);
    }

    /** The least curvature of the loss. */
    static double leastCurvature() {
        return MEAN_XX + 1 - Math.hypot(MEAN_XX - 1, 2 * MEAN_X);
    }

    private static float[] x() {
        double[][] rows = Table.diabetes().rows();
        double deviation = deviation(rows, BMI);
        float[] x = new float[rows.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((rows[i][BMI] - NORMAL_BMI) / deviation);
        }
        return x;
    }

    private static float[] y() {
        double[][] rows = Table.diabetes().rows();
        int last = rows[0].length - 1;
        double deviation = deviation(rows, last);
        double mean = mean(rows, last);
        float[] y = new float[rows.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) ((rows[i][last] - mean) / deviation);
        }
        return y;
    }

    private static double mean(double[][] rows, int column) {
        double sum = 0;
        for (double[] row : rows) {
            sum += row[column];
        }
        return sum / rows.length;
    }

    private static double deviation(double[][] rows, int column) {
        double mean = mean(rows, column);
        double squares = 0;
        for (double[] row : rows) {
            squares += (row[column] - mean) * (row[column] - mean);
        }
        return Math.sqrt(squares / rows.length);
    }

    /** The mean of the values, or of their products with others. */
    private static double mean(float[] values, float @Nullable [] others) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += others == null ? values[i] : (double) values[i] * others[i];
        }
        return sum / values.length;
    }
}
