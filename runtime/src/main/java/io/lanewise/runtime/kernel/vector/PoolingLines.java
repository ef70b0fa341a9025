package io.lanewise.runtime.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pooling with channels as lanes: {@code count} windows of {@code rows} by {@code columns} pixels side by side, the first at
 * {@code xAt}, each {@code step} floats after the last; results are {@code pixel} floats apart. NaN counts as largest, and of equal
 * numbers the first.
 */
public final class PoolingLines {
    private static final VectorSpecies<Float> S = Lanes.S;
    private static final int L = Lanes.LENGTH;

    private PoolingLines() {}

    /** The largest number of each window. */
    public static void max(
            int rows, int columns, int count, float[] x, int xAt, int line, int pixel, int step, float[] y, int yAt) {
        if (rows == 2 && columns == 2) {
            maxOfFour(count, x, xAt, line, pixel, step, y, yAt);
            return;
        }
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                int at = xAt + i * step + c;
                FloatVector most = FloatVector.fromArray(S, x, at);
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        most = most.max(FloatVector.fromArray(S, x, at + r * line + q * pixel));
                    }
                }
                most.intoArray(y, yAt + i * pixel + c);
            }
        }
    }

    /** The same of windows of 2×2, the common ones, without loops within: these took three times as long as the maxima. */
    private static void maxOfFour(int count, float[] x, int xAt, int line, int pixel, int step, float[] y, int yAt) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                int at = xAt + i * step + c;
                FloatVector above = FloatVector.fromArray(S, x, at).max(FloatVector.fromArray(S, x, at + pixel));
                FloatVector below =
                        FloatVector.fromArray(S, x, at + line).max(FloatVector.fromArray(S, x, at + line + pixel));
                above.max(below).intoArray(y, yAt + i * pixel + c);
            }
        }
    }

    /** The gradient of {@link #max}: that of a window's result, where its largest number was. */
    public static void maxGradient(
            int rows,
            int columns,
            int count,
            float[] x,
            int xAt,
            int line,
            int pixel,
            int step,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            boolean add) {
        if (rows == 2 && columns == 2 && !add) {
            maxGradientOfFour(count, x, xAt, line, pixel, step, dy, dyAt, dx, dxAt);
            return;
        }
        float[] before = add ? dx : Lanes.ZEROS;
        int kept = add ? 1 : 0;
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                int at = xAt + i * step + c;
                FloatVector most = FloatVector.fromArray(S, x, at);
                FloatVector place = FloatVector.zero(S);
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        FloatVector value = FloatVector.fromArray(S, x, at + r * line + q * pixel);
                        FloatVector here = FloatVector.broadcast(S, (float) (r * columns + q));
                        place = place.blend(here, value.compare(VectorOperators.GT, most));
                        place = place.blend(here, value.compare(VectorOperators.NE, value));
                        most = most.blend(value, value.compare(VectorOperators.GT, most));
                        most = most.blend(value, value.compare(VectorOperators.NE, value));
                    }
                }
                FloatVector gradient = FloatVector.fromArray(S, dy, dyAt + i * pixel + c);
                FloatVector none = FloatVector.zero(S);
                int to = dxAt + i * step + c;
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        int target = to + r * line + q * pixel;
                        FloatVector here = FloatVector.broadcast(S, (float) (r * columns + q));
                        FloatVector part = none.blend(gradient, place.compare(VectorOperators.EQ, here));
                        FloatVector.fromArray(S, before, kept * target)
                                .add(part)
                                .intoArray(dx, target);
                    }
                }
            }
        }
    }

    /** The same of windows of 2×2 that are apart: each number takes what those behind it have left. */
    private static void maxGradientOfFour(
            int count, float[] x, int xAt, int line, int pixel, int step, float[] dy, int dyAt, float[] dx, int dxAt) {
        FloatVector none = FloatVector.zero(S);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                int at = xAt + i * step + c;
                int to = dxAt + i * step + c;
                FloatVector most = FloatVector.fromArray(S, x, at);
                FloatVector second = FloatVector.fromArray(S, x, at + pixel);
                VectorMask<Float> isSecond = isLarger(second, most);
                most = most.blend(second, isSecond);
                FloatVector third = FloatVector.fromArray(S, x, at + line);
                VectorMask<Float> isThird = isLarger(third, most);
                most = most.blend(third, isThird);
                FloatVector fourth = FloatVector.fromArray(S, x, at + line + pixel);
                VectorMask<Float> isFourth = isLarger(fourth, most);
                // Added to nothing, as elsewhere: of -0 that makes 0.
                FloatVector left = none.add(FloatVector.fromArray(S, dy, dyAt + i * pixel + c));
                none.blend(left, isFourth).intoArray(dx, to + line + pixel);
                left = left.blend(none, isFourth);
                none.blend(left, isThird).intoArray(dx, to + line);
                left = left.blend(none, isThird);
                none.blend(left, isSecond).intoArray(dx, to + pixel);
                left.blend(none, isSecond).intoArray(dx, to);
            }
        }
    }

    private static VectorMask<Float> isLarger(FloatVector value, FloatVector most) {
        return value.compare(VectorOperators.GT, most).or(value.compare(VectorOperators.NE, value));
    }

    /** The sum of each window, divided by {@code divisor}. */
    public static void add(
            int rows,
            int columns,
            int count,
            float[] x,
            int xAt,
            int line,
            int pixel,
            int step,
            float[] y,
            int yAt,
            float divisor) {
        FloatVector by = FloatVector.broadcast(S, divisor);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                int at = xAt + i * step + c;
                FloatVector sum = FloatVector.zero(S);
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        sum = sum.add(FloatVector.fromArray(S, x, at + r * line + q * pixel));
                    }
                }
                sum.div(by).intoArray(y, yAt + i * pixel + c);
            }
        }
    }

    /** The gradient of {@link #add}: that of a window's result, divided, for each of its pixels. */
    public static void spread(
            int rows,
            int columns,
            int count,
            float[] dy,
            int dyAt,
            int line,
            int pixel,
            int step,
            float divisor,
            float[] dx,
            int dxAt,
            boolean add) {
        FloatVector by = FloatVector.broadcast(S, divisor);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c += L) {
                FloatVector part =
                        FloatVector.fromArray(S, dy, dyAt + i * pixel + c).div(by);
                int to = dxAt + i * step + c;
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        int target = to + r * line + q * pixel;
                        if (add) {
                            FloatVector.fromArray(S, dx, target).add(part).intoArray(dx, target);
                        } else {
                            part.intoArray(dx, target);
                        }
                    }
                }
            }
        }
    }
}
