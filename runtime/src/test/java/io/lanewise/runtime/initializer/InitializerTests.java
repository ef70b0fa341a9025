package io.lanewise.runtime.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitializerTests {
    private static final int MANY = 100_000;

    @Test
    void constantsAreConstant() {
        assertArrayEquals(new float[3], Initializer.zeros().values(1, "b", 3));
        assertArrayEquals(new float[] {0.5f, 0.5f}, Initializer.constant(0.5f).values(1, "b", 2));
    }

    @Test
    void uniformFillsItsIntervalEvenly() {
        float[] values = Initializer.uniform(0.25f).values(42, "hidden.weight", MANY);
        int[] tenths = new int[10];
        for (float value : values) {
            assertTrue(Math.abs(value) <= 0.25f);
            tenths[(int) Math.min(9, (value + 0.25f) * 20)]++;
        }
        for (int tenth : tenths) {
            assertEquals(MANY / 10, tenth, 500, "five standard deviations");
        }
    }

    @Test
    void normalHasItsMoments() {
        float[] values = Initializer.normal(2).values(42, "hidden.weight", MANY);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        for (float value : values) {
            double z = value / 2.0;
            sum += z;
            squares += z * z;
            fourths += z * z * z * z;
        }
        assertEquals(0, sum / MANY, 0.016);
        assertEquals(1, squares / MANY, 0.023);
        assertEquals(3, fourths / MANY, 0.16);
    }

    @Test
    void numbersDependOnSeedNameAndElementAlone() {
        Initializer normal = Initializer.normal(1);
        float[] values = normal.values(42, "hidden.weight", 20);
        assertArrayEquals(values, Arrays.copyOf(normal.values(42, "hidden.weight", 1000), 20));
        assertFalse(Arrays.equals(values, normal.values(43, "hidden.weight", 20)));
        assertFalse(Arrays.equals(values, normal.values(42, "digit.weight", 20)));
    }

    /** The moments of a normal distribution cut at ±2: 0, 0.7737413, 1.4164523. */
    @Test
    void truncatedNormalHasItsMomentsAndItsEnds() {
        float[] values = Initializer.truncatedNormal(0.5f).values(42, "hidden.weight", MANY);
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        double largest = 0;
        for (float value : values) {
            double z = value * 2.0;
            largest = Math.max(largest, Math.abs(z));
            sum += z;
            squares += z * z;
            fourths += z * z * z * z;
        }
        assertTrue(largest <= 2 && largest > 1.999, "largest " + largest);
        assertEquals(0, sum / MANY, 0.014);
        assertEquals(0.7737413, squares / MANY, 0.015);
        assertEquals(1.4164523, fourths / MANY, 0.052);
    }

    @ParameterizedTest
    @CsvSource({"7, 7, 1", "5, 12, 2", "12, 5, 0.5", "1, 3, 1", "3, 1, -1", "1, 1, 1", "64, 64, 1.4142135"})
    void orthogonalMatricesAreOrthogonal(int out, int in, float gain) {
        float[] w = Initializer.orthogonal(gain).values(7, "hidden.weight", out, in);
        int count = Math.min(out, in);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double dot = 0;
                for (int k = 0; k < Math.max(out, in); k++) {
                    dot += out <= in ? (double) w[a * in + k] * w[b * in + k] : (double) w[k * in + a] * w[k * in + b];
                }
                double expected = a == b ? gain * gain : 0;
                assertEquals(expected, dot, 4e-7 * gain * gain, a + " · " + b);
            }
        }
    }

    /** Evenly spread: the first column's first number has mean 0 and variance 1/n over many seeds, and both signs. */
    @Test
    void orthogonalMatricesPreferNoDirection() {
        int n = 4;
        int seeds = 20_000;
        double sum = 0;
        double squares = 0;
        double corner = 0;
        for (int seed = 0; seed < seeds; seed++) {
            float[] w = Initializer.orthogonal(1).values(seed, "w", n, n);
            sum += w[0];
            squares += (double) w[0] * w[0];
            corner += w[n * n - 1];
        }
        assertEquals(0, sum / seeds, 5 * 0.5 / Math.sqrt(seeds));
        assertEquals(0, corner / seeds, 5 * 0.5 / Math.sqrt(seeds));
        assertEquals(0.25, squares / seeds, 5 * 0.25 / Math.sqrt(seeds));
    }

    @Test
    void identityHasItsDiagonal() {
        assertArrayEquals(
                new float[] {2, 0, 0, 0, 2, 0}, Initializer.identity(2).values(1, "w", 2, 3));
        assertArrayEquals(
                new float[] {1, 0, 0, 1, 0, 0}, Initializer.identity(1).values(1, "w", 3, 2));
    }

    @Test
    void matricesAreNotMadeOfVectors() {
        for (Initializer matrices : List.of(Initializer.identity(1), Initializer.orthogonal(1))) {
            String message = assertThrows(IllegalArgumentException.class, () -> matrices.values(1, "b", 4))
                    .getMessage();
            assertTrue(message.contains("'b' has 1 axes"), message);
        }
    }

    /** The very bits, so that a change of platform or of the code that moves one is seen. */
    @Test
    void bitsStayAsTheyAre() {
        assertEquals(GOLDEN_UNIFORM, Arrays.hashCode(Initializer.uniform(0.3f).values(42, "hidden.weight", 1000)));
        assertEquals(GOLDEN_NORMAL, Arrays.hashCode(Initializer.normal(0.3f).values(42, "hidden.weight", 1000)));
        assertEquals(
                GOLDEN_TRUNCATED,
                Arrays.hashCode(Initializer.truncatedNormal(0.3f).values(42, "hidden.weight", 1000)));
        assertEquals(
                GOLDEN_ORTHOGONAL, Arrays.hashCode(Initializer.orthogonal(0.3f).values(42, "hidden.weight", 40, 25)));
    }

    private static final int GOLDEN_UNIFORM = 742057032;
    private static final int GOLDEN_NORMAL = 1009817044;
    private static final int GOLDEN_TRUNCATED = 1891584082;
    private static final int GOLDEN_ORTHOGONAL = -1434386243;
}
