package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.optimizer.Sgd;
import io.lanewise.runtime.train.NonFiniteException;
import io.lanewise.runtime.train.Training;
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
        loader = ModelCompiler.compile(Map.of("app/Chain.java", head + """
            @Model public interface Chain {
                @Input(shape = 8) Tensor x();
                @Dense(units = 20) Tensor first(Tensor x);
                @Activate(RELU) Tensor second(Tensor first);
                @Multiply Tensor third(@From("second") Tensor p, @From("first") Tensor q);
                @Dropout(rate = 0.5f) Tensor fourth(Tensor third);
                @Dense(units = 8) @Loss(MEAN_SQUARED) Tensor last(Tensor fourth);
            }
            """, "app/Judge.java", head + """
            @Model public interface Judge {
                @Input(shape = 8) Tensor x();
                @Dense(units = 20, activation = TANH) Tensor first(Tensor x);
                @Dense(units = 3, activation = SIGMOID) @Loss(BINARY_CROSS_ENTROPY) Tensor yes(Tensor first);
            }
            """))
                .files()
                .loader();
    }

    private static String firstOf(String model, float first, String last, float other) {
        try {
            CompiledModel compiled = CompiledModel.create(loader.loadClass("app." + model + "Model"), 1L);
            for (Map.Entry<String, Float> each :
                    Map.of("first", first, last, other).entrySet()) {
                String weight = each.getKey() + ".weight";
                float[] values = compiled.network().parameters().get(weight);
                Arrays.fill(values, each.getValue());
                compiled.network().parameters().set(weight, values);
            }
            float[] x = new float[EXAMPLES * 8];
            Arrays.fill(x, 1);
            Training training = Training.of(compiled.network(), Sgd.of(0.1f), 1);
            Batch batch = Batch.of(EXAMPLES, x, new float[EXAMPLES * (model.equals("Chain") ? 8 : 3)]);
            return assertThrows(NonFiniteException.class, () -> training.step(batch))
                    .layer();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void inAChainThatIsOneKernel() {
        assertEquals("first", firstOf("Chain", 2e38f, "last", 1e-30f));
        // The product and the dropout behind it are one pass of one kernel, so they are named together.
        assertEquals("third, fourth", firstOf("Chain", 1e25f, "last", 1e-30f));
        assertEquals("last", firstOf("Chain", 1, "last", 2e38f));
        assertEquals("loss", firstOf("Chain", 1, "last", 1e25f));
    }

    @Test
    void inLogitsWhoseActivationIsNeverComputed() {
        assertEquals("yes", firstOf("Judge", 1, "yes", 2e38f));
    }
}
