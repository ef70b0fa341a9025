package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The scalar forms of the product against one plain chain an element, bit for bit. */
class ScalarGemmTests {
    /** One product: sizes, part of the columns, layouts. */
    private record Case(int m, int n, int k, int from, int to, boolean transposed, boolean panels, boolean add) {
        float[] compute(boolean plain) {
            Random random = new Random(hashCode());
            float[] a = numbers(m * k, random);
            float[] b = numbers(k * n, random);
            float[] c = numbers(m * n, random);
            int aRow = transposed ? 1 : k;
            int aColumn = transposed ? m : 1;
            int bRow = panels ? 16 : n;
            int bPanel = panels ? 16 * k : 16;
            int cRow = panels ? 16 : n;
            int cPanel = panels ? 16 * m : 16;
            if (plain) {
                chains(a, aRow, aColumn, b, bRow, bPanel, c, cRow, cPanel);
            } else {
                ScalarGemm.multiply(m, from, to, k, a, 0, aRow, aColumn, b, 0, bRow, bPanel, c, 0, cRow, cPanel, add);
            }
            return c;
        }

        private void chains(
                float[] a, int aRow, int aColumn, float[] b, int bRow, int bPanel, float[] c, int cRow, int cPanel) {
            for (int i = 0; i < m; i++) {
                for (int j = from; j < to; j++) {
                    int at = (j >> 4) * cPanel + i * cRow + (j & 15);
                    float sum = add ? c[at] : 0;
                    for (int t = 0; t < k; t++) {
                        sum = Math.fma(a[i * aRow + t * aColumn], b[(j >> 4) * bPanel + t * bRow + (j & 15)], sum);
                    }
                    c[at] = sum;
                }
            }
        }

        private static float[] numbers(int count, Random random) {
            float[] result = new float[count];
            for (int i = 0; i < count; i++) {
                // Some tiny ones, whose products round to zeros of either sign.
                result[i] = (random.nextFloat() - 0.5f) * (random.nextInt(8) == 0 ? 1e-30f : 1);
            }
            return result;
        }
    }

    @Test
    void everyElementIsOneChain() {
        int[] columns = {16, 32, 48, 96, 256, 272, 528};
        for (int m : new int[] {1, 2, 3, 4, 5, 7, 32, 33, 67}) {
            for (int n : columns) {
                for (int k : new int[] {0, 1, 3, 4, 5, 18}) {
                    int layout = (m + n / 16 + k) % 8;
                    check(new Case(m, n, k, 0, n, (layout & 1) != 0, (layout & 2) != 0, (layout & 4) != 0));
                }
            }
        }
    }

    @Test
    void partsMayBeginAndEndInsideAPanel() {
        for (int from : new int[] {0, 4, 8, 16, 20}) {
            for (int to : new int[] {80, 84, 92, 96}) {
                for (boolean panels : new boolean[] {false, true}) {
                    check(new Case(9, 96, 7, from, to, false, panels, true));
                }
            }
        }
    }

    @Test
    void moreCallsAtATimeThanWorkspaces() throws Exception {
        Case product = new Case(32, 256, 64, 0, 256, false, true, false);
        float[] expected = product.compute(true);
        int threads = 3 * Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch all = new CountDownLatch(threads);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                results.add(pool.submit(() -> {
                    all.countDown();
                    all.await();
                    boolean equal = true;
                    for (int call = 0; call < 30; call++) {
                        equal &= Arrays.equals(expected, product.compute(false));
                    }
                    return equal;
                }));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void check(Case product) {
        assertArrayEquals(bits(product.compute(true)), bits(product.compute(false)), product.toString());
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
