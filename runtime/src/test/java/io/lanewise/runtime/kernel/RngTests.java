package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RngTests {
    @Test
    void bitsAreTheseForever() {
        // Checkpoints and published results depend on them.
        assertEquals(0, Rng.mix(0));
        assertEquals(1_753_845_952, Rng.mix(1));
        assertEquals(0x5692161d100b05e5L, Rng.mix(1L));
    }

    @Test
    void everyPartOfAKeyChangesIt() {
        Set<Integer> keys = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            for (int step = 0; step < 10; step++) {
                for (int node = 0; node < 10; node++) {
                    for (int instance = 0; instance < 10; instance++) {
                        keys.add(Rng.key(seed, step, node, instance));
                    }
                }
            }
        }
        // Of 10,000 keys among 2³², hardly any may coincide.
        assertTrue(keys.size() >= 9_999, "distinct keys: " + keys.size());
    }

    @Test
    void asManyAreDroppedAsTheRateSays() {
        for (float rate : new float[] {0, 0.1f, 0.5f, 0.9f}) {
            int threshold = Rng.threshold(rate);
            int dropped = 0;
            int rows = 500;
            int width = 400;
            for (int row = 0; row < rows; row++) {
                int key = Rng.rowKey(Rng.key(1, 2, 3, 0), row);
                for (int element = 0; element < width; element++) {
                    dropped += Rng.bits(key, element) >>> 8 < threshold ? 1 : 0;
                }
            }
            int count = rows * width;
            double deviation = Math.sqrt(count * rate * (1.0 - rate));
            assertEquals(count * (double) rate, dropped, 4.5 * deviation);
        }
    }

    @Test
    void neighbouringRowsAndStepsHaveOtherBits() {
        int key = Rng.key(1, 1, 1, 0);
        assertNotEquals(Rng.rowKey(key, 0), Rng.rowKey(key, 1));
        int same = 0;
        for (int element = 0; element < 32_000; element++) {
            int a = Rng.bits(Rng.rowKey(key, 0), element);
            int b = Rng.bits(Rng.rowKey(Rng.key(1, 2, 1, 0), 0), element);
            same += Integer.bitCount(~(a ^ b));
        }
        assertEquals(0.5, same / (32.0 * 32_000), 0.003);
    }
}
