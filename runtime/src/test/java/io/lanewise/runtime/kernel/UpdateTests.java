package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.kernel.vector.VectorUpdate;
import org.junit.jupiter.api.Test;

final class UpdateTests {
    private static final int FROM = 16;
    private static final int TO = 16 * 21;
    private static final int LENGTH = TO + 16;

    private final float[] w = GemmTests.numbers(LENGTH, 1);
    private final float[] g = GemmTests.numbers(LENGTH, 2);
    private final float[] m = GemmTests.numbers(LENGTH, 3);
    private final float[] v = GemmTests.numbers(LENGTH, 4);
    private final float[] w2 = w.clone();
    private final float[] m2 = m.clone();

    @Test
    void sgdHasTheSameBitsInBothForms() {
        ScalarUpdate.sgd(w, g, FROM, TO, 0.01f, 0.1f);
        VectorUpdate.sgd(w2, g, FROM, TO, 0.01f, 0.1f);
        assertArrayEquals(w, w2);
    }

    @Test
    void momentumHasTheSameBitsInBothForms() {
        ScalarUpdate.momentum(w, g, m, FROM, TO, 0.9f, 1, -0.01f, -0.009f, 0.1f);
        VectorUpdate.momentum(w2, g, m2, FROM, TO, 0.9f, 1, -0.01f, -0.009f, 0.1f);
        assertArrayEquals(w, w2);
        assertArrayEquals(m, m2);
    }

    @Test
    void adamHasTheSameBitsInBothFormsWithNonFiniteNumbersToo() {
        v[17] = Float.NaN;
        g[18] = Float.POSITIVE_INFINITY;
        v[19] = 0;
        m[19] = 0;
        g[19] = 0;
        m2[19] = 0;
        float[] v2 = v.clone();
        ScalarUpdate.adam(w, g, m, v, FROM, TO, 0.1f, 0.001f, 0.002f, 3.1f, 1e-8f, 0.99f);
        VectorUpdate.adam(w2, g, m2, v2, FROM, TO, 0.1f, 0.001f, 0.002f, 3.1f, 1e-8f, 0.99f);
        assertArrayEquals(w, w2);
        assertArrayEquals(m, m2);
        assertArrayEquals(v, v2);
    }

    @Test
    void momentsWithoutGradientFadeToZeroAndAreNeverSubnormal() {
        float[] none = new float[LENGTH];
        float[] velocity = m.clone();
        for (int i = 0; i < LENGTH; i++) {
            v[i] = Float.MIN_NORMAL * (i + 1);
        }
        float[] v2 = v.clone();
        float[] velocity2 = velocity.clone();
        for (int step = 0; step < 1_000; step++) {
            ScalarUpdate.adam(w, none, m, v, FROM, TO, 0.1f, 0.02f, 0.002f, 1, 1e-8f, 1);
            VectorUpdate.adam(w2, none, m2, v2, FROM, TO, 0.1f, 0.02f, 0.002f, 1, 1e-8f, 1);
            ScalarUpdate.momentum(w, none, velocity, FROM, TO, 0.9f, 1, 0, -0.01f, 0);
            VectorUpdate.momentum(w2, none, velocity2, FROM, TO, 0.9f, 1, 0, -0.01f, 0);
            for (int i = FROM; i < TO; i++) {
                for (float moment : new float[] {m[i], v[i], velocity[i]}) {
                    assertTrue(moment == 0 || Math.abs(moment) >= Float.MIN_NORMAL);
                }
            }
            assertArrayEquals(m, m2);
            assertArrayEquals(v, v2);
            assertArrayEquals(velocity, velocity2);
        }
        assertEquals(0, m[FROM]);
        assertEquals(0, v[FROM]);
        assertEquals(0, velocity[FROM]);
    }

