package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.expression.Normal;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether {@code @GaussianNoise} is normal, independent from place to place, and nothing at evaluation. */
class GaussianNoiseTests {
    private static final int WIDTH = 1000;
    private static final int EXAMPLES = 1000;
    private static final int COUNT = WIDTH * EXAMPLES;
    private static final float STDDEV = 0.5f;

    private static CompiledModel model;

    /** The gradient of ½·Σ(x + noise − t)² with respect to x is the noise where x and t are 0. */
    @BeforeAll
    static void compile() throws ClassNotFoundException {
        String text = """
            package app;
            import static io.lanewise.annotations.LossFunction.*;
            import static io.lanewise.annotations.Reduction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model public interface Noise {
                @Input(shape = 1000) Tensor a();
                @Input(shape = 1000) Tensor b();
                @GaussianNoise(stddev = 0.5f) @Loss(value = HALF_SQUARED, reduction = SUM) Tensor y(Tensor a);
                @GaussianNoise(stddev = 0.5f) @Loss(value = HALF_SQUARED, reduction = SUM) Tensor z(Tensor b);
            }
            """;
        ClassLoader loader =
                ModelCompiler.compile(Map.of("app/Noise.java", text)).files().loader();
        model = CompiledModel.create(loader.loadClass("app.NoiseModel"), 1);
    }

    private static double[] drawn(String input, TrainingStep step) {
        float[] zeros = new float[COUNT];
        Batch batch = Batch.of(EXAMPLES, zeros, zeros, zeros, zeros);
        float[] noise = model.gradients(batch, step).ofInput(input);
        double[] standard = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            standard[i] = noise[i] / STDDEV;
        }
        return standard;
    }

    @Test
    void momentsAndTailsAreThoseOfTheNormalDistribution() {
        double[] z = drawn("a", TrainingStep.of(1, 1));
        double root = Math.sqrt(COUNT);
        double[] moments = new double[5];
        for (double x : z) {
            double power = 1;
            for (int k = 1; k <= 4; k++) {
                power *= x;
                moments[k] += power / COUNT;
            }
        }
        // Five standard deviations of each sample moment.
        assertEquals(0, moments[1], 5 / root, "mean");
        assertEquals(1, moments[2], 5 * Math.sqrt(2) / root, "variance");
        assertEquals(0, moments[3], 5 * Math.sqrt(15) / root, "third moment");
        assertEquals(3, moments[4], 5 * Math.sqrt(96) / root, "fourth moment");
        for (double limit : new double[] {0.5, 1, 2, 3, 4}) {
            double share = Arrays.stream(z).filter(x -> x > limit).count() / (double) COUNT;
            double expected = Normal.cdf(-limit);
            assertEquals(expected, share, 5 * Math.sqrt(expected / COUNT), "beyond " + limit);
            share = Arrays.stream(z).filter(x -> x < -limit).count() / (double) COUNT;
            assertEquals(expected, share, 5 * Math.sqrt(expected / COUNT), "beyond -" + limit);
        }
        double largest = Arrays.stream(z).map(Math::abs).max().orElse(0);
        assertTrue(largest > 4.4 && largest < 5.5, "the largest of a million is " + largest);
    }

    /** Kolmogorov and Smirnov's statistic: beyond 1.95/√n in one of a thousand samples. */
    @Test
    void theWholeCurveIsThatOfTheNormalDistribution() {
        double[] z = drawn("a", TrainingStep.of(2, 7));
        Arrays.sort(z);
        double farthest = 0;
        for (int i = 0; i < COUNT; i++) {
            double p = Normal.cdf(z[i]);
            farthest = Math.max(farthest, Math.max(p - i / (double) COUNT, (i + 1) / (double) COUNT - p));
        }
        assertTrue(farthest < 1.95 / Math.sqrt(COUNT), "distance " + farthest);
    }

    @Test
    void elementsRowsStepsSeedsAndNodesAreIndependent() {
        double[] z = drawn("a", TrainingStep.of(1, 1));
        double most = 5 / Math.sqrt(COUNT);
        assertEquals(0, correlation(z, z, 1), most, "neighbours");
        assertEquals(0, correlation(z, z, WIDTH), most, "rows");
        assertEquals(0, correlation(z, drawn("a", TrainingStep.of(1, 2)), 0), most, "steps");
        assertEquals(0, correlation(z, drawn("a", TrainingStep.of(2, 1)), 0), most, "seeds");
        assertEquals(0, correlation(z, drawn("b", TrainingStep.of(1, 1)), 0), most, "nodes");
        assertArrayEquals(z, drawn("a", TrainingStep.of(1, 1)));
    }

    private static double correlation(double[] a, double[] b, int shift) {
        double sum = 0;
        for (int i = shift; i < COUNT; i++) {
            sum += a[i] * b[i - shift];
        }
        return sum / (COUNT - shift);
    }

    @Test
    void thereIsNoneAtEvaluation() {
        double[] nothing = drawn("a", TrainingStep.EVALUATE);
        assertEquals(0, Arrays.stream(nothing).map(Math::abs).max().orElse(1));
        float[] x = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            x[i] = (i - 500) / 7f;
        }
        float[][] outputs = model.predict(Batch.of(1, x, x), 1);
        assertArrayEquals(x, outputs[0]);
    }
}
