package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What attention may see and what changes nothing, and what integers an embedding takes. */
class AttentionTests {
    private static final String HEAD = """
            package attentive;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.DataType.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model
            """;
    private static final int WIDTH = 19;
    private static ModelCompiler.Compiled compiled;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new LinkedHashMap<>();
        // The scores of 70 steps are there by blocks alone.
        for (int steps : new int[] {5, 9, 70}) {
            put(sources, "Read" + steps, """
                    @Input(shape = STEPS, axis = "time", type = INT) Tensor tokens();
                    @Input(shape = STEPS, axis = "time") Tensor mask();
                    @Embedding(inputDim = 11, outputDim = 19, paddingIndex = 0) Tensor e(Tensor tokens);
                    @PositionalEncoding Tensor p(Tensor e);
                    @MultiHeadAttention(heads = 3, keySize = 5) Tensor a(Tensor p, Tensor mask);
                    @Add Tensor h(Tensor p, Tensor a);
                    @MultiHeadAttention(heads = 2, keySize = 16, causal = true) @Output Tensor y(Tensor h, Tensor mask);""".replace("STEPS", String.valueOf(steps)));
        }
        put(sources, "Next", """
                @Input(shape = 6, axis = "time", type = INT) Tensor tokens();
                @Embedding(inputDim = 5, outputDim = 8, paddingIndex = 0) Tensor e(Tensor tokens);
                @PositionEmbedding Tensor p(Tensor e);
                @MultiHeadAttention(heads = 2, causal = true) Tensor a(Tensor p);
                @Add Tensor h(Tensor p, Tensor a);
                @Dense(units = 5, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor h);""");
        compiled = ModelCompiler.compile(sources);
    }

    private static void put(Map<String, String> sources, String name, String body) {
        sources.put("attentive/" + name + ".java", HEAD + "interface " + name + " {\n" + body + "\n}\n");
    }

    private static CompiledModel model(String name) {
        try {
            return CompiledModel.create(compiled.files().loader().loadClass("attentive." + name + "Model"), 3);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** Rows of one example whose first {@code real} positions are there. */
    private static float[] read(CompiledModel model, int[] tokens, int real) {
        float[] mask = new float[tokens.length];
        Arrays.fill(mask, 0, real, 1);
        return model.predict(Batch.of(1, tokens, mask), 1)[0];
    }

    @Test
    void paddingChangesNoBitOfARealPosition() {
        int[] tokens = {3, 1, 7, 10, 2};
        CompiledModel small = model("Read5");
        float[] expected = read(small, tokens, 5);
        for (int steps : new int[] {9, 70}) {
            CompiledModel large = model("Read" + steps);
            for (String name : small.network().parameters().names()) {
                large.network()
                        .parameters()
                        .set(name, small.network().parameters().get(name));
            }
            for (int filling : new int[] {0, 4, 9}) {
                int[] padded = new int[steps];
                Arrays.fill(padded, filling);
                System.arraycopy(tokens, 0, padded, 0, 5);
                float[] found = read(large, padded, 5);
                assertArrayEquals(expected, Arrays.copyOf(found, expected.length), steps + " steps of " + filling);
            }
        }
    }

    @Test
    void aStepSeesNoneBehindIt() {
        CompiledModel model = model("Next");
        int[] tokens = {3, 1, 4, 2, 2, 0};
        float[] expected = model.predict(Batch.of(1, tokens), 1)[0];
        for (int step = 1; step < 6; step++) {
            int[] changed = tokens.clone();
            changed[step] = (changed[step] + 1) % 5;
            float[] found = model.predict(Batch.of(1, changed), 1)[0];
            assertArrayEquals(Arrays.copyOf(expected, step * 5), Arrays.copyOf(found, step * 5));
            assertTrue(expected[step * 5] != found[step * 5]);
        }
    }

    @Test
    void whatMayAttendToNothingGetsZeros() {
        CompiledModel model = model("Read5");
        float[] found = read(model, new int[] {3, 1, 7, 10, 2}, 0);
        assertArrayEquals(new float[5 * WIDTH], found);
    }

    @Test
    void theVectorOfPaddingStaysAsItIs() {
        CompiledModel model = model("Next");
        assertArrayEquals(
                new float[8], Arrays.copyOf(model.network().parameters().get("e.weight"), 8));
        Random random = new Random(1);
        int[] tokens = random.ints(6 * 16, 0, 5).toArray();
        int[] next = random.ints(6 * 16, 0, 5).toArray();
        Gradients gradients = model.gradients(Batch.of(16, tokens, next), TrainingStep.EVALUATE);
        float[] gradient = gradients.of("e.weight");
        assertArrayEquals(new float[8], Arrays.copyOf(gradient, 8));
        assertTrue(gradient[8] != 0);
        assertThrows(IllegalArgumentException.class, () -> gradients.ofInput("tokens"));
        Training training = Training.of(model.network(), Adam.of(0.05f), 1);
        for (int step = 0; step < 20; step++) {
            training.step(Batch.of(16, tokens, next));
        }
        training.publish();
        assertArrayEquals(
                new float[8], Arrays.copyOf(model.network().parameters().get("e.weight"), 8));
    }

    @Test
    void integersAreCheckedWhereverTheyComeIn() {
        CompiledModel model = model("Next");
        int[] labels = new int[6];
        int[] wrong = {0, 1, 2, 3, 5, 0};
        Training training = Training.of(model.network(), Adam.of(0.05f), 1);
        String text = assertThrows(IllegalArgumentException.class, () -> training.step(Batch.of(1, wrong, labels)))
                .getMessage();
        assertTrue(text.startsWith("Integer 5 at index 4 of 'tokens' (example 0, position 4) is out of range."), text);
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(model.signature(), wrong, labels));
        assertThrows(IllegalArgumentException.class, () -> Dataset.of(model.signature(), new float[6], labels));
        Dataset data = Dataset.of(model.signature(), new int[] {0, 1, 2, 3, 4, 0}, labels);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 0}, data.ints("tokens"));
        assertEquals(1, data.count());
    }

    /** The next of five letters that go round: what is learnt from one letter alone. */
    @Test
    void learnsWhatFollows() {
        CompiledModel model = model("Next");
        Random random = new Random(4);
        int[] tokens = new int[6 * 64];
        int[] next = new int[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i % 6 == 0 ? 1 + random.nextInt(4) : tokens[i - 1] % 4 + 1;
            next[i] = tokens[i] % 4 + 1;
        }
        Training training = Training.of(model.network(), Adam.of(0.02f), 1);
        float loss = 9;
        for (int step = 0; step < 150; step++) {
            loss = training.step(Batch.of(64, tokens, next));
        }
        assertTrue(loss < 0.02, "loss " + loss);
    }
}