    @Test
    void passesTouchOnlyTheirRange() {
        float[] before = w.clone();
        for (int i = 0; i < LENGTH; i++) {
            v[i] = Math.abs(v[i]);
        }
        Update.sgd(w, g, FROM, TO, 0.5f, 0);
        Update.momentum(w, g, m, FROM, TO, 0.5f, 0.9f, false, 0);
        Update.adam(w, g, m, v, FROM, TO, 0.1f, 0.001f, 0.002f, 3.1f, 1e-8f, 1);
        Update.scale(w, FROM, TO, 3);
        for (int i = 0; i < LENGTH; i++) {
            boolean inside = i >= FROM && i < TO;
            assertEquals(inside, before[i] != w[i], "element " + i);
        }
    }

    @Test
    void momentumRulesAreThoseOfPyTorchAndKeras() {
        double x = w[FROM];
        double d = g[FROM];
        double before = m[FROM];
        Update.momentum(w, g, m, FROM, FROM + 16, 0.1f, 0.9f, false, 0);
        near(0.9 * before + d, m[FROM]);
        near(x - 0.1 * (0.9 * before + d), w[FROM]);
        Update.momentum(w2, g, m2, FROM, FROM + 16, 0.1f, 0.9f, true, 0);
        near(x - 0.1 * (d + 0.9 * (0.9 * before + d)), w2[FROM]);

        double next = 0.9 * m[FROM + 16] - 0.1 * g[FROM + 16];
        double start = w[FROM + 16];
        Update.kerasMomentum(w, g, m, FROM + 16, FROM + 32, 0.1f, 0.9f, false, 0);
        near(next, m[FROM + 16]);
        near(start + next, w[FROM + 16]);
        Update.kerasMomentum(w2, g, m2, FROM + 16, FROM + 32, 0.1f, 0.9f, true, 0);
        near(start + 0.9 * next - 0.1 * g[FROM + 16], w2[FROM + 16]);
    }

    @Test
    void paddingStaysZero() {
        float[] zeros = new float[16];
        float[] parameters = new float[16];
        float[] first = new float[16];
        float[] second = new float[16];
        Update.adam(parameters, zeros, first, second, 0, 16, 0.1f, 0.001f, 0.002f, 3.1f, 1e-8f, 0.99f);
        Update.momentum(parameters, zeros, first, 0, 16, 0.1f, 0.9f, true, 0.1f);
        Update.sgd(parameters, zeros, 0, 16, 0.1f, 0.1f);
        assertArrayEquals(new float[16], parameters);
        assertArrayEquals(new float[16], first);
        assertArrayEquals(new float[16], second);
    }

    @Test
    void oneNumberThatIsNotFiniteIsFoundWhereverItIs() {
        assertTrue(Update.finite(w, 0, LENGTH));
        assertTrue(VectorUpdate.finite(w, 0, LENGTH));
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (int i = FROM; i < TO; i++) {
                float saved = w[i];
                w[i] = bad;
                assertFalse(Update.finite(w, FROM, TO));
                assertFalse(VectorUpdate.finite(w, FROM, TO));
                assertFalse(ScalarUpdate.finite(w, FROM, TO));
                w[i] = saved;
            }
        }
        w[FROM] = Float.MAX_VALUE;
        w[FROM + 1] = Float.MAX_VALUE;
        assertTrue(VectorUpdate.finite(w, FROM, TO));
        assertTrue(ScalarUpdate.finite(w, FROM, TO));
    }

    @Test
    void sumOfSquaresIsThatOfDoubles() {
        double expected = 0;
        for (int i = FROM; i < TO; i++) {
            expected += (double) w[i] * w[i];
        }
        assertEquals(expected, Update.sumOfSquares(w, FROM, TO), 1e-12 * expected);
        assertEquals(9e76, Update.sumOfSquares(new float[] {3e38f, 0, 0, 0, 0, 0, 0, 0}, 0, 8), 1e70);
    }

    private static void near(double expected, float actual) {
        assertEquals(expected, actual, 4e-7 * (1 + Math.abs(expected)) * 4);
    }
}
