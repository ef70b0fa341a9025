package io.lanewise.samples.lessons.neurons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Palette;
import io.lanewise.samples.plots.Regions;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NeuronsTests {
    @Test
    void theNeuronComputesOr() {
        OrNeuron neuron = Or.neuron();
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                assertEquals(a | b, neuron.predict(new float[] {a, b})[0]);
            }
        }
    }

    /** Below the line x₁ + x₂ = ½ lies an eighth of the square [−½, 1½]². */
    @Test
    void theRegionsOfOrHaveBothColours() {
        BufferedImage image = Regions.of("OR", new Box(-0.5, 1.5, -0.5, 1.5), Or.neuron()::predict)
                .image();
        int off = 0;
        int on = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                off += image.getRGB(x, y) == Palette.pale(0).getRGB() ? 1 : 0;
                on += image.getRGB(x, y) == Palette.pale(1).getRGB() ? 1 : 0;
            }
        }
        assertEquals(1.5 * 1.5 / 2 / 4, (double) off / (off + on), 0.005);
    }

    @Test
    void theNeuronsSetByHandComputeTheirSigmoids() {
        Random random = new Random(1);
        for (float[] s : NeuronsByHand.SETTINGS) {
            SigmoidNeuron neuron = NeuronsByHand.neuron(s);
            for (int i = 0; i < 200; i++) {
                float[] x = {10 * random.nextFloat() - 5, 10 * random.nextFloat() - 5};
                double z = s[0] + (double) s[1] * x[0] + (double) s[2] * x[1];
                double exact = 1 / (1 + Math.exp(-z));
                double scale = Math.abs(s[0]) + Math.abs(s[1] * x[0]) + Math.abs(s[2] * x[1]);
                // What rounding does to z, times the slope of σ; far below 0, σ is no normal float.
                double rounding = 4 * Math.sqrt(3) * 0x1p-24 * (scale * exact * (1 - exact) + exact) + Float.MIN_NORMAL;
                assertEquals(exact, neuron.predict(x)[0], 1e-5 * exact + rounding);
            }
        }
    }

    /** Ten times the weights is the same border, ten times as steep. */
    @Test
    void theThirdNeuronIsTheSecondTenTimesAsSteep() {
        SigmoidNeuron second = NeuronsByHand.neuron(NeuronsByHand.SETTINGS[1]);
        SigmoidNeuron third = NeuronsByHand.neuron(NeuronsByHand.SETTINGS[2]);
        int compared = 0;
        for (int i = -50; i <= 50; i++) {
            for (int j = -50; j <= 50; j++) {
                if (15 * 10 - 7 * i + 5 * j != 0) { // ten times z, in whole numbers: not on the border
                    float[] x = {i / 10f, j / 10f};
                    float a = second.predict(x)[0] - 0.5f;
                    float b = third.predict(x)[0] - 0.5f;
                    assertTrue(a * b > 0 && Math.abs(b) >= Math.abs(a), () -> "at " + x[0] + ", " + x[1]);
                    compared++;
                }
            }
        }
        assertTrue(compared > 10_000);
        assertEquals(
                NeuronsByHand.widthOfBorder(NeuronsByHand.SETTINGS[1]),
                10 * NeuronsByHand.widthOfBorder(NeuronsByHand.SETTINGS[2]),
                1e-12);
    }

    /** In quarters, so that all is exact; the corners are (−1, −1), (1, −1) and (0, 1). */
    @Test
    void theNetworkOfSignsKnowsTheTriangle() {
        SignsNet all = NetworkOfSigns.triangle(-2);
        SignsNet two = NetworkOfSigns.triangle(0);
        int inside = 0;
        for (int i = -8; i <= 8; i++) {
            for (int j = -8; j <= 8; j++) {
                float[] x = {i / 4f, j / 4f};
                int above = Integer.signum(4 + j);
                int left = Integer.signum(4 - 2 * i - j);
                int right = Integer.signum(4 + 2 * i - j);
                float[] h = new float[3];
                float[] y = new float[1];
                all.predict(x, 1, h, y);
                assertArrayEquals(new float[] {above, left, right}, h);
                assertEquals(above + left + right == 3 ? 1 : Math.signum(above + left + right - 2), y[0]);
                inside += y[0] > 0 ? 1 : 0;
                two.predict(x, 1, h, y);
                assertEquals(Math.signum(above + left + right), y[0]);
            }
        }
        assertEquals(25, inside);
    }

    @Test
    void threeLinesCutThePlaneIntoSevenParts() {
        float[] points = new float[2 * 81 * 81];
        for (int i = 0; i < points.length / 2; i++) {
            points[2 * i] = i % 81 / 20f - 2;
            points[2 * i + 1] = i / 81 / 20f - 2;
        }
        float[] patterns = new float[8 * 81 * 81];
        NetworkOfSigns.patterns(points, 81 * 81, patterns);
        Set<Integer> seen = new TreeSet<>();
        for (int i = 0; i < patterns.length; i++) {
            if (patterns[i] == 1) {
                seen.add(i % 8);
            }
        }
        assertEquals(Set.of(1, 2, 3, 4, 5, 6, 7), seen, "all but −1, −1, −1");
    }

    /** Whole numbers, so that on the line z is 0 exactly and the neuron is off. */
    @Test
    void theNeuronOfALineFiresOnItsLeft() {
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            float[] p = {random.nextInt(-9, 10), random.nextInt(-9, 10)};
            float[] q = {p[0] + random.nextInt(1, 9), p[1] + random.nextInt(-9, 10)};
            float[] along = {q[0] - p[0], q[1] - p[1]};
            LineNeuron neuron = LineToWeights.neuron(p, q);
            for (int t = -3; t <= 3; t++) {
                float[] on = {p[0] + t * along[0], p[1] + t * along[1]};
                assertEquals(0, neuron.predict(on)[0]);
                assertEquals(1, neuron.predict(new float[] {on[0] - along[1] / 8, on[1] + along[0] / 8})[0]);
                assertEquals(0, neuron.predict(new float[] {on[0] + along[1] / 8, on[1] - along[0] / 8})[0]);
            }
        }
    }
}
