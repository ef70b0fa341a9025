package io.lanewise.training.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule against PyTorch's own optimizers and Keras's formulas, 20 steps. */
class OptimizerTests {
    private static final Map<String, double[]> RECORDED = recorded();
    private static final int STEPS = 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd.torch",
                "momentum.torch",
                "momentum.torch.scheduled",
                "nesterov.torch",
                "nesterov.torch.scheduled",
                "adagrad.torch",
                "adagrad.other",
                "adadelta.torch",
                "adadelta.other",
                "rmsprop.torch",
                "rmsprop.momentum",
                "rmsprop.centered",
                "rmsprop.both",
                "rmsprop.both.scheduled",
                "adam.torch",
                "adam.other",
                "amsgrad.torch",
                "amsgrad.other",
                "adamw.torch",
                "adamw.other",
                "adamw.other.scheduled",
                "adamax.torch",
                "adamax.other",
                "nadam.torch",
                "nadam.other",
                "nadam.other.scheduled"
            })
    void stepsAreThoseOfPyTorch(String name) {
        boolean scheduled = name.endsWith(".scheduled");
        double[][] expected = new double[STEPS][];
        for (int step = 1; step <= STEPS; step++) {
            expected[step - 1] = RECORDED.get(name + " parameters " + step);
        }
        compare(name, optimizer(name.replace(".scheduled", "")), expected, scheduled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "momentum",
                "nesterov",
                "adagrad",
                "adadelta",
                "rmsprop",
                "rmsprop.momentum",
                "rmsprop.centered",
                "rmsprop.both",
                "adam",
                "amsgrad",
                "adamw",
                "adamax",
                "nadam",
                "ftrl",
                "ftrl.other"
            })
    void stepsAreThoseOfKeras(String name) {
        Optimizer optimizer = keras(name);
        KerasRules.Rule rule = kerasRule(name);
        for (boolean scheduled : new boolean[] {false, true}) {
            double[] start = values("all start 0");
            double[][] expected = new double[STEPS][start.length];
            for (int i = 0; i < start.length; i++) {
                double[] gradients = new double[STEPS];
                for (int step = 0; step < STEPS; step++) {
                    gradients[step] = values("all gradient " + (step + 1))[i];
                }
                double[] path = rule.run(
                        start[i], gradients, step -> optimizer.learningRate() * (scheduled ? Math.pow(0.9, step) : 1));
                for (int step = 0; step < STEPS; step++) {
                    expected[step][i] = path[step];
                }
            }
            compare(name, optimizer, expected, scheduled);
        }
    }

    /** Whole and in parts, which must give the same bits, against what is known of each step. */
    private static void compare(String name, Optimizer optimizer, double[][] expected, boolean scheduled) {
        float[] parameters = floats("all start 0");
        float[] inParts = parameters.clone();
        int length = parameters.length;
        float[][] state = state(optimizer, length);
        float[][] partState = state(optimizer, length);
        double[] before = values("all start 0");
        double[] magnitude = new double[before.length];
        double worst = 0;
        double worstOfLargest = 0;
        for (int i = 0; i < before.length; i++) {
            magnitude[i] = Math.abs(before[i]);
        }
        for (int step = 1; step <= STEPS; step++) {
            double factor = scheduled ? Math.pow(0.9, step - 1) : 1;
            float[] gradient = floats("all gradient " + step);
            optimizer.update(parameters, gradient, state, 0, length, step, factor);
            optimizer.update(inParts, gradient, partState, 16, length, step, factor);
            optimizer.update(inParts, gradient, partState, 0, 16, step, factor);
            assertArrayEquals(parameters, inParts, name);
            double[] after = expected[step - 1];
            if (after == null) {
                continue;
            }
            double largest = 0;
            for (double value : after) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int i = 0; i < after.length; i++) {
                // The sum of absolute values that went into this parameter, the longest chain being one per step.
                magnitude[i] += Math.abs(after[i] - before[i]);
                double error = Math.abs(parameters[i] - after[i]);
                worst = Math.max(
                        worst, error / (1e-5 * Math.abs(after[i]) + 4 * Math.sqrt(step) * 0x1p-24 * magnitude[i]));
                worstOfLargest = Math.max(worstOfLargest, error / largest);
            }
            before = after;
        }
        System.out.printf(
                "%s: worst error %.3f of the bound, %.1e of the largest weight%n", name, worst, worstOfLargest);
        assertTrue(worst <= 1, name + " is off by " + worst + " times the bound");
        assertTrue(worstOfLargest <= 1e-5, name + " is off by " + worstOfLargest + " of the largest weight");
        for (int i = before.length; i < length; i++) {
            assertEquals(0, Float.floatToRawIntBits(parameters[i]), name + " changed padding " + i);
        }
    }

    private static float[][] state(Optimizer optimizer, int length) {
        float[][] state = new float[optimizer.state().size()][length];
        for (int i = 0; i < state.length; i++) {
            Arrays.fill(state[i], optimizer.start(i));
        }
        return state;
    }

    @Test
    void adamTakesItsFirstStepsAtTheLearningRateWhateverTheGradient() {
        for (float gradient : new float[] {1e-3f, 1, 1e3f}) {
            float[] parameters = new float[16];
            float[] gradients = new float[16];
            gradients[0] = gradient;
            Adam.of(0.25).update(parameters, gradients, new float[2][16], 0, 16, 1, 1);
            assertEquals(-0.25f, parameters[0], 1e-5f);
        }
    }

    @Test
    void everyRuleLeavesPaddingAndWhatLiesOutsideItsRangeAlone() {
        for (Optimizer optimizer : all()) {
            float[] parameters = new float[64];
            float[] gradient = new float[64];
            for (int i = 0; i < 48; i++) {
                parameters[i] = i < 36 ? i + 1 : 0;
                gradient[i] = i < 36 ? 1 : 0;
            }
            parameters[48] = 7;
            gradient[48] = Float.NaN;
            float[][] state = state(optimizer, 48);
            for (int step = 1; step <= 3; step++) {
                optimizer.update(parameters, gradient, state, 16, 48, step, 1);
            }
            for (int i = 0; i < 64; i++) {
                if (i < 16 || i == 48) {
                    assertEquals(i == 48 ? 7 : i + 1, parameters[i], optimizer + " at " + i);
                } else if (i < 36) {
                    assertTrue(parameters[i] < i + 1, optimizer + " at " + i);
                } else {
                    assertEquals(0, Float.floatToRawIntBits(parameters[i]), optimizer + " changed padding " + i);
                }
            }
        }
    }

    @Test
    void aFactorOfZeroMovesNoWeight() {
        for (Optimizer optimizer : all()) {
            float[] parameters = floats("all start 0");
            float[] before = parameters.clone();
            float[][] state = state(optimizer, before.length);
            optimizer.update(parameters, floats("all gradient 1"), state, 0, before.length, 1, 0);
            assertArrayEquals(before, parameters, optimizer.toString());
        }
    }

    @Test
    void factorsAreThoseOfTheLearningRate() {
        for (Optimizer optimizer : List.of(Adam.of(0.01), RmsProp.of(0.01), Nadam.of(0.01), Ftrl.of(0.01))) {
            assertEquals(0.01, optimizer.learningRate());
        }
        float[] half = floats("all start 0");
        float[] whole = half.clone();
        float[] gradient = floats("all gradient 1");
        Ftrl.of(0.02).update(half, gradient, state(Ftrl.of(1), half.length), 0, half.length, 1, 0.5);
        Ftrl.of(0.01).update(whole, gradient, state(Ftrl.of(1), half.length), 0, half.length, 1, 1);
        assertArrayEquals(whole, half);
    }

    @Test
    void constantGradientsDoNotUpsetTheCenteredRule() {
        RmsProp centered = RmsProp.of(1e-4).withCentered(true);
        float[] parameters = new float[16];
        float[] gradient = new float[16];
        Arrays.fill(gradient, 0.1f);
        float[][] state = state(centered, 16);
        for (int step = 1; step <= 2000; step++) {
            centered.update(parameters, gradient, state, 0, 16, step, 1);
            assertTrue(Float.isFinite(parameters[0]), "step " + step);
        }
    }

    @Test
    void nadamsProductIsTheSameFromAnyStepOn() {
        // Far behind the step where the product no longer matters, a step is Adam's with Nesterov's look-ahead at
        // constant β₁.
        for (Nadam optimizer : List.of(Nadam.torch(), Nadam.keras(), new Nadam(1e-3, 0, 0.9, 1e-8, 0.5))) {
            float[] parameters = new float[16];
            float[] gradient = new float[16];
            gradient[0] = 1;
            float[][] state = state(optimizer, 16);
            for (long step : new long[] {1, 2, 353, 354, 10_000, 1L << 40}) {
                float before = parameters[0];
                optimizer.update(parameters, gradient, state, 0, 16, step, 1);
                assertTrue(parameters[0] < before && parameters[0] > before - 1, optimizer + " at " + step);
            }
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
        assertThrows(IllegalArgumentException.class, () -> Nesterov.of(0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Adagrad(0.1, -1, 0, 1e-10, Form.TORCH));
        assertThrows(IllegalArgumentException.class, () -> new Adadelta(1, 1, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> RmsProp.of(0.1).withMomentum(-0.1));
        assertThrows(IllegalArgumentException.class, () -> AdamW.torch().withWeightDecay(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Nadam(0.1, 0.9, 0.999, 1e-8, -1));
        String message = assertThrows(IllegalArgumentException.class, () -> new Ftrl(0.1, 0, 0, 0, 0, 0))
                .getMessage();
        assertEquals("The initial accumulator is 0.0. Pass a finite number above 0.", message);
        message = assertThrows(
                        IllegalArgumentException.class, () -> Ftrl.keras().withRegularization(-1, 0))
                .getMessage();
        assertEquals("The strength of L1 is -1.0. Pass a finite number, 0 or above.", message);
    }

    private static List<Optimizer> all() {
        List<Optimizer> all = new ArrayList<>();
        for (String key : RECORDED.keySet()) {
            String name = key.split(" ")[0];
            if (!name.equals("all") && !name.endsWith(".scheduled") && key.endsWith(" 20")) {
                all.add(optimizer(name));
            }
        }
        for (String name :
                List.of("momentum", "nesterov", "adagrad", "rmsprop.both", "adam", "amsgrad", "adamax", "ftrl")) {
            all.add(keras(name));
        }
        assertEquals(21 + 8, all.size());
        return all;
    }

    private static Optimizer optimizer(String name) {
        return switch (name) {
            case "sgd.torch" -> Sgd.torch();
            case "momentum.torch" -> Momentum.torch();
            case "nesterov.torch" -> Nesterov.torch();
            case "adagrad.torch" -> Adagrad.torch();
            case "adagrad.other" -> new Adagrad(0.05, 0.1, 0.3f, 1e-4, Form.TORCH);
            case "adadelta.torch" -> Adadelta.torch();
            case "adadelta.other" -> new Adadelta(0.5, 0.7, 1e-3);
            case "rmsprop.torch" -> RmsProp.torch();
            case "rmsprop.momentum" -> RmsProp.torch().withMomentum(0.8);
            case "rmsprop.centered" -> RmsProp.torch().withCentered(true);
            case "rmsprop.both" -> new RmsProp(1e-3, 0.9, 0.7, 1e-4, true, Form.TORCH);
            case "adam.torch" -> Adam.torch();
            case "adam.other" -> Adam.of(0.02).withBetas(0.8, 0.95).withEpsilon(1e-4);
            case "amsgrad.torch" -> AmsGrad.torch();
            case "amsgrad.other" -> new AmsGrad(0.02, 0.8, 0.5, 1e-4, Form.TORCH);
            case "adamw.torch" -> AdamW.torch();
            case "adamw.other" -> new AdamW(0.02, 0.8, 0.95, 1e-4, 0.3, Form.TORCH);
            case "adamax.torch" -> Adamax.torch();
            case "adamax.other" -> new Adamax(0.02, 0.8, 0.7, 1e-4, Form.TORCH);
            case "nadam.torch" -> Nadam.torch();
            case "nadam.other" -> new Nadam(0.02, 0.8, 0.95, 1e-4, 0.1);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Optimizer keras(String name) {
        return switch (name) {
            case "sgd" -> Sgd.keras();
            case "momentum" -> Momentum.keras();
            case "nesterov" -> Nesterov.keras();
            case "adagrad" -> Adagrad.keras();
            case "adadelta" -> Adadelta.keras();
            case "rmsprop" -> RmsProp.keras();
            case "rmsprop.momentum" -> RmsProp.keras().withMomentum(0.8);
            case "rmsprop.centered" -> RmsProp.keras().withCentered(true);
            case "rmsprop.both" -> RmsProp.keras().withMomentum(0.8).withCentered(true);
            case "adam" -> Adam.keras();
            case "amsgrad" -> AmsGrad.keras();
            case "adamw" -> AdamW.keras();
            case "adamax" -> Adamax.keras();
            case "nadam" -> Nadam.keras();
            case "ftrl" -> Ftrl.keras();
            case "ftrl.other" -> new Ftrl(0.05, 0.2, 0.01, 0.02, 0.03, 0.5);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static KerasRules.Rule kerasRule(String name) {
        return switch (name) {
            case "sgd" -> KerasRules.sgd(0, false);
            case "momentum" -> KerasRules.sgd(0.9, false);
            case "nesterov" -> KerasRules.sgd(0.9, true);
            case "adagrad" -> KerasRules.adagrad(0.1, 1e-7);
            case "adadelta" -> KerasRules.adadelta(0.95, 1e-7);
            case "rmsprop" -> KerasRules.rmsprop(0.9, 0, 1e-7, false);
            case "rmsprop.momentum" -> KerasRules.rmsprop(0.9, 0.8, 1e-7, false);
            case "rmsprop.centered" -> KerasRules.rmsprop(0.9, 0, 1e-7, true);
            case "rmsprop.both" -> KerasRules.rmsprop(0.9, 0.8, 1e-7, true);
            case "adam" -> KerasRules.adam(0.9, 0.999, 1e-7, false, 0);
            case "amsgrad" -> KerasRules.adam(0.9, 0.999, 1e-7, true, 0);
            case "adamw" -> KerasRules.adam(0.9, 0.999, 1e-7, false, 0.004);
            case "adamax" -> KerasRules.adamax(0.9, 0.999, 1e-7);
            case "nadam" -> KerasRules.nadam(0.9, 0.999, 1e-7);
            case "ftrl" -> KerasRules.ftrl(0.1, 0, 0, 0, 0);
            case "ftrl.other" -> KerasRules.ftrl(0.2, 0.01, 0.02, 0.03, 0.5);
            default -> throw new IllegalArgumentException(name);
        };
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
