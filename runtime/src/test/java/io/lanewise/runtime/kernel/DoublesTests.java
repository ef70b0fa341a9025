package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

final class DoublesTests {
    @Test
    void powersAreThoseOfMath() {
        for (double base : new double[] {0, 0.5, 0.9, 0.96, 0.999, 1, 1.01, 2}) {
            for (double exponent : new double[] {0, 0.004, 0.5, 1, 2, 2.5, 17, 100.25, 1000}) {
                double expected = Math.pow(base, exponent);
                assertEquals(expected, Doubles.power(base, exponent), 1e-13 * expected, base + " to " + exponent);
            }
            assertEquals(Math.pow(base, 1000), Doubles.power(base, 1000L), 1e-13 * Math.pow(base, 1000));
        }
        assertEquals(0, Doubles.power(0.5, 1L << 50));
        assertEquals(1, Doubles.power(1, 1e300));
        assertEquals(0, Doubles.power(0.96, 1e300));
    }

    @Test
    void cosinesAreThoseOfMath() {
        for (int i = 0; i <= 1000; i++) {
            double x = i / 1000.0;
            assertEquals((1 + Math.cos(Math.PI * x)) / 2, Doubles.cosineFall(x), 1e-15);
        }
        assertEquals(1, Doubles.cosineFall(0));
        assertEquals(0.5, Doubles.cosineFall(0.5));
        assertEquals(0, Doubles.cosineFall(1));
    }

    @Test
    void nothingIsAllocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        double sum = 0;
        for (int round = 0; round < 50 && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                sum += Doubles.power(0.9, i / 7.0) + Doubles.cosineFall(i / 1000.0) + Doubles.power(0.9, (long) i);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least, "after a sum of " + sum);
    }
}
