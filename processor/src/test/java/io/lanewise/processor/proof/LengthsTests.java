package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Trainer;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models with axes of variable length: in a call of some length they compute the bits of the same model with that fixed size, which
 * other proofs compare with PyTorch.
 */
class LengthsTests {
    private static final int[] TIMES = {1, 2, 5, 16, 17, 20};
    private static final int[] STEPS = {3, 16, 1, 7, 18, 5};
    private static final int MAX_TIME = 20;
    private static final int MAX_STEPS = 18;
    private static final int EXAMPLES = 3;
    private static final Pattern AXIS = Pattern.compile("shape = (\\{?)0(.*?), axis = \"(\\w+)\", max = \\d+");
    private static final String HEAD = """
            package lengths;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import static io.lanewise.annotations.Padding.SAME;
            import static io.lanewise.annotations.Reduction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model
            """;

    private static final String TIME = "axis = \"time\", max = " + MAX_TIME;
    private static final String STEP = "axis = \"steps\", max = " + MAX_STEPS;

    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("Chain", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Dense(units = 17, activation = GELU) Tensor h(Tensor x);
                @Dropout(rate = 0.4f) Tensor d(Tensor h);
                @LogSoftmax Tensor l(Tensor d);
                @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor l);""");
        MODELS.put("Masked", """
                @Input(shape = {0, 16}, TIME) Tensor x();
                @Input(shape = 0, TIME) Tensor mask();
                @Dense(units = 4, activation = TANH) Tensor h(Tensor x);
                @PRelu Tensor p(Tensor h);
                @Dense(units = 16) @Loss(value = HUBER, target = "x", mask = "mask") Tensor y(Tensor p);
                @Dense(units = 5, activation = SOFTMAX)
                @Loss(value = CROSS_ENTROPY, ignoreIndex = 2, sampleWeights = true, reduction = SUM) Tensor z(Tensor h);""");
        MODELS.put("Row", """
                @Input(shape = 0, TIME) Tensor x();
                @Softmax Tensor s(Tensor x);
                @Dropout(rate = 0.3f) Tensor d(Tensor s);
                @L2Normalize Tensor l(Tensor d);
                @Multiply @Loss(MEAN_SQUARED) Tensor y(Tensor l, Tensor x);""");
        MODELS.put("Scores", """
                @Input(shape = {0, 6}, TIME) Tensor x();
                @Input(shape = {0, 6}, STEP) Tensor memory();
                @Dense(units = 7) Tensor q(Tensor x);
                @Dense(units = 7) Tensor k(Tensor memory);
                @Dense(units = 9) Tensor v(Tensor memory);
                @MatMul(transposeSecond = true) Tensor raw(Tensor q, Tensor k);
                @Rescaling(scale = 0.5f) Tensor scaled(Tensor raw);
                @Softmax Tensor scores(Tensor scaled);
                @MatMul Tensor seen(Tensor scores, Tensor v);
                @Concatenate(axis = 2) Tensor both(Tensor seen, Tensor q);
                @Permute(dims = {2, 1}) Tensor turned(Tensor both);
                @Permute(dims = {2, 1}) Tensor back(Tensor turned);
                @Activate(TANH) @Loss(MEAN_SQUARED) Tensor w(Tensor back);
                @Dense(units = 2) @Loss(MEAN_ABSOLUTE) Tensor y(Tensor both);
                @Dense(units = 3) @Loss(value = MEAN_SQUARED, weight = 0.5f) Tensor z(Tensor v);""");
        MODELS.put("Tokens", """
                @Input(shape = 0, TIME, type = DataType.INT) Tensor tokens();
                @Input(shape = 0, STEP, type = DataType.INT) Tensor source();
                @Input(shape = 0, STEP) Tensor mask();
                @Embedding(inputDim = 11, outputDim = 8, paddingIndex = 3) Tensor words(Tensor tokens);
                @PositionEmbedding Tensor placed(Tensor words);
                @Embedding(inputDim = 11, outputDim = 8) Tensor sources(Tensor source);
                @PositionalEncoding Tensor memory(Tensor sources);
                @MultiHeadAttention(heads = 2, causal = true, dropout = 0.3f) Tensor own(Tensor placed);
                @Add Tensor sum(Tensor placed, Tensor own);
                @LayerNormalization Tensor normal(Tensor sum);
                @RmsNormalization Tensor first(Tensor normal);
                @MultiHeadAttention(heads = 2, dropout = 0.2f)
                Tensor cross(@From("first") Tensor query, @From("memory") Tensor key, Tensor mask);
                @Attention(causal = true) Tensor plain(@From("cross") Tensor query);
                @Dense(units = 11, activation = SOFTMAX)
                @Loss(value = CROSS_ENTROPY, ignoreIndex = -1) Tensor y(Tensor plain);""");
        MODELS.put("Many", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = {0, 6}, STEP) Tensor memory();
                @Input(shape = 0, STEP) Tensor mask();
                @MultiHeadAttention(heads = 16, keySize = 2, causal = true, dropout = 0.3f) Tensor own(@From("x") Tensor query);
                @MultiHeadAttention(heads = 15, keySize = 2, valueSize = 3)
                Tensor cross(@From("own") Tensor query, @From("memory") Tensor key, Tensor mask);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor cross);""");
        MODELS.put("Padded", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = 0, TIME) Tensor mask();
                @Dense(units = 6, activation = TANH) Tensor h(Tensor x);
                @Dropout(rate = 0.5f) Tensor d(Tensor h);
                @Dense(units = 2) @Loss(value = MEAN_SQUARED, mask = "mask") Tensor y(Tensor d);""");
        MODELS.put("PaddedPools", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = 0, TIME) Tensor mask();
                @Dense(units = 18, activation = TANH) Tensor h(Tensor x);
                @GlobalAveragePooling1D Tensor mean(Tensor h, Tensor mask);
                @GlobalMaxPool1D Tensor top(Tensor h, Tensor mask);
                @Concatenate Tensor both(Tensor mean, Tensor top);
                @Dense(units = 2) @Loss(value = MEAN_SQUARED) Tensor y(Tensor both);""");
        MODELS.put("Recurrent", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = 6) Tensor state();
                @Input(shape = {0, 3}, STEP) Tensor memory();
                @Masking(0.25f) Tensor mask(Tensor x);
                @Lstm(units = 17, direction = Direction.BOTH, returnSequences = true)
                Tensor both(Tensor x, @From("mask") Tensor mask);
                @CellState Tensor cell(Tensor both);
                @Gru(units = 6, direction = Direction.BACKWARD, returnSequences = true)
                Tensor back(Tensor both, @From("state") Tensor initialState);
                @SimpleRnn(units = 4) Tensor last(Tensor back);
                @Lstm(units = 4, direction = Direction.BACKWARD) Tensor other(Tensor memory);
                @Add @Loss(MEAN_SQUARED) Tensor sum(Tensor last, Tensor other);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor c(Tensor cell);
                @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor back);""");
        MODELS.put("Pooled", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = 0, TIME) Tensor mask();
                @Dense(units = 17, activation = RELU) Tensor h(Tensor x);
                @GlobalAveragePooling1D Tensor a(Tensor h);
                @GlobalMaxPool1D Tensor b(Tensor h);
                @GlobalAveragePooling1D Tensor c(Tensor h, Tensor mask);
                @GlobalMaxPool1D Tensor d(Tensor mask, @From("h") Tensor input);
                @Concatenate Tensor all(Tensor a, Tensor b, Tensor c, Tensor d);
                @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor all);""");
        MODELS.put("Convolved", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Conv1D(filters = 17, kernelSize = 3, padding = SAME, activation = RELU) Tensor c(Tensor x);
                @Conv1D(filters = 6, kernelSize = 4, dilationRate = 3, padding = SAME) Tensor wide(Tensor c);
                @Conv1D(filters = 6, kernelSize = 3, paddings = {2, 0}, useBias = false) Tensor causal(Tensor c);
                @Conv1D(filters = 6, kernelSize = 2, paddings = {0, 1}) Tensor ahead(Tensor x);
                @Conv1D(filters = 6, kernelSize = 1) Tensor each(Tensor c);
                @Add Tensor sum(Tensor wide, Tensor causal, Tensor ahead, Tensor each);
                @Dropout(rate = 0.3f) Tensor d(Tensor sum);
                @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor d);
                @Conv1D(filters = 2, kernelSize = 3, padding = SAME) @Loss(MEAN_SQUARED) Tensor raw(Tensor d);
                @GlobalMaxPool1D @Loss(value = MEAN_SQUARED, weight = 0.5f) Tensor top(Tensor wide);""");
        MODELS.put("Normalized", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Conv1D(filters = 17, kernelSize = 3, padding = SAME) Tensor c(Tensor x);
                @BatchNormalization Tensor n(Tensor c);
                @Activate(RELU) Tensor r(Tensor n);
                @BatchNormalization(center = false) Tensor m(Tensor r);
                @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor m);
                @GlobalMaxPool1D @Loss(MEAN_SQUARED) Tensor top(Tensor m);""");
        MODELS.put("Texts", """
                @Input(shape = 0, TIME, type = DataType.INT) Tensor tokens();
                @Input(shape = 0, TIME) Tensor mask();
                @Embedding(inputDim = 11, outputDim = 8) Tensor words(Tensor tokens);
                @Conv1D(filters = 12, kernelSize = 5, padding = SAME, activation = RELU) Tensor c(Tensor words);
                @GlobalMaxPool1D Tensor top(Tensor c, Tensor mask);
                @GlobalAveragePooling1D Tensor mean(Tensor words, Tensor mask);
                @Concatenate Tensor both(Tensor top, Tensor mean);
                @Dense(units = 4, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor both);""");
        MODELS.put("Sums", """
                @Input(shape = {0, 5}, TIME) Tensor x();
                @Input(shape = {0, 3}, STEP) Tensor z();
                @Input(shape = 0, STEP) Tensor row();
                @Dense(units = 18, activation = TANH) Tensor h(Tensor x);
                @Reshape(shape = {-1, 3, 6}) Tensor heads(Tensor h);
                @Sum(axis = 1) @Output Tensor overTime(Tensor heads);
                @Mean(axis = {1, 3}) @Output Tensor ofHeads(Tensor heads);
                @Mean(axis = {1, 2}) @Loss(MEAN_SQUARED) Tensor ofFeatures(Tensor heads);
                @Sum(axis = {2, 3}, keepDims = true) @Output Tensor ofSteps(Tensor heads);
                @Mean @Loss(VALUE) Tensor of(Tensor heads);
                @Permute(dims = {2, 1}) Tensor turned(Tensor x);
                @Mean(axis = 2) @Loss(MEAN_SQUARED) Tensor alongTime(Tensor turned);
                @Sum(axis = 1) @Output Tensor acrossTime(Tensor turned);
                @Dense(units = 5) Tensor k(Tensor z);
                @MatMul(transposeSecond = true) Tensor scores(Tensor x, Tensor k);
                @Mean(keepDims = true) @Loss(VALUE) Tensor ofBoth(Tensor scores);
                @Mean(axis = 1) @Output Tensor ofColumns(Tensor scores);
                @Sum(axis = -1) @Output Tensor ofRows(Tensor scores);
                @Mean @Loss(MEAN_SQUARED) Tensor ofRow(Tensor row);""");
        MODELS.put("Blocks", """
                @Input(shape = {0, 4}, TIME) Tensor x();
                @Apply(Residual.class) @Repeat(3) Tensor r(Tensor x);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor r);

                @Block
                interface Residual {
                    @Input Tensor x();

                    @Dense(units = 4, activation = SWISH) Tensor h(Tensor x);

                    @Add @Output Tensor y(Tensor x, Tensor h);
                }""".replace("SWISH", "SILU"));
    }

    /** What users write. */
    private static final String USE = """
            package lengths;
            import io.lanewise.runtime.Gradients;
            import io.lanewise.runtime.data.Dataset;
            import java.util.Arrays;
            public class Use {
                public static float[][] run(float[] x, int[] y, int count, int time) {
                    ChainModel model = ChainModel.create(5);
                    float[] batch = new float[count * time * 3];
                    model.predict(x, count, time, batch);
                    float[] called = model.call(count).x(x).time(time).run().y();
                    float[] one = model.predict(Arrays.copyOf(x, time * 5), time);
                    Gradients g = model.gradients(x, y, count, time);
                    return new float[][] {batch, called, one, {g.loss()}, g.ofInput("x")};
                }
                public static float[] predicted(float[] x, int count, int time, int threads) {
                    ChainModel model = ChainModel.create(5);
                    model.threads(threads);
                    float[] batch = new float[count * time * 3];
                    model.predict(x, count, time, batch);
                    return batch;
                }
                public static Dataset data(float[] x, int[] y, int time) {
                    return ChainModel.data(x, y, time);
                }
            }
            """;

    private static ModelCompiler.Compiled compiled;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new LinkedHashMap<>();
        MODELS.forEach((name, body) -> {
            String text = body.replace("TIME", TIME).replace("STEP", STEP);
            put(sources, name, text);
            for (int i = 0; i < TIMES.length; i++) {
                int time = TIMES[i];
                int steps = STEPS[i];
                put(sources, name + time, AXIS.matcher(text).replaceAll(found -> {
                    int size = found.group(3).equals("time") ? time : steps;
                    return "shape = " + found.group(1) + size + found.group(2) + ", axis = \"" + found.group(3) + "\"";
                }));
            }
        });
        sources.put("lengths/Use.java", USE);
        compiled = ModelCompiler.compile(sources);
    }

    private static void put(Map<String, String> sources, String name, String body) {
        sources.put("lengths/" + name + ".java", HEAD + "interface " + name + " {\n" + body + "\n}\n");
    }

    private static CompiledModel model(String name) throws ClassNotFoundException {
        return CompiledModel.create(compiled.files().loader().loadClass("lengths." + name + "Model"), 5);
    }

    private static Object[] arrays(Signature signature, long seed) {
        return Arguments.of(signature, Map.of(), EXAMPLES, seed);
    }

    private static int[] lengths(CompiledModel model, int index) {
        return model.signature().axes().stream()
                .mapToInt(axis -> axis.name().equals("time") ? TIMES[index] : STEPS[index])
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Chain",
                "Masked",
                "Row",
                "Scores",
                "Blocks",
                "Padded",
                "PaddedPools",
                "Tokens",
                "Recurrent",
                "Pooled",
                "Sums",
                "Convolved",
                "Normalized",
                "Texts"
            })
    void callOfALengthHasTheBitsOfTheFixedSize(String name) throws Exception {
        CompiledModel any = model(name);
        Weights weights = any.network().weights();
        // One object for calls of all lengths, which leave it as they found it, and scratch that is never clean.
        Gradients gradients = Gradients.of(any.network());
        for (int i = 0; i < TIMES.length; i++) {
            int[] lengths = lengths(any, i);
            CompiledModel fixed = model(name + TIMES[i]);
            for (String parameter : any.network().parameters().names()) {
                int length = fixed.network().parameters().get(parameter).length;
                // Of a table of steps, those that the call has.
                float[] values = any.network().parameters().get(parameter);
                fixed.network().parameters().set(parameter, Arrays.copyOf(values, length));
            }
            Object[] arrays = arrays(fixed.signature(), i);
            Batch batch = Batch.of(EXAMPLES, arrays);
            Batch called = Batch.of(EXAMPLES, arrays).lengths(lengths);
            String where = name + " at " + Arrays.toString(lengths);
            float[][] expected = fixed.predict(batch, 2);
            float[][] found = new float[expected.length][];
            for (int o = 0; o < found.length; o++) {
                found[o] = new float[expected[o].length];
            }
            float[] scratch = weights.take();
            Arrays.fill(scratch, 7);
            weights.code().predict(weights.current(), called, 0, 2, found, scratch);
            weights.code().predict(weights.current(), called, 2, 1, found, scratch);
            weights.give(scratch);
            for (int o = 0; o < found.length; o++) {
                assertArrayEquals(expected[o], found[o], where);
            }
            // Factors of dropout count the places of scores as the greatest lengths have them, not as the fixed size
            // has.
            boolean ofScores = name.equals("Tokens");
            for (TrainingStep step :
                    List.of(TrainingStep.EVALUATE, ofScores ? TrainingStep.EVALUATE : TrainingStep.of(3, 4))) {
                Gradients due = fixed.gradients(batch, step);
                gradients.fill(weights, called, step);
                // The mean over positions divides by one number here, by two there.
                assertEquals(due.loss(), gradients.loss(), 1e-6f * Math.abs(due.loss()), where);
                for (String parameter : any.network().parameters().names()) {
                    float[] all = gradients.of(parameter);
                    float[] some = due.of(parameter);
                    close(some, Arrays.copyOf(all, some.length), where + " d " + parameter);
                    assertArrayEquals(
                            new float[all.length - some.length], Arrays.copyOfRange(all, some.length, all.length));
                }
                for (Signature.Argument input : any.signature().inputs()) {
                    if (input.isInts()) {
                        continue;
                    }
                    close(due.ofInput(input.name()), gradients.ofInput(input.name()), where + " d " + input.name());
                }
            }
        }
    }

    private static Object use(String method, Object... arguments) throws Exception {
        Class<?> use = compiled.files().loader().loadClass("lengths.Use");
        for (Method each : use.getMethods()) {
            if (each.getName().equals(method)) {
                try {
                    return each.invoke(null, arguments);
                } catch (InvocationTargetException e) {
                    throw (Exception) e.getCause();
                }
            }
        }
        throw new AssertionError("No " + method);
    }

    @Test
    void lengthIsAnArgument() throws Exception {
        CompiledModel fixed = model("Chain17");
        Object[] arrays = arrays(fixed.signature(), 9);
        Batch batch = Batch.of(EXAMPLES, arrays);
        float[] expected = fixed.predict(batch, EXAMPLES)[0];
        float[][] found = (float[][]) use("run", arrays[0], arrays[1], EXAMPLES, 17);
        assertArrayEquals(expected, found[0]);
        assertArrayEquals(expected, found[1]);
        assertArrayEquals(Arrays.copyOf(expected, 17 * 3), found[2]);
        Gradients gradients = fixed.gradients(batch, TrainingStep.EVALUATE);
        assertEquals(gradients.loss(), found[3][0], 1e-6f * gradients.loss());
        close(gradients.ofInput("x"), found[4], "d x");

        IllegalArgumentException tooLong =
                assertThrows(IllegalArgumentException.class, () -> use("run", new float[21 * 5], new int[21], 1, 21));
        assertEquals("The length of 'time' is 21. It must be from 1 to 20.", tooLong.getMessage());
        IllegalArgumentException other =
                assertThrows(IllegalArgumentException.class, () -> use("run", new float[6 * 5], new int[6], 1, 5));
        assertEquals(
                "'x' has 30 numbers, but 1 example of 25 are 25. Pass the examples one after the other, each complete.",
                other.getMessage());
    }

    @Test
    void dataOfSeveralLengthsTrainsOneModel() throws Exception {
        CompiledModel model = model("Chain");
        Dataset brief = (Dataset) use(
                "data",
                arrays(model("Chain5").signature(), 1)[0],
                arrays(model("Chain5").signature(), 1)[1],
                5);
        Dataset longer = (Dataset) use(
                "data",
                arrays(model("Chain17").signature(), 2)[0],
                arrays(model("Chain17").signature(), 2)[1],
                17);
        Training training = Training.of(model.network(), Adam.of(0.05), 3);
        double before = training.evaluate(brief, 2).loss()
                + training.evaluate(longer, 2).loss();
        for (int epoch = 0; epoch < 60; epoch++) {
            brief.batches(2).shuffled(1, epoch).forEach(training::step);
            longer.batches(2).shuffled(1, epoch).forEach(training::step);
        }
        training.publish();
        double after = Evaluation.of(model.network(), brief, 2).loss()
                + Evaluation.of(model.network(), longer, 1).loss();
        assertTrue(after < 0.8 * before, after + " from " + before);
        Trainer trainer = Trainer.of(model.network());
        float loss = trainer.step(brief.floats("x"), brief.ints("y"), 5);
        assertEquals(Evaluation.of(model.network(), brief, EXAMPLES).loss(), loss, 0.5 * loss);
        IllegalArgumentException without =
                assertThrows(IllegalArgumentException.class, () -> trainer.step(brief.floats("x"), brief.ints("y")));
        assertEquals(
                "Chain has 1 axes of variable length (time) but was given 0 lengths. Pass one for each.",
                without.getMessage());
    }

    /** A team shares calls of any length. */
    @ParameterizedTest
    @ValueSource(ints = {5, 17})
    void threadsChangeNoBit(int time) throws Exception {
        int count = 1500;
        Object[] arrays = Arguments.of(model("Chain" + time).signature(), Map.of(), count, 6);
        assertArrayEquals((float[]) use("predicted", arrays[0], count, time, 1), (float[])
                use("predicted", arrays[0], count, time, 2));
        Dataset data = (Dataset) use("data", arrays[0], arrays[1], time);
        Map<Integer, float[]> trained = new LinkedHashMap<>();
        for (int threads : new int[] {1, 2}) {
            CompiledModel model = model("Chain");
            Training training = Training.of(model.network(), Adam.of(0.05), 3).threads(threads);
            data.batches(500).forEach(training::step);
            training.publish();
            trained.put(threads, model.network().parameters().get("h.weight"));
        }
        assertArrayEquals(trained.get(1), trained.get(2));
    }

    /** Nor of a mean or a maximum over the real ones. */
    @ParameterizedTest
    @ValueSource(strings = {"Padded", "PaddedPools"})
    void paddingChangesNoBitOfARealPosition(String name) throws Exception {
        CompiledModel model = model(name);
        Object[] brief = arrays(model(name + "5").signature(), 4);
        Arrays.fill((float[]) brief[1], 1);
        Object[] padded = arrays(model(name + "17").signature(), 5);
        Arrays.fill((float[]) padded[1], 0);
        for (int e = 0; e < EXAMPLES; e++) {
            System.arraycopy(brief[0], e * 25, padded[0], e * 85, 25);
            System.arraycopy(brief[1], e * 5, padded[1], e * 17, 5);
            // The target is of each step, or of all.
            int steps = name.equals("Padded") ? 5 : 1;
            System.arraycopy(brief[2], e * steps * 2, padded[2], e * (steps == 5 ? 34 : 2), steps * 2);
        }
        for (TrainingStep step : List.of(TrainingStep.EVALUATE, TrainingStep.of(3, 4))) {
            Gradients due = model.gradients(Batch.of(EXAMPLES, brief).lengths(5), step);
            Gradients found = model.gradients(Batch.of(EXAMPLES, padded).lengths(17), step);
            assertEquals(due.loss(), found.loss());
            for (String parameter : model.network().parameters().names()) {
                assertArrayEquals(due.of(parameter), found.of(parameter), parameter);
            }
            for (int e = 0; e < EXAMPLES; e++) {
                assertArrayEquals(
                        Arrays.copyOfRange(due.ofInput("x"), e * 25, e * 25 + 25),
                        Arrays.copyOfRange(found.ofInput("x"), e * 85, e * 85 + 25));
                assertArrayEquals(new float[60], Arrays.copyOfRange(found.ofInput("x"), e * 85 + 25, e * 85 + 85));
            }
        }
    }

    /** In attention, too, with dropout of scores, whose places are those of the greatest lengths. */
    @Test
    void paddingChangesNoBitOfATokenBeforeIt() throws Exception {
        CompiledModel model = model("Tokens");
        Object[] brief = arrays(model.signature().at(5, 6), 4);
        Object[] padded = arrays(model.signature().at(17, 16), 5);
        Arrays.fill((float[]) brief[2], 1);
        Arrays.fill((float[]) padded[2], 0);
        Arrays.fill((int[]) padded[3], -1);
        for (int e = 0; e < EXAMPLES; e++) {
            System.arraycopy(brief[0], e * 5, padded[0], e * 17, 5);
            System.arraycopy(brief[1], e * 6, padded[1], e * 16, 6);
            System.arraycopy(brief[2], e * 6, padded[2], e * 16, 6);
            System.arraycopy(brief[3], e * 5, padded[3], e * 17, 5);
        }
        for (TrainingStep step : List.of(TrainingStep.EVALUATE, TrainingStep.of(3, 4))) {
            Gradients due = model.gradients(Batch.of(EXAMPLES, brief).lengths(5, 6), step);
            Gradients found = model.gradients(Batch.of(EXAMPLES, padded).lengths(17, 16), step);
            assertEquals(due.loss(), found.loss());
            for (String parameter : model.network().parameters().names()) {
                assertArrayEquals(due.of(parameter), found.of(parameter), parameter);
            }
        }
    }

    private static void close(float[] due, float[] found, String where) {
        double largest = 0;
        for (float each : due) {
            largest = Math.max(largest, Math.abs(each));
        }
        assertArrayEquals(due, found, (float) (2e-6 * largest), where);
    }
}
