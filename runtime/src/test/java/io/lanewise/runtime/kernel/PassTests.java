package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both forms of each pass: the same bits, and nothing outside the range. */
final class PassTests {
    private static final int FROM = 16;
    private static final int TO = 16 * 21;
    private static final int LENGTH = TO + 16;

    @ParameterizedTest
    @EnumSource(Pass.class)
    void bothFormsHaveTheSameBits(Pass pass) {
        float[][] x = arrays();
        // Numbers that make each branch and each special value.
        float[] special = {0, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, 1e-20f, 3e38f, 0.1f, -0.1f};
        for (int i = 0; i < special.length; i++) {
            for (int array = 0; array < x.length; array++) {
                x[array][FROM + 8 * array + i] = array < 2 ? special[i] : Math.abs(special[i]);
                x[array][FROM + 64 + i] = array < 2 ? special[i] : Math.abs(special[i]);
            }
        }
        x[1][TO - 1] = Float.NaN;
        x[1][TO - 2] = Float.POSITIVE_INFINITY;
        float[][] y = copy(x);
        for (int step = 0; step < 3; step++) {
            scalar(pass, x);
            vector(pass, y);
            for (int array = 0; array < x.length; array++) {
                for (int i = 0; i < LENGTH; i++) {
                    assertEquals(
                            Float.floatToIntBits(x[array][i]),
                            Float.floatToIntBits(y[array][i]),
                            pass + " array " + array + " at " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Pass.class)
    void onlyTheRangeIsTouched(Pass pass) {
        float[][] x = arrays();
        float[][] before = copy(x);
        pass.run(x[0], x[1], x[2], x[3], x[4], FROM, TO, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
        for (int array = 0; array < x.length; array++) {
            for (int i = 0; i < LENGTH; i++) {
                if (i < FROM || i >= TO) {
                    assertEquals(before[array][i], x[array][i]);
                }
            }
        }
        assertTrue(!Arrays.equals(before[0], x[0]), pass.toString());
        assertArrayEquals(before[1], x[1], "the second array is only read");
    }

    @ParameterizedTest
    @EnumSource(
            value = Pass.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CLAMP", "ADD", "AVERAGE"})
    void whatIsKeptIsNeverSubnormal(Pass pass) {
        float[][] x = arrays();
        Arrays.fill(x[1], 0f);
        for (int array = 2; array < x.length; array++) {
            for (int i = 0; i < LENGTH; i++) {
                x[array][i] = Float.MIN_NORMAL * (1 + i % 5);
            }
        }
        float[][] y = copy(x);
        for (int step = 0; step < 50; step++) {
            scalar(pass, x);
            vector(pass, y);
        }
        for (int array = 2; array < x.length; array++) {
            assertArrayEquals(x[array], y[array]);
            for (int i = FROM; i < TO; i++) {
                float kept = x[array][i];
                assertTrue(kept == 0 || Math.abs(kept) >= Float.MIN_NORMAL, pass + " keeps " + kept);
            }
        }
    }

    private static void scalar(Pass pass, float[][] x) {
        pass.scalar(x[0], x[1], x[2], x[3], x[4], FROM, TO, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
    }

    private static void vector(Pass pass, float[][] x) {
        pass.vector(x[0], x[1], x[2], x[3], x[4], FROM, TO, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f);
    }

    private static float[][] arrays() {
        float[][] x = new float[5][];
        for (int array = 0; array < x.length; array++) {
            x[array] = GemmTests.numbers(LENGTH, array + 1);
            if (array > 1) {
                for (int i = 0; i < LENGTH; i++) {
                    x[array][i] = Math.abs(x[array][i]);
                }
            }
        }
        return x;
    }

    private static float[][] copy(float[][] x) {
        float[][] copy = new float[x.length][];
        for (int i = 0; i < x.length; i++) {
            copy[i] = x[i].clone();
        }
        return copy;
    }
}
