package io.lanewise.samples.lessons.gradients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.lessons.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact values were computed with 40 decimal digits. */
final class GradientsTests {
    @Test
    void oneNeuron() {
        check(
                OneNeuron.steps(),
                0.62245933120185459,
                0.14253695659655094,
                -0.17744691734927376,
                -0.35489383469854752,
                -0.17744691734927376,
                -0.088723458674636879,
                0.04436172933731844);
    }

    @Test
    void twoHiddenNeurons() {
        check(
                TwoHiddenNeurons.steps(),
                0.78601984180841056,
                1.5418719869898232,
                0.78601984180841056,
                0.61097311391823017,
                0.14339008136408865,
                0.20409569593218166,
                0.20409569593218166,
                -0.40819139186436332,
                -0.23446414132521742,
                -0.23446414132521742,
                0.46892828265043485,
                0.27789595396000388,
                -0.0803319416486976);
    }

    @Test
    void onPaper() {
        List<Step> steps = OnPaper.steps();
        check(
                steps,
                20.0318831191153,
                25.319847724437498,
                10.063766238230595,
                8.8641358960859744,
                5.7861848049352652e-18,
                42.265236000583585,
                -84.530472001167169,
                211.32618000291791,
                -5.7861848049352657e-17,
                1.1572369609870531e-16,
                -2.8930924024676328e-16,
                42.265236000583585,
                -8.4530472001167158);
        assertEquals(20, Math.rint(steps.get(0).compiled()), "ŷ as on paper");
        assertEquals(10, Math.rint(steps.get(2).compiled()), "∂L/∂b_C as on paper");
    }

    @Test
    void theComputationGraph() {
        check(ComputationGraph.steps(), 51, 3, 9, 15);
    }

    @Test
    void theGradientOfSoftmax() {
        double[] s = SoftmaxGradient.softmax();
        double[] formula = SoftmaxGradient.formula();
        float[] compiled = SoftmaxGradient.compiled();
        assertEquals(16, compiled.length);
        for (int i = 0; i < 4; i++) {
            double sum = 0;
            for (int j = 0; j < 4; j++) {
                double exact = formula[4 * i + j];
                // The same on absolute values: s·(δ + s), the sum behind softmax being of four.
                double scale = s[i] * ((i == j ? 1 : 0) + s[j]);
                double bound = 1e-5 * Math.abs(exact) + 4 * Math.sqrt(4) * 0x1p-24 * scale;
                assertEquals(exact, compiled[4 * i + j], bound);
                assertEquals(compiled[4 * j + i], compiled[4 * i + j], bound, "symmetric");
                sum += compiled[4 * i + j];
            }
            assertEquals(0, sum, 4 * Math.sqrt(4) * 0x1p-24 * 2 * s[i]);
        }
    }

    /** By hand to the last digits of double, compiled to those of float. */
    private static void check(List<Step> steps, double... exact) {
        assertEquals(exact.length, steps.size());
        for (int i = 0; i < exact.length; i++) {
            Step step = steps.get(i);
            assertEquals(
                    exact[i], step.byHand(), 1e-13 * Math.abs(exact[i]) + 1e-15 * Math.abs(step.byHand()), step.what());
            assertEquals(exact[i], step.compiled(), 1e-5 * Math.abs(exact[i]), step.what());
            assertTrue(step.compiled() != 0, step.what());
        }
    }
}
