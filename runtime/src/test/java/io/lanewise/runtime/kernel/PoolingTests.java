package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pooling of many sizes against its definition, bit for bit, cold and warm, with ties, zeros of both signs, infinities and NaN. */
final class PoolingTests {
    private static final float[] SPECIAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1f, 1f, -1f, 0.5f, Float.MIN_VALUE
    };

    @Test
    void everySizeIsAsDefinedColdAndWarm() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            boolean hurry = round > 50;
            Pooling.takeOvers().forEach(kernel -> kernel.hurry(hurry));
            check(random, round % 3 == 0);
        }
        Pooling.takeOvers().forEach(kernel -> kernel.hurry(false));
    }

    @Test
    void ofEqualNumbersTheFirstIsTheLargestAndNanIsLargerThanAll() {
        Pooling pooling = Pooling.of(2, 2, 1, 2, 2, 2, 2, 0, 0, 1, 1, Pooling.MEAN);
        assertEquals(0, place(pooling, 1, 1, 1, 1));
        assertEquals(1, place(pooling, 1, 2, 2, 1));
        assertEquals(2, place(pooling, 1, 2, Float.NaN, 3));
        assertEquals(3, place(pooling, Float.NaN, 2, Float.POSITIVE_INFINITY, Float.NaN));
        assertEquals(0, place(pooling, 0f, -0f, 0f, 0f));
        float low = Float.NEGATIVE_INFINITY;
        assertEquals(0, place(pooling, low, low, low, low));
    }

    /** Where the gradient goes. */
    private static int place(Pooling pooling, float... numbers) {
        float[] x = new float[64];
        for (int i = 0; i < 4; i++) {
            x[16 * i] = numbers[i];
        }
        float[] dy = new float[16];
        dy[0] = 1;
        float[] dx = new float[64];
        pooling.maxGradient(1, x, 0, dy, 0, dx, 0);
        int place = -1;
        for (int i = 0; i < 4; i++) {
            if (dx[16 * i] != 0) {
                assertEquals(-1, place);
                place = i;
            }
        }
        return place;
    }

    private static void check(Random random, boolean special) {
        int height = 1 + random.nextInt(9);
        int width = 1 + random.nextInt(12);
        int pixel = 16 * (1 + random.nextInt(3));
        int[] window = {1 + random.nextInt(Math.min(3, height)), 1 + random.nextInt(Math.min(3, width))};
        int[] stride = {1 + random.nextInt(3), 1 + random.nextInt(3)};
        int top = random.nextInt(window[0]);
        int left = random.nextInt(window[1]);
        int outHeight = (height + top + random.nextInt(window[0]) - window[0]) / stride[0] + 1;
        int outWidth = (width + left + random.nextInt(window[1]) - window[1]) / stride[1] + 1;
        int divisor = random.nextInt(3);
        Pooling pooling = Pooling.of(
                height, width, pixel, window[0], window[1], stride[0], stride[1], top, left, outHeight, outWidth,
                divisor);
        int n = 3;
        float[] x = numbers(random, n * height * width * pixel, special);
        float[] dy = numbers(random, n * outHeight * outWidth * pixel, false);
        float[] max = dy.clone();
        float[] add = dy.clone();
        float[] maxGradient = x.clone();
        float[] addGradient = x.clone();
        float[] expectedMax = new float[dy.length];
        float[] expectedAdd = new float[dy.length];
        float[] expectedMaxGradient = new float[x.length];
        float[] expectedAddGradient = new float[x.length];
        for (int at = 0; at < dy.length; at++) {
            int c = at % pixel;
            int ox = at / pixel % outWidth;
            int oy = at / pixel / outWidth % outHeight;
            int example = at / pixel / outWidth / outHeight;
            int best = -1;
            int count = 0;
            float sum = 0;
            for (int r = 0; r < window[0]; r++) {
                for (int q = 0; q < window[1]; q++) {
                    int y = oy * stride[0] - top + r;
                    int z = ox * stride[1] - left + q;
                    if (y < 0 || y >= height || z < 0 || z >= width) {
                        continue;
                    }
                    int from = ((example * height + y) * width + z) * pixel + c;
                    count++;
                    sum += x[from];
                    best = best < 0 || x[from] > x[best] || Float.isNaN(x[from]) ? from : best;
                }
            }
            float by = divisor == Pooling.SUM ? 1 : divisor == Pooling.MEAN ? count : window[0] * window[1];
            expectedMax[at] = x[best];
            expectedAdd[at] = sum / by;
            expectedMaxGradient[best] += dy[at];
            for (int r = 0; r < window[0]; r++) {
                for (int q = 0; q < window[1]; q++) {
                    int y = oy * stride[0] - top + r;
                    int z = ox * stride[1] - left + q;
                    if (y >= 0 && y < height && z >= 0 && z < width) {
                        expectedAddGradient[((example * height + y) * width + z) * pixel + c] += dy[at] / by;
                    }
                }
            }
        }
        pooling.max(n, x, 0, max, 0);
        pooling.add(n, x, 0, add, 0);
        pooling.maxGradient(n, x, 0, dy, 0, maxGradient, 0);
        pooling.addGradient(n, dy, 0, addGradient, 0);
        assertEqualNumbers(expectedMax, max);
        assertArrayEquals(expectedAdd, add);
        assertEqualNumbers(expectedMaxGradient, maxGradient);
        assertEqualNumbers(expectedAddGradient, addGradient);
    }

    /** Equal but for the sign of 0. */
    private static void assertEqualNumbers(float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i] + 0f, actual[i] + 0f);
        }
    }

    private static float[] numbers(Random random, int count, boolean special) {
        float[] result = new float[count];
        for (int i = 0; i < count; i++) {
            result[i] = special && random.nextInt(4) == 0
                    ? SPECIAL[random.nextInt(SPECIAL.length)]
                    : random.nextInt(9) - 4 + random.nextInt(2) * 0.3f;
        }
        return Arrays.copyOf(result, count);
    }
}
