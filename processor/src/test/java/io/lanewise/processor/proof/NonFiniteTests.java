package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.runtime.data.Batch;
import io.lanewise.training.NonFiniteException;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Sgd;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Training that overflows names the node where it began, also where nodes are fused. */
class NonFiniteTests {
    private static final int EXAMPLES = 5;
    private static ClassLoader loader;

    @BeforeAll
    static void compile() {
        String head = """
            package app;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;
        loader = ModelCompiler.compile(Map.of(
                        "app/Chain.java",
                        head + """
            @Model public interface Chain {
                @Input(shape = 8) Tensor x();
                @Dense(units = 20) Tensor first(Tensor x);
                @Activate(RELU) Tensor second(Tensor first);
                @Multiply Tensor third(@From("second") Tensor p, @From("first") Tensor q);
                @Dropout(rate = 0.5f) Tensor fourth(Tensor third);
                @Dense(units = 8) @Loss(MEAN_SQUARED) Tensor last(Tensor fourth);
            }
            """,
                        "app/Towers.java",
                        head + """
            @Model public interface Towers {
                @Input(shape = {2, 3}) Tensor x();
                @Activate(LINEAR) Tensor same(Tensor x);
                @Multiply Tensor squared(@From("same") Tensor a, @From("same") Tensor b);
                @Multiply Tensor fourth(@From("squared") Tensor a, @From("squared") Tensor b);
                @Multiply Tensor eighth(@From("fourth") Tensor a, @From("fourth") Tensor b);
                @Softmax Tensor shares(Tensor eighth);
                @Activate(SOFTPLUS) Tensor soft(Tensor shares);
                @Dropout(rate = 0.5f) Tensor some(Tensor soft);
                @Flatten Tensor row(Tensor some);
                @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor last(Tensor row);
            }
            """,
                        "app/Tied.java",
                        head + """
            @Model public interface Tied {
                @Input(shape = 20) Tensor x();
                @Dense(units = 5) Tensor first(Tensor x);
                @Dense(units = 20, tiedTo = "first") Tensor back(Tensor first);
                @Activate(RELU) Tensor bent(Tensor back);
                @Multiply @Loss(MEAN_SQUARED) Tensor last(@From("bent") Tensor a, @From("bent") Tensor b);
            }
            """,
                        "app/Sight.java",
                        head + """
            @Model public interface Sight {
                @Input(shape = {6, 6, 1}) Tensor x();
                @Conv2D(filters = 3, kernelSize = 3) Tensor first(Tensor x);
                @Activate(RELU) Tensor bent(Tensor first);
                @MaxPool2D(2) Tensor fewer(Tensor bent);
                @Flatten Tensor row(Tensor fewer);
                @Dense(units = 4) @Loss(MEAN_SQUARED) Tensor last(Tensor row);
            }
            """,
                        "app/Judge.java",
                        head + """
            @Model public interface Judge {
                @Input(shape = 8) Tensor x();
                @Dense(units = 20, activation = TANH) Tensor first(Tensor x);
                @Dense(units = 3, activation = SIGMOID) @Loss(BINARY_CROSS_ENTROPY) Tensor yes(Tensor first);
            }
            """))
                .files()
                .loader();
    }

    /** The node that is named when all inputs are {@code x}. */
    private static String firstOf(String model, float x) {
        return firstOf(create(model), x);
    }

    private static String firstOf(CompiledModel compiled, float x) {
        Training training = Training.of(compiled.network(), Sgd.of(0.1f), 1);
        float[][] arrays = compiled.signature().arguments().stream()
                .map(argument -> new float[EXAMPLES * argument.size()])
                .toArray(float[][]::new);
        Arrays.fill(arrays[0], x);
        Batch batch = Batch.of(EXAMPLES, (Object[]) arrays);
        return assertThrows(NonFiniteException.class, () -> training.step(batch))
                .layer();
    }

    private static CompiledModel create(String model) {
        try {
            return CompiledModel.create(loader.loadClass("app." + model + "Model"), 1L);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String firstOf(String model, float first, String last, float other) {
        CompiledModel compiled = create(model);
        for (Map.Entry<String, Float> each : Map.of("first", first, last, other).entrySet()) {
            String weight = each.getKey() + ".weight";
            float[] values = compiled.network().parameters().get(weight);
            Arrays.fill(values, each.getValue());
            compiled.network().parameters().set(weight, values);
        }
        return firstOf(compiled, 1);
    }

    @Test
    void inAChainThatIsOneKernel() {
        assertEquals("first", firstOf("Chain", 2e38f, "last", 1e-30f));
        assertEquals("third", firstOf("Chain", 1e25f, "last", 1e-30f));
        assertEquals("last", firstOf("Chain", 1, "last", 2e38f));
        assertEquals("loss", firstOf("Chain", 1, "last", 1e25f));
    }

    @Test
    void oneOfFourThatAreOneKernel() {
        assertEquals("squared", firstOf("Towers", 1e20f));
        assertEquals("fourth", firstOf("Towers", 1e15f));
        assertEquals("eighth", firstOf("Towers", 1e7f));
    }

    @Test
    void behindAProductThatIsTied() {
        assertEquals("first", firstOf("Tied", 3e38f));
        assertEquals("last", firstOf("Tied", 1e20f));
        assertEquals("loss", firstOf("Tied", 1e10f));
    }

    @Test
    void inAConvolutionOfWhichTheMaximaAloneAreComputedFurther() {
        assertEquals("first", firstOf("Sight", 2e38f, "last", 1e-30f));
        assertEquals("last", firstOf("Sight", 1, "last", 2e38f));
        assertEquals("loss", firstOf("Sight", 1, "last", 1e25f));
    }

    @Test
    void inLogitsWhoseActivationIsNeverComputed() {
        assertEquals("yes", firstOf("Judge", 1, "yes", 2e38f));
    }
}
