package io.lanewise.samples.lessons.xor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class XorTests {
    @Test
    void noNeuronOfTheGridComputesXor() {
        OneNeuronIsNotEnough.Search xor = OneNeuronIsNotEnough.searchForXor(4);
        assertEquals(17 * 17 * 17, xor.neurons());
        assertEquals(0, xor.all());
        assertEquals(3, xor.right());
        assertTrue(OneNeuronIsNotEnough.searchForOr(4).all() > 100, "the same search finds neurons for OR");
    }

    /** Of all neurons of a finer grid, in whole numbers, none meets all four; each three of them can be met. */
    @Test
    void theFourInequalitiesContradictEachOther() {
        boolean[] without = new boolean[4];
        for (int b = -40; b <= 40; b++) {
            for (int w1 = -40; w1 <= 40; w1++) {
                for (int w2 = -40; w2 <= 40; w2++) {
                    boolean[] met = {b <= 0, b + w2 > 0, b + w1 > 0, b + w1 + w2 <= 0};
                    int count = 0;
                    for (boolean one : met) {
                        count += one ? 1 : 0;
                    }
                    assertTrue(count < 4);
                    for (int i = 0; i < 4; i++) {
                        without[i] |= count == 3 && !met[i];
                    }
                }
            }
        }
        assertArrayEquals(new boolean[] {true, true, true, true}, without);
    }

    @Test
    void aHiddenLayerLearnsXor() {
        Xor.Learnt learnt = Xor.learn(3);
        float[] answers = learnt.answers();
        for (int i = 0; i < 4; i++) {
            assertEquals((i ^ i >> 1) & 1, answers[i], 0.05f);
        }
        assertTrue(
                learnt.history().last().loss() < 0.01,
                () -> "loss " + learnt.history().last().loss());
    }

    /** In the hidden space one line does: the last neuron's, which is off at two of its points and on at two. */
    @Test
    void theHiddenSpaceIsPartedByALine() {
        Xor.Learnt learnt = Xor.learn(3);
        float[] hidden = learnt.hidden();
        float[] v = learnt.net().parameters().get("y.weight");
        float c = learnt.net().parameters().get("y.bias")[0];
        for (int i = 0; i < 4; i++) {
            double z = v[0] * hidden[2 * i] + v[1] * hidden[2 * i + 1] + c;
            assertEquals(((i ^ i >> 1) & 1) == 1, z > 0);
        }
    }
}
