package io.lanewise.runtime.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TreeTests {
    @Test
    void treesHalveFromTheFarthestLane() {
        for (int seed = 0; seed < 200; seed++) {
            float[] lanes = GemmTests.numbers(19, seed);
            float[] sums = java.util.Arrays.copyOfRange(lanes, 3, 19);
            float[] maxima = sums.clone();
            for (int half = 8; half > 0; half /= 2) {
                for (int i = 0; i < half; i++) {
                    sums[i] += sums[i + half];
                    maxima[i] = Math.max(maxima[i], maxima[i + half]);
                }
            }
            assertEquals(sums[0], Tree.sum(lanes, 3));
            assertEquals(maxima[0], Tree.max(lanes, 3));
        }
    }

    @Test
    void nanIsTheLargest() {
        for (int i = 0; i < 16; i++) {
            float[] lanes = GemmTests.numbers(16, i);
            lanes[i] = Float.NaN;
            assertTrue(Float.isNaN(Tree.max(lanes, 0)));
            assertTrue(Float.isNaN(Tree.sum(lanes, 0)));
        }
    }
}
