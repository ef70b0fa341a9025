package io.lanewise.runtime.kernel;

/**
 * The scalar twin of pooling: {@code count} windows of {@code rows} by {@code columns} pixels side by side, the first at
 * {@code xAt}, each {@code step} floats after the last; results are {@code pixel} floats apart.
 */
final class ScalarPooling {
    private ScalarPooling() {}

    static void max(
            int rows, int columns, int count, float[] x, int xAt, int line, int pixel, int step, float[] y, int yAt) {
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c++) {
                int at = xAt + i * step + c;
                float most = x[at];
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        most = Math.max(most, x[at + r * line + q * pixel]);
                    }
                }
                y[yAt + i * pixel + c] = most;
            }
        }
    }

    static void maxGradient(
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
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c++) {
                int at = xAt + i * step + c;
                int to = dxAt + i * step + c;
                float most = x[at];
                int place = 0;
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        float value = x[at + r * line + q * pixel];
                        if (value > most || Float.isNaN(value)) {
                            most = value;
                            place = r * columns + q;
                        }
                    }
                }
                float gradient = dy[dyAt + i * pixel + c];
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        int target = to + r * line + q * pixel;
                        dx[target] = (add ? dx[target] : 0f) + (place == r * columns + q ? gradient : 0f);
                    }
                }
            }
        }
    }

    static void add(
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
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c++) {
                int at = xAt + i * step + c;
                float sum = 0;
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        sum += x[at + r * line + q * pixel];
                    }
                }
                y[yAt + i * pixel + c] = sum / divisor;
            }
        }
    }

    static void spread(
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
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < pixel; c++) {
                float part = dy[dyAt + i * pixel + c] / divisor;
                int to = dxAt + i * step + c;
                for (int r = 0; r < rows; r++) {
                    for (int q = 0; q < columns; q++) {
                        int target = to + r * line + q * pixel;
                        dx[target] = add ? dx[target] + part : part;
                    }
                }
            }
        }
    }
}
