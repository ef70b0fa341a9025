package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.Gradients;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A model that computes its blocks again for their derivatives has the bits of one that keeps them, and less memory. */
class RecomputeTests {
    private static final int EXAMPLES = 3;
    private static final String DEEP = """
            package app;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model(recompute = AGAIN) interface NAME {
                @Input(shape = {9, 24}, axis = "time") Tensor x();
                @Apply(Encoder.class) @Repeat(16) Tensor blocks(Tensor x);
                @Apply(Twice.class) @Repeat(3) Tensor more(Tensor blocks);
                @Dense(units = 5) @Loss(MEAN_SQUARED) Tensor y(Tensor more);

                @Block interface Encoder {
                    @Input Tensor x();
                    @LayerNormalization Tensor before(Tensor x);
                    @MultiHeadAttention(heads = 3, dropout = 0.25f) Tensor attention(Tensor before);
                    @Add Tensor kept(Tensor x, Tensor attention);
                    @LayerNormalization Tensor behind(Tensor kept);
                    @Dense(units = 48, activation = GELU) Tensor wide(Tensor behind);
                    @Dropout(rate = 0.25f) Tensor dropped(Tensor wide);
                    @Dense(units = 24) Tensor narrow(Tensor dropped);
                    @Add Tensor sum(Tensor kept, Tensor narrow);
                }

                @Block interface Twice {
                    @Input Tensor x();
                    @Apply(Normal.class) @Repeat(2) Tensor inner(Tensor x);
                    @Multiply Tensor product(Tensor x, Tensor inner);
                }

                @Block interface Normal {
                    @Input Tensor x();
                    @Dense(units = 24, activation = TANH) Tensor hidden(Tensor x);
                    @BatchNormalization Tensor normal(Tensor hidden);
                    @Dropout(rate = 0.5f) Tensor dropped(Tensor normal);
                }
            }
            """;

    private static CompiledModel kept;
    private static CompiledModel again;

    @BeforeAll
    static void compile() throws ClassNotFoundException {
        ClassLoader loader = ModelCompiler.compile(Map.of(
                        "app/Kept.java", DEEP.replace("NAME", "Kept").replace("AGAIN", "false"),
                        "app/Again.java", DEEP.replace("NAME", "Again").replace("AGAIN", "true")))
                .files()
                .loader();
        kept = CompiledModel.create(loader.loadClass("app.KeptModel"), 7);
        again = CompiledModel.create(loader.loadClass("app.AgainModel"), 8);
        again.network().parameters().copyFrom(kept.network(), "*");
    }

    @Test
    void bitsAreTheSame() {
        Batch batch = Arguments.batch(kept.signature(), Map.of(), EXAMPLES, 5);
        for (TrainingStep step : List.of(TrainingStep.EVALUATE, TrainingStep.of(3, 4))) {
            Gradients due = kept.gradients(batch, step);
            Gradients found = again.gradients(batch, step);
            assertEquals(due.loss(), found.loss());
            for (String parameter : kept.network().parameters().names()) {
                assertArrayEquals(due.of(parameter), found.of(parameter), parameter);
            }
            assertArrayEquals(due.ofInput("x"), found.ofInput("x"));
        }
    }

    @Test
    void onlyWhatBlocksHandOnIsKept() {
        long all = kept.network().weights().code().trainingScratch(EXAMPLES);
        long some = again.network().weights().code().trainingScratch(EXAMPLES);
        assertTrue(3 * some < all, some + " floats, and " + all + " where all is kept");
    }
}
