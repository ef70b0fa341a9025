package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Convolutions and their derivatives of many sizes, against the definition, in double and bit for bit between forms. */
final class ConvolutionTests {
    /** Height, width, channels, filters, kernel (2), strides (2), dilation (2), padding of all four sides, groups. */
    private static final int[][] SIZES = {
        {28, 28, 1, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {7, 13, 1, 48, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {12, 21, 1, 48, 5, 3, 1, 1, 1, 1, 2, 1, 2, 1, 1},
        {1, 40, 1, 16, 1, 3, 1, 1, 1, 1, 0, 1, 0, 1, 1},
        {14, 14, 16, 32, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {9, 11, 16, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {9, 15, 11, 70, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {5, 19, 16, 33, 3, 3, 2, 1, 1, 1, 0, 0, 0, 0, 1},
        {6, 21, 32, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 2},
        {8, 9, 17, 48, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {8, 8, 64, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {16, 16, 16, 32, 3, 3, 2, 2, 1, 1, 0, 0, 1, 1, 1},
        {15, 17, 8, 15, 3, 3, 2, 2, 1, 1, 1, 1, 1, 1, 1},
        {10, 18, 16, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {5, 33, 9, 24, 2, 3, 1, 1, 1, 1, 1, 1, 0, 1, 1},
        {7, 9, 33, 20, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1},
        {7, 9, 32, 16, 1, 1, 2, 2, 1, 1, 0, 0, 0, 0, 1},
        {12, 12, 3, 40, 5, 5, 1, 1, 1, 1, 2, 2, 2, 2, 1},
        {12, 13, 3, 6, 7, 7, 2, 2, 1, 1, 3, 3, 3, 3, 1},
        {10, 10, 12, 18, 3, 3, 1, 1, 2, 2, 2, 2, 2, 2, 1},
        {11, 10, 12, 18, 2, 3, 3, 2, 2, 1, 1, 0, 2, 1, 1},
        {1, 40, 9, 16, 1, 3, 1, 1, 1, 1, 0, 1, 0, 1, 1},
        {1, 40, 20, 33, 1, 5, 1, 3, 1, 2, 0, 4, 0, 0, 1},
        {3, 2, 2, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {6, 6, 4, 5, 2, 2, 4, 4, 1, 1, 0, 0, 0, 0, 1},
        {40, 41, 4, 17, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {6, 6, 4, 6, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 2},
        {9, 9, 32, 64, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 2},
        {9, 9, 24, 40, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 4},
        {9, 8, 16, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 16},
        {9, 8, 17, 34, 3, 3, 2, 2, 1, 1, 1, 0, 1, 1, 17},
        {9, 8, 3, 9, 5, 4, 1, 2, 1, 2, 2, 2, 2, 2, 3},
        {33, 35, 20, 20, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 20},
        {1, 2, 4, 5, 1, 3, 1, 9, 1, 1, 0, 5, 0, 0, 1},
        {2, 1, 4, 5, 3, 1, 9, 1, 1, 1, 5, 0, 0, 0, 1},
        {6, 32, 16, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {3, 40, 16, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {2, 40, 16, 48, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
        {6, 20, 16, 16, 3, 3, 1, 1, 1, 1, 2, 2, 2, 2, 1},
        {7, 7, 20, 32, 7, 7, 1, 1, 1, 1, 3, 3, 3, 3, 1},
        {3, 4, 5, 32, 3, 3, 1, 1, 2, 2, 4, 4, 4, 4, 1},
        {16, 16, 32, 64, 3, 3, 2, 2, 1, 1, 0, 0, 1, 1, 1},
        {1, 600, 16, 32, 1, 3, 1, 1, 1, 1, 0, 1, 0, 1, 1},
        {3, 300, 20, 80, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1},
    };

    @Test
    void everySizeIsAsDefinedColdAndWarm() {
        for (int[] size : SIZES) {
            check(size);
        }
        kernels().forEach(kernel -> kernel.hurry(true));
        for (int round = 0; round < 2; round++) {
            for (int[] size : SIZES) {
                check(size);
            }
        }
        kernels().forEach(kernel -> kernel.hurry(false));
    }

    /** Those of convolutions, and those of products, which the gradient of filters takes. */
    private static Stream<TakeOver> kernels() {
        return Stream.concat(Convolution.takeOvers().stream(), Gemm.takeOvers().stream());
    }

    @Test
    void randomSizesAreAsDefined() {
        Random random = new Random(7);
        for (int i = 0; i < 150; i++) {
            int groups = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
            int[] size = {
                1 + random.nextInt(12),
                1 + random.nextInt(20),
                groups * (1 + random.nextInt(20)),
                groups * (1 + random.nextInt(35)),
                1 + random.nextInt(4),
                1 + random.nextInt(4),
                1 + random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2),
                1 + random.nextInt(2),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3),
                random.nextInt(3),
                groups
            };
            if (Shape.of(size, true).outHeight > 0 && Shape.of(size, true).outWidth > 0) {
                check(size);
            }
        }
    }

    /** Sizes as above, windows (2). */
    private static final int[][] POOLED = {
        {28, 28, 1, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2},
        {14, 14, 16, 32, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2},
        {9, 11, 1, 40, 3, 3, 1, 1, 1, 1, 0, 1, 0, 1, 1, 2, 2},
        {8, 8, 1, 20, 3, 3, 1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 2},
        {12, 14, 1, 20, 3, 3, 1, 1, 1, 1, 0, 0, 0, 0, 1, 2, 2},
        {19, 14, 1, 16, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2},
        {18, 14, 1, 16, 3, 3, 1, 1, 2, 1, 2, 1, 2, 1, 1, 2, 2},
        {10, 14, 1, 9, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 2},
        {60, 60, 5, 33, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3},
        {33, 35, 3, 20, 5, 5, 2, 2, 1, 1, 2, 2, 2, 2, 1, 2, 3},
    };

    @Test
    void maximaOfWindowsAreThoseOfTheWholeResultColdAndWarm() {
        for (boolean hurry : new boolean[] {false, true}) {
            Convolution.takeOvers().forEach(kernel -> kernel.hurry(hurry));
            for (int round = 0; round < (hurry ? 40 : 1); round++) {
                for (int[] size : POOLED) {
                    checkMaxima(size);
                }
            }
        }
        Convolution.takeOvers().forEach(kernel -> kernel.hurry(false));
    }

    @Test
    void squaresAreOfLinesThatAreNeighbours() {
        Pooling squares = Pooling.of(9, 14, 16, 2, 2, 2, 2, 0, 0, 4, 7, Pooling.MEAN);
        int line = 16;
        int[] filter = new int[9];
        int[] neighbours = new int[9];
        int[] apart = new int[9];
        for (int tap = 0; tap < 9; tap++) {
            filter[tap] = tap * 16;
            neighbours[tap] = tap / 3 * line + tap % 3;
            apart[tap] = tap / 3 * 2 * line + tap % 3;
        }
        Taps under = new Taps(neighbours, filter, 1, 3, 14, 1, 16, false);
        assertTrue(PooledSquares.computes(under, 1, line, squares));
        assertFalse(PooledSquares.computes(under, 2, line, squares));
        assertFalse(PooledSquares.computes(new Taps(apart, filter, 1, 3, 14, 1, 16, false), 1, line, squares));
    }

    private static void checkMaxima(int[] size) {
        Shape s = Shape.of(size, false);
        int n = 2;
        int outHeight = s.outHeight / size[15];
        int outWidth = s.outWidth / size[16];
        Pooling windows = Pooling.of(
                s.outHeight,
                s.outWidth,
                s.filters,
                size[15],
                size[16],
                size[15],
                size[16],
                0,
                0,
                outHeight,
                outWidth,
                Pooling.MEAN);
        Convolution convolution = s.convolution();
        float[] x = s.image(n, s.pixel, 1);
        float[] w = s.filters(2);
        float[] whole = new float[n * s.outHeight * s.outWidth * s.outPixel];
        float[] expected = new float[n * outHeight * outWidth * s.outPixel];
        float[] actual = filled(expected.length);
        convolution.forward(n, x, 0, w, 0, whole, 0, filled(convolution.resultScratch()), 0);
        windows.max(n, whole, 0, expected, 0);
        float[] scratch = filled(convolution.resultScratch() + convolution.linesScratch(windows));
        convolution.maxima(windows, n, x, 0, w, 0, actual, 0, scratch, 0);
        assertArrayEquals(expected, actual, s::toString);
        float[] shared = filled(expected.length);
        for (int member = 0; member < 2; member++) {
            convolution.maxima(new Member(null, member, 2), windows, n, x, 0, w, 0, shared, 0, scratch, 0);
        }
        assertArrayEquals(expected, shared, s::toString);
    }

    private static void check(int[] size) {
        for (boolean padded : new boolean[] {true, false}) {
            Shape s = Shape.of(size, padded);
            int n = 3;
            float[] x = s.image(n, s.pixel, 1);
            float[] w = s.filters(2);
            float[] dy = s.result(n, 3);
            Convolution convolution = s.convolution();

            float[] y = filled(n * s.outHeight * s.outWidth * s.outPixel);
            float[] scratch = filled(convolution.resultScratch());
            convolution.forward(1, x, 0, w, 0, y, 0, scratch, 0);
            convolution.forward(n, x, 0, w, 0, y, 0, scratch, 0);
            s.checkForward(n, x, w, y);

            int own = s.height * s.width * s.gradientPixel;
            float[] dx = filled(n * own);
            scratch = filled(convolution.imageScratch());
            convolution.image(n, dy, 0, w, 0, dx, 0, scratch, 0);
            s.checkImage(n, dy, w, dx);

            float[] dw = filled(w.length);
            scratch = filled(convolution.resultScratch());
            convolution.filter(Member.ALONE, n, x, 0, dy, 0, dw, 0, scratch, 0, false);
            s.checkFilter(n, x, dy, dw);

            float[] shared = filled(w.length);
            Team team = Team.of(2);
            if (team != null) {
                float[] both = filled(2 * scratch.length);
                int part = scratch.length;
                team.run(member ->
                        convolution.filter(member, n, x, 0, dy, 0, shared, 0, both, member.reserve(0, part), false));
                assertArrayEquals(dw, shared);
            }
        }
    }

    /** What no result may depend on. */
    private static float[] filled(int length) {
        float[] result = new float[length];
        Arrays.fill(result, Float.NaN);
        return result;
    }

    /** The convolution by its definition. */
    record Shape(
            int height,
            int width,
            int channels,
            int filters,
            int kernelHeight,
            int kernelWidth,
            int strideY,
            int strideX,
            int dilationY,
            int dilationX,
            int top,
            int left,
            int outHeight,
            int outWidth,
            int groups,
            int pixel,
            int gradientPixel,
            int outPixel) {
        static Shape of(int[] s, boolean padded) {
            int outHeight = Math.floorDiv(s[0] + s[10] + s[12] - (s[4] - 1) * s[8] - 1, s[6]) + 1;
            int outWidth = Math.floorDiv(s[1] + s[11] + s[13] - (s[5] - 1) * s[9] - 1, s[7]) + 1;
            int all = (s[2] + 15) & -16;
            return new Shape(
                    s[0],
                    s[1],
                    s[2],
                    s[3],
                    s[4],
                    s[5],
                    s[6],
                    s[7],
                    s[8],
                    s[9],
                    s[10],
                    s[11],
                    outHeight,
                    outWidth,
                    s[14],
                    padded ? all : s[2],
                    all,
                    (s[3] + 15) & -16);
        }

        Convolution convolution() {
            return Convolution.of(
                    height,
                    width,
                    channels,
                    pixel,
                    filters,
                    kernelHeight,
                    kernelWidth,
                    strideY,
                    strideX,
                    dilationY,
                    dilationX,
                    top,
                    left,
                    outHeight,
                    outWidth,
                    groups);
        }

        private int in() {
            return channels / groups;
        }

        private int out() {
            return filters / groups;
        }

        private boolean depthwise() {
            return groups > 1 && groups == channels;
        }

        private int taps() {
            return kernelHeight * kernelWidth;
        }

        /** Where the weight of a tap's channel (in its group) in a filter lies. */
        int weight(int tap, int channel, int filter) {
            int rows = taps() * in();
            return filter / 16 * rows * 16 + (tap * in() + channel) * 16 + filter % 16;
        }

        float[] filters(int seed) {
            float[] result = new float[outPixel * taps() * in()];
            float[] numbers = GemmTests.numbers(taps() * in() * filters, seed);
            int i = 0;
            for (int f = 0; f < filters; f++) {
                for (int t = 0; t < taps(); t++) {
                    for (int c = 0; c < in(); c++) {
                        result[weight(t, c, f)] = numbers[i++];
                    }
                }
            }
            return result;
        }

        float[] image(int n, int pixel, int seed) {
            return rows(n * height * width, channels, pixel, seed);
        }

        float[] result(int n, int seed) {
            return rows(n * outHeight * outWidth, filters, outPixel, seed);
        }

        private static float[] rows(int rows, int width, int pixel, int seed) {
            float[] numbers = GemmTests.numbers(rows * width, seed);
            float[] result = new float[rows * pixel];
            for (int r = 0; r < rows; r++) {
                System.arraycopy(numbers, r * width, result, r * pixel, width);
            }
            return result;
        }

        private int imageY(int y, int tap) {
            return y * strideY + tap / kernelWidth * dilationY - top;
        }

        private int imageX(int x, int tap) {
            return x * strideX + tap % kernelWidth * dilationX - left;
        }

        private boolean inside(int y, int x) {
            return y >= 0 && y < height && x >= 0 && x < width;
        }

        void checkForward(int n, float[] x, float[] w, float[] y) {
            // Under a filter 3 wide an odd last panel is summed channel by channel.
            boolean wide = kernelWidth == 3 && strideX == 1 && dilationX == 1 && outWidth >= 8;
            int pairs = ((out() + 15) & -16) / 32 * 32;
            for (int at = 0; at < y.length; at++) {
                int f = at % outPixel;
                int p = at / outPixel;
                if (f >= filters) {
                    assertEquals(0f, y[at]);
                    continue;
                }
                int oy = p / outWidth % outHeight;
                int ox = p % outWidth;
                int example = p / outWidth / outHeight;
                boolean other = wide && f % out() >= pairs && !depthwise();
                float bits = 0;
                double sum = 0;
                double size = 0;
                for (int k = 0; k < taps() * in(); k++) {
                    int tap = other ? k / (3 * in()) * 3 + k % 3 : k / in();
                    int c = other ? k / 3 % in() : k % in();
                    int iy = imageY(oy, tap);
                    int ix = imageX(ox, tap);
                    float value = inside(iy, ix)
                            ? x[((example * height + iy) * width + ix) * pixel + f / out() * in() + c]
                            : 0;
                    float weight = w[weight(tap, c, f)];
                    bits = Math.fma(value, weight, bits);
                    sum += (double) value * weight;
                    size += Math.abs((double) value * weight);
                }
                assertEquals(Float.floatToIntBits(bits), Float.floatToIntBits(y[at]), toString());
                near(sum, size, taps() * in(), y[at]);
            }
        }

        void checkImage(int n, float[] dy, float[] w, float[] dx) {
            double[] sum = new double[n * height * width * channels];
            double[] size = new double[sum.length];
            all(n, (from, to, weight, f) -> {
                double term = (double) dy[to * outPixel + f] * w[weight];
                sum[from] += term;
                size[from] += Math.abs(term);
            });
            for (int i = 0; i < dx.length; i++) {
                int c = i % gradientPixel;
                if (c >= channels) {
                    assertEquals(0f, dx[i]);
                } else {
                    int at = i / gradientPixel * channels + c;
                    near(sum[at], size[at], taps() * out(), dx[i]);
                }
            }
        }

        void checkFilter(int n, float[] x, float[] dy, float[] dw) {
            double[] sum = new double[dw.length];
            double[] size = new double[dw.length];
            float[] bits = new float[dw.length];
            all(n, (from, to, weight, f) -> {
                float value = x[from / channels * pixel + from % channels];
                double term = (double) dy[to * outPixel + f] * value;
                sum[weight] += term;
                size[weight] += Math.abs(term);
                bits[weight] = Math.fma(value, dy[to * outPixel + f], bits[weight]);
            });
            for (int i = 0; i < dw.length; i++) {
                near(sum[i], size[i], n * outHeight * outWidth, dw[i]);
                // Without what lies outside, which adds nothing to such numbers.
                assertEquals(bits[i], dw[i], toString());
            }
        }

        private interface Term {
            void accept(int from, int to, int weight, int filter);
        }

        private void all(int n, Term term) {
            for (int example = 0; example < n; example++) {
                for (int oy = 0; oy < outHeight; oy++) {
                    for (int ox = 0; ox < outWidth; ox++) {
                        for (int tap = 0; tap < taps(); tap++) {
                            int iy = imageY(oy, tap);
                            int ix = imageX(ox, tap);
                            if (!inside(iy, ix)) {
                                continue;
                            }
                            for (int f = 0; f < filters; f++) {
                                for (int c = 0; c < in(); c++) {
                                    int from = ((example * height + iy) * width + ix) * channels + f / out() * in() + c;
                                    int to = (example * outHeight + oy) * outWidth + ox;
                                    term.accept(from, to, weight(tap, c, f), f);
                                }
                            }
                        }
                    }
                }
            }
        }

        private void near(double expected, double size, int k, float actual) {
            double bound = 1e-5 * Math.abs(expected) + 4 * Math.sqrt(k) * 0x1p-24 * size;
            assertTrue(Math.abs(actual - expected) <= bound, () -> expected + " but " + actual + " in " + this);
        }
    }
}
