package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes that are called as the constants are for where the weights of other nodes lie. */
class ConstantNamesTests {
    private static final String SOURCE = """
            package app;

            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            @Model
            public interface Hidden {
                @Input(shape = 5) Tensor DIGIT_BIAS();
                @Dense(units = 7, activation = Activation.TANH) Tensor digit(@From("DIGIT_BIAS") Tensor x);
                @Dense(units = 6, activation = Activation.TANH) Tensor DIGIT_WEIGHT(Tensor digit);
                @Dense(units = 5) @Loss(LossFunction.MEAN_SQUARED) Tensor y(@From("DIGIT_WEIGHT") Tensor x);
            }
            """;

    @Test
    void hideNoConstant() throws Exception {
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Map.of("app/Hidden.java", SOURCE));
        CompiledModel model = CompiledModel.create(compiled.files().loader().loadClass("app.HiddenModel"), 3);
        Batch batch = Arguments.batch(model.signature(), Map.of(), 7, 11);
        Oracle oracle = Interpretation.of(compiled.stages("Hidden"), model, batch, TrainingStep.EVALUATE);
        Comparison comparison = new Comparison("Hidden", "names of constants", new Bound());
        comparison.outputs(model.signature(), model.predict(batch, 3), oracle);
        assertEquals(
                List.of(),
                comparison
                        .gradients(model, batch, TrainingStep.EVALUATE, oracle)
                        .failures());
    }
}
