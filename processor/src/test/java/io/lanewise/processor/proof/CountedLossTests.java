package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Training;
import io.lanewise.training.metric.Metrics;
import io.lanewise.training.optimizer.Sgd;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What of a batch counts: in the loss, in the mean over batches, and for metrics. */
class CountedLossTests {
    private static final int EXAMPLES = 7;
    private static final String HEAD = """
            package counted;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model
            """;
    private static ModelCompiler.Compiled compiled;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new LinkedHashMap<>();
        put(sources, "Weighted", """
                @Input(shape = 3) Tensor x();
                @Dense(units = 4, activation = SOFTMAX, kernelRegularizer = @Regularizer(l2 = 0.01f))
                @Loss(value = CROSS_ENTROPY, classWeights = {1, 0, 4, 0.25f}) Tensor y(Tensor x);""");
        put(sources, "Ignored", """
                @Input(shape = {5, 3}, axis = "time") Tensor x();
                @Dense(units = 4, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, ignoreIndex = -100) Tensor y(Tensor x);""");
        put(sources, "Masked", """
                @Input(shape = {5, 3}, axis = "time") Tensor x();
                @Input(shape = 5) Tensor mask();
                @Activate(THRESHOLD) Tensor counts(Tensor mask);
                @Dense(units = 1, activation = SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, mask = "counts") Tensor y(Tensor x);
                @Dense(units = 2) @Loss(value = MEAN_SQUARED, mask = "counts", weight = 0.5f) Tensor z(Tensor x);""");
        String tokens = """
                @Input(shape = %s, axis = "time", type = DataType.INT) Tensor k();
                @Embedding(inputDim = 6, outputDim = 3) Tensor e(Tensor k);
                @Dense(units = 5, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, %s ignoreIndex = 2) Tensor y(Tensor e);""";
        put(sources, "Tokens", tokens.formatted("5", "target = \"k\","));
        put(sources, "Labels", tokens.formatted("5", ""));
        put(sources, "AnyTokens", tokens.formatted("0, max = 5", "target = \"k\","));
        put(sources, "AnyLabels", tokens.formatted("0, max = 5", ""));
        put(sources, "One", """
                @Input(shape = 3) Tensor x();
                @Input(shape = 1, type = DataType.INT) Tensor k();
                @Softmax @Loss(value = CROSS_ENTROPY, target = "k", labelSmoothing = 0.1f) Tensor y(Tensor x);
                @Softmax @Loss(value = CROSS_ENTROPY, labelSmoothing = 0.1f) Tensor z(Tensor x);""");
        put(sources, "Two", """
                @Input(shape = 3) Tensor x();
                @Softmax @Loss(value = CROSS_ENTROPY, classWeights = {1, 0, 4}) Tensor label(Tensor x);
                @Softmax @Loss(value = CROSS_ENTROPY, classWeights = {1, 2, 3}) Tensor Label(Tensor x);""");
        put(sources, "Sampled", """
                @Input(shape = 3) Tensor x();
                @Softmax @Loss(value = CROSS_ENTROPY, sampleWeights = true) Tensor y(Tensor x);
                @Activate(EXPONENTIAL) @Loss(value = POISSON, sampleWeights = true) Tensor rate(Tensor x);
                @Activate(SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, sampleWeights = true) Tensor bit(Tensor x);
                @Activate(LINEAR) @Loss(value = COSINE_SIMILARITY, sampleWeights = true) Tensor way(Tensor x);
                @Activate(LINEAR) @Loss(value = MEAN_SQUARED, sampleWeights = true) Tensor size(Tensor x);""");
        compiled = ModelCompiler.compile(sources);
    }

    private static void put(Map<String, String> sources, String name, String body) {
        sources.put("counted/" + name + ".java", HEAD + "interface " + name + " {\n" + body + "\n}\n");
    }

    private static CompiledModel model(String name) throws ClassNotFoundException {
        return CompiledModel.create(compiled.files().loader().loadClass("counted." + name + "Model"), 3);
    }

    private static float[] floats(int length, long seed) {
        Random random = new Random(seed);
        float[] floats = new float[length];
        for (int i = 0; i < length; i++) {
            floats[i] = (float) random.nextGaussian();
        }
        return floats;
    }

    private static Object[] arguments(String name) {
        return switch (name) {
            case "Weighted" -> new Object[] {floats(EXAMPLES * 3, 1), new int[] {1, 1, 0, 2, 3, 2, 1}};
            case "Ignored" -> {
                int[] labels = new Random(2).ints(EXAMPLES * 5, 0, 4).toArray();
                Arrays.fill(labels, 0, 12, -100);
                yield new Object[] {floats(EXAMPLES * 15, 1), labels};
            }
            default -> {
                float[] mask = new float[EXAMPLES * 5];
                Arrays.fill(mask, 11, 20, 1);
                Arrays.fill(mask, 25, 35, 1);
                float[] bits = new float[EXAMPLES * 5];
                Arrays.fill(bits, 3, 30, 1);
                yield new Object[] {floats(EXAMPLES * 15, 1), mask, bits, floats(EXAMPLES * 10, 4)};
            }
        };
    }

    /** Batches of two hold one of nothing that counts, and all count for different numbers. */
    @Test
    void lossOfBatchesIsThatOfAllTogether() throws ClassNotFoundException {
        for (String name : new String[] {"Weighted", "Ignored", "Masked"}) {
            CompiledModel model = model(name);
            Object[] all = arguments(name);
            float whole = model.gradients(Batch.of(EXAMPLES, all), TrainingStep.EVALUATE)
                    .loss();
            Dataset data = Dataset.of(model.signature(), all);
            for (int batch : new int[] {1, 2, 3, EXAMPLES}) {
                double loss = Evaluation.of(model.network(), data, batch).loss();
                assertEquals(whole, loss, 1e-5 * whole, name + " in batches of " + batch);
            }
        }
    }

    /** An input of integers that is a target of classes, too: the bits of the same labels as an argument. */
    @Test
    void tokensAreTheirOwnTarget() throws ClassNotFoundException {
        CompiledModel tokens = model("Tokens");
        CompiledModel labels = model("Labels");
        int[] k = new Random(5).ints(EXAMPLES * 5, 0, 5).toArray();
        Gradients own = tokens.gradients(Batch.of(EXAMPLES, k), TrainingStep.EVALUATE);
        Gradients given = labels.gradients(Batch.of(EXAMPLES, k, k), TrainingStep.EVALUATE);
        assertEquals(given.loss(), own.loss());
        assertTrue(own.loss() > 1, () -> "loss " + own.loss());
        for (String name : tokens.network().parameters().names()) {
            assertArrayEquals(given.of(name), own.of(name), name);
        }
        // Of variable length, shorter than can be.
        int[] few = Arrays.copyOf(k, EXAMPLES * 3);
        Gradients any = model("AnyTokens").gradients(Batch.of(EXAMPLES, few).length(0, 3), TrainingStep.EVALUATE);
        Gradients labelled =
                model("AnyLabels").gradients(Batch.of(EXAMPLES, few, few).length(0, 3), TrainingStep.EVALUATE);
        assertEquals(labelled.loss(), any.loss());
        assertArrayEquals(labelled.of("e.weight"), any.of("e.weight"));

        CompiledModel one = model("One");
        float[] x = floats(EXAMPLES * 3, 1);
        int[] classes = {2, 0, 1, 1, 0, 2, 2};
        float both = one.gradients(Batch.of(EXAMPLES, x, classes, classes), TrainingStep.EVALUATE)
                .loss();
        assertEquals(both, 2 * logLoss(x, classes), 1e-5 * both);
        // A token that no class is refused, though the table has a row for it.
        int[] wrong = k.clone();
        wrong[3] = 5;
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Dataset.of(tokens.signature(), wrong));
        assertTrue(String.valueOf(refused.getMessage()).contains("Integer 5"), refused::getMessage);
    }

    /** Cross-entropy of a softmax, the labels smoothed by a tenth, in double. */
    private static double logLoss(float[] x, int[] classes) {
        double loss = 0;
        for (int i = 0; i < classes.length; i++) {
            double sum = 0;
            double row = 0;
            for (int j = 0; j < 3; j++) {
                sum += Math.exp(x[3 * i + j]);
                row += (0.1 / 3 + (j == classes[i] ? 0.9 : 0)) * x[3 * i + j];
            }
            loss += Math.log(sum) - row;
        }
        return loss / classes.length;
    }

    @Test
    void accumulatedGradientIsThatOfAllTogether() throws ClassNotFoundException {
        for (String name : new String[] {"Weighted", "Ignored", "Masked"}) {
            CompiledModel model = model(name);
            Object[] all = arguments(name);
            Dataset data = Dataset.of(model.signature(), all);
            Gradients whole = model.gradients(Batch.of(EXAMPLES, all), TrainingStep.EVALUATE);
            Map<String, float[]> before = new LinkedHashMap<>();
            for (String parameter : model.network().parameters().names()) {
                before.put(parameter, model.network().parameters().get(parameter));
            }
            Training training = Training.of(model.network(), Sgd.of(1), 1);
            for (Batch batch : data.batches(2)) {
                training.accumulate(batch);
            }
            training.step();
            training.publish();
            before.forEach((parameter, values) -> {
                float[] after = model.network().parameters().get(parameter);
                float[] gradient = whole.of(parameter);
                for (int i = 0; i < after.length; i++) {
                    // A step of rate 1 shows the gradient, up to the rounding of the parameter.
                    double scale = Math.abs(values[i]) + Math.abs(gradient[i]) + 0.1;
                    assertEquals(values[i] - gradient[i], after[i], 1e-6 * scale, name + " " + parameter);
                }
            });
        }
    }

    @Test
    void whatDoesNotCountMayBeAnything() throws ClassNotFoundException {
        CompiledModel model = model("Sampled");
        float[] x = {1, 2, 3, Float.NaN, Float.POSITIVE_INFINITY, -1, 0.5f, -0.5f, 0};
        float[] weights = {2, 0, 0.5f};
        float[] targets = {0, 1, 1, 1, 0, 1, 0, 0, 1};
        float[] goals = {0, 1, 1, Float.NaN, Float.NEGATIVE_INFINITY, 1, 0, 0, 1};
        Gradients found = model.gradients(
                Batch.of(
                        3,
                        x,
                        new int[] {0, 1, 2},
                        targets,
                        targets,
                        goals,
                        goals,
                        weights,
                        weights,
                        weights,
                        weights,
                        weights),
                TrainingStep.EVALUATE);
        float[] plain = x.clone();
        Arrays.fill(plain, 3, 6, 1);
        Gradients same = model.gradients(
                Batch.of(
                        3,
                        plain,
                        new int[] {0, 0, 2},
                        targets,
                        targets,
                        targets,
                        targets,
                        weights,
                        weights,
                        weights,
                        weights,
                        weights),
                TrainingStep.EVALUATE);
        assertTrue(Float.isFinite(found.loss()));
        assertEquals(same.loss(), found.loss());
        float[] gradient = found.ofInput("x");
        assertArrayEquals(same.ofInput("x"), gradient);
        assertArrayEquals(new float[3], Arrays.copyOfRange(gradient, 3, 6));
    }

    @Test
    void metricsJudgeWhatCounts() throws ClassNotFoundException {
        CompiledModel model = model("Ignored");
        Object[] all = arguments("Ignored");
        float[] p = model.predict(Batch.of(EXAMPLES, all), 2)[0];
        int[] labels = (int[]) all[1];
        int right = 0;
        int asked = 0;
        for (int i = 0; i < labels.length; i++) {
            int largest = 0;
            for (int c = 1; c < 4; c++) {
                largest = p[4 * i + c] > p[4 * i + largest] ? c : largest;
            }
            asked += labels[i] >= 0 ? 1 : 0;
            right += labels[i] == largest ? 1 : 0;
        }
        Dataset data = Dataset.of(model.signature(), all);
        assertEquals(
                (double) right / asked, Evaluation.of(model.network(), data, 3).accuracy());

        CompiledModel masked = model("Masked");
        Object[] arguments = arguments("Masked");
        float[][] outputs = masked.predict(Batch.of(EXAMPLES, arguments), 2);
        float[] mask = (float[]) arguments[1];
        double error = 0;
        int counted = 0;
        for (int i = 0; i < 2 * mask.length; i++) {
            if (mask[i / 2] != 0) {
                error += Math.abs((double) outputs[1][i] - ((float[]) arguments[3])[i]);
                counted++;
            }
        }
        Evaluation evaluation = Evaluation.of(
                masked.network(),
                Dataset.of(masked.signature(), arguments),
                2,
                Metrics.meanAbsoluteError().on("z"));
        assertEquals(error / counted, evaluation.metric("z_mae"), 1e-9);
    }

    @Test
    void labelsBesideTheIgnoredOneAreChecked() throws ClassNotFoundException {
        CompiledModel model = model("Ignored");
        Object[] all = arguments("Ignored");
        ((int[]) all[1])[20] = -1;
        String text = assertThrows(IllegalArgumentException.class, () -> Dataset.of(model.signature(), all))
                .getMessage();
        assertEquals(
                "Label -1 at index 20 of 'y' is out of range. Labels must be from 0 to 3, or -100 at positions that do not"
                        + " count.",
                text);
    }

    @Test
    void namesThatDifferInCaseHaveWeightsOfTheirOwn() throws ClassNotFoundException {
        CompiledModel model = model("Two");
        float[] x = {0, 0, 0};
        // Behind one example the weight cancels; of two with labels 0 and 2 it does not.
        float[] both = {0, 0, 0, 3, 0, 0};
        Gradients one = model.gradients(Batch.of(1, x, new int[] {0}, new int[] {2}), TrainingStep.EVALUATE);
        assertEquals(2 * Math.log(3), one.loss(), 1e-6);
        Gradients two = model.gradients(Batch.of(2, both, new int[] {0, 2}, new int[] {0, 2}), TrainingStep.EVALUATE);
        double first = Math.log(3);
        double second = Math.log(Math.exp(3) + 2);
        assertEquals((first + 4 * second) / 5 + (first + 3 * second) / 4, two.loss(), 1e-5);
    }
}
