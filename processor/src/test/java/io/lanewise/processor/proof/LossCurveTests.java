package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks learn as PyTorch's do for 100 steps, from the same weights and in the same order of data; {@code
 * src/test/python/loss_curves.py} made the curves.
 */
class LossCurveTests {
    private static final int BATCH = 4;
    private static final String HEAD = """
            package app;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;

    private static final Map<String, String> MODELS = Map.of("Lstm", """
            @Model interface LstmNet {
                @Input(shape = {8, 3}, axis = "time") Tensor x();
                @Lstm(units = 10, returnSequences = true) Tensor read(Tensor x);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor told(Tensor read);
            }
            """, "Cnn", """
            @Model interface CnnNet {
                @Input(shape = {8, 8, 1}) Tensor x();
                @Conv2D(filters = 4, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor edges(Tensor x);
                @MaxPool2D(2) Tensor fewer(Tensor edges);
                @Conv2D(filters = 6, kernelSize = 3, padding = Padding.SAME, activation = RELU) Tensor shapes(Tensor fewer);
                @MaxPool2D(2) Tensor few(Tensor shapes);
                @Flatten Tensor features(Tensor few);
                @Dense(units = 4, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor kind(Tensor features);
            }
            """, "Gpt", """
            @Model interface GptNet {
                @Input(shape = 10, axis = "time", type = DataType.INT) Tensor x();
                @Embedding(inputDim = 7, outputDim = 12) Tensor letter(Tensor x);
                @PositionEmbedding Tensor place(Tensor letter);
                @Apply(Block.class) @Repeat(2) Tensor blocks(Tensor place);
                @LayerNormalization Tensor last(Tensor blocks);
                @Dense(units = 7, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor next(Tensor last);

                @io.lanewise.annotations.Block interface Block {
                    @Input Tensor x();
                    @LayerNormalization Tensor before(Tensor x);
                    @MultiHeadAttention(heads = 2, causal = true) Tensor attention(Tensor before);
                    @Add Tensor kept(Tensor x, Tensor attention);
                    @LayerNormalization Tensor behind(Tensor kept);
                    @Dense(units = 24, activation = GELU) Tensor wide(Tensor behind);
                    @Dense(units = 12) Tensor narrow(Tensor wide);
                    @Add Tensor sum(Tensor kept, Tensor narrow);
                }
            }
            """);

    @ParameterizedTest
    @ValueSource(strings = {"Lstm", "Cnn", "Gpt"})
    void lossesAreThoseOfPyTorch(String name) throws Exception {
        Map<String, float[]> arrays = arrays(name.toLowerCase(java.util.Locale.ROOT) + "_curve.txt");
        String text = HEAD + Objects.requireNonNull(MODELS.get(name));
        ClassLoader loader = ModelCompiler.compile(Map.of("app/" + name + "Net.java", text))
                .files()
                .loader();
        CompiledModel model = CompiledModel.create(loader.loadClass("app." + name + "NetModel"), 3);
        for (String parameter : model.network().parameters().names()) {
            model.network().parameters().set(parameter, Objects.requireNonNull(arrays.get(parameter), parameter));
        }
        List<Signature.Argument> arguments = model.signature().arguments();
        float[] x = Objects.requireNonNull(arrays.get("x"));
        float[] target = Objects.requireNonNull(arrays.get("target"));
        float[] losses = Objects.requireNonNull(arrays.get("losses"));
        int examples = x.length / arguments.get(0).size();
        Training training = Training.of(model.network(), Adam.of(0.01), 1);
        for (int step = 0; step < losses.length; step++) {
            int at = step * BATCH % examples;
            float loss =
                    training.step(Batch.of(BATCH, part(arguments.get(0), x, at), part(arguments.get(1), target, at)));
            assertEquals(losses[step], loss, 1e-3 * losses[step], "step " + step);
        }
        assertTrue(losses[losses.length - 1] < losses[0] / 2, "Nothing was learnt");
    }

    private static Map<String, float[]> arrays(String file) {
        Map<String, float[]> arrays = new HashMap<>();
        for (String line : Resources.text(file).lines().toList()) {
            String[] parts = line.split(" : ");
            List<Float> numbers =
                    Stream.of(parts[1].split(" ")).map(Float::valueOf).toList();
            float[] array = new float[numbers.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = numbers.get(i);
            }
            arrays.put(parts[0], array);
        }
        return arrays;
    }

    /** A batch's part of the examples, as its argument wants it. */
    private static Object part(Signature.Argument argument, float[] all, int at) {
        float[] part = Arrays.copyOfRange(all, at * argument.size(), (at + BATCH) * argument.size());
        int[] integers = new int[part.length];
        for (int i = 0; i < part.length; i++) {
            integers[i] = (int) part[i];
        }
        return argument.isInts() ? integers : part;
    }
}
