package io.lanewise.runtime.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

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

    /** The very bits, so that a change of platform or of the code that moves one is seen. */
    @Test
    void bitsStayAsTheyAre() {
        assertEquals(GOLDEN_UNIFORM, Arrays.hashCode(Initializer.uniform(0.3f).values(42, "hidden.weight", 1000)));
        assertEquals(GOLDEN_NORMAL, Arrays.hashCode(Initializer.normal(0.3f).values(42, "hidden.weight", 1000)));
    }

    private static final int GOLDEN_UNIFORM = 742057032;
    private static final int GOLDEN_NORMAL = 1009817044;
}
