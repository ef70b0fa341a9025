package io.lanewise.runtime.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule against PyTorch's own optimizers (Keras's rule for its preset), step by step. */
class OptimizerTests {
    private static final Map<String, double[]> RECORDED = recorded();
    private static final int STEPS = 12;

    @ParameterizedTest
    @CsvSource({"sgd", "momentum", "adam.torch", "adam.keras", "adam.other"})
    void stepsAreThoseOfTheReference(String name) {
        Optimizer optimizer = optimizer(name);
        int size = values("all start 0").length;
        float[] parameters = floats("all start 0");
        float[][] state = new float[optimizer.state().size()][parameters.length];
        double worst = 0;
        double[] magnitude = new double[size];
        for (int i = 0; i < size; i++) {
            magnitude[i] = Math.abs(parameters[i]);
        }
        for (int step = 1; step <= STEPS; step++) {
            double[] before = expected(name, step - 1);
            double[] after = expected(name, step);
            optimizer.update(parameters, floats("all gradient " + step), state, 0, parameters.length, step);
            for (int i = 0; i < size; i++) {
                // The sum of absolute values that went into this parameter, the longest chain being one per step.
                magnitude[i] += Math.abs(after[i] - before[i]);
                double bound = 1e-5 * Math.abs(after[i]) + 4 * Math.sqrt(step) * 0x1p-24 * magnitude[i];
                worst = Math.max(worst, Math.abs(parameters[i] - after[i]) / bound);
            }
        }
        System.out.printf("%s: worst error %.3f of the bound%n", name, worst);
        assertTrue(worst <= 1, name + " is off by " + worst + " times the bound");
    }

    @Test
    void adamTakesItsFirstStepsAtTheLearningRateWhateverTheGradient() {
        for (float gradient : new float[] {1e-3f, 1, 1e3f}) {
            float[] parameters = new float[16];
            float[] gradients = new float[16];
            gradients[0] = gradient;
            Adam.of(0.25).update(parameters, gradients, new float[2][16], 0, 16, 1);
            assertEquals(-0.25f, parameters[0], 1e-5f);
        }
    }

    @Test
    void paddingAndWhatLiesBehindTheParametersStayAsTheyAre() {
        for (String name : new String[] {"sgd", "momentum", "adam.torch", "adam.keras"}) {
            Optimizer optimizer = optimizer(name);
            float[] parameters = new float[50];
            float[] gradient = new float[50];
            for (int i = 0; i < 50; i++) {
                parameters[i] = i < 20 ? i : 0;
                gradient[i] = i < 20 ? 1 : 0;
            }
            parameters[48] = 7;
            gradient[48] = Float.NaN;
            optimizer.update(parameters, gradient, new float[optimizer.state().size()][48], 0, 48, 1);
            for (int i = 20; i < 48; i++) {
                assertEquals(0, Float.floatToRawIntBits(parameters[i]), name + " changed padding " + i);
            }
            assertEquals(7, parameters[48], name);
            assertTrue(parameters[19] < 19, name);
        }
    }

    @Test
    void argumentsOutOfRangeAreNamed() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-60, 1e60}) {
            String message = assertThrows(IllegalArgumentException.class, () -> Sgd.of(rate))
                    .getMessage();
            assertTrue(message.contains("learning rate is " + rate), message);
            assertThrows(IllegalArgumentException.class, () -> Momentum.of(rate));
            assertThrows(IllegalArgumentException.class, () -> Adam.of(rate));
        }
        assertThrows(IllegalArgumentException.class, () -> Momentum.of(0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> Adam.torch().withBetas(-0.1, 0.9));
        assertThrows(IllegalArgumentException.class, () -> Adam.torch().withBetas(0.9, 0.9999999999));
        assertThrows(IllegalArgumentException.class, () -> Adam.torch().withEpsilon(0));
    }

    private static Optimizer optimizer(String name) {
        return switch (name) {
            case "sgd" -> Sgd.standard();
            case "momentum" -> Momentum.of(0.01);
            case "adam.torch" -> Adam.torch();
            case "adam.keras" -> Adam.keras();
            case "adam.other" -> Adam.of(0.02).withBetas(0.8, 0.95).withEpsilon(1e-4);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double[] expected(String name, int step) {
        return values(step == 0 ? "all start 0" : name + " parameters " + step);
    }

    /** Padded to a whole number of panels, as flat parameters are. */
    private static float[] floats(String key) {
        double[] values = values(key);
        float[] floats = new float[(values.length + 15) / 16 * 16];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
            assertEquals(values[i], floats[i], 0, "recorded inputs must be exact in float");
        }
        return floats;
    }

    private static double[] values(String key) {
        return Objects.requireNonNull(RECORDED.get(key), key);
    }

    private static Map<String, double[]> recorded() {
        Map<String, double[]> rows = new HashMap<>();
        try (InputStream file = Objects.requireNonNull(OptimizerTests.class.getResourceAsStream("optimizers.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",");
                double[] values = new double[fields.length - 3];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.parseDouble(fields[i + 3]);
                }
                rows.put(fields[0] + " " + fields[1] + " " + fields[2], values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
