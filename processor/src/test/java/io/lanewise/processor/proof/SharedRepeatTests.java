package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A block that repeats a node, applied twice with the same parameters: one set of weights, gradients of both places added. */
class SharedRepeatTests {
    private static final String SOURCE = """
            package app;

            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            @Model
            public interface Twice {
                @Input(shape = 5) Tensor x();
                @Apply(Steps.class) Tensor first(Tensor x);
                @Dense(units = 5, activation = Activation.TANH) Tensor between(Tensor first);
                @Apply(value = Steps.class, sharedWith = "first") @Loss(LossFunction.MEAN_SQUARED) Tensor second(Tensor between);

                @Block
                interface Steps {
                    @Input Tensor x();
                    @Dense(units = 5, activation = Activation.TANH) @Repeat(3) Tensor h(Tensor x);
                    @Dense(units = 5) @Output Tensor y(Tensor h);
                }
            }
            """;

    @Test
    void parametersAreSharedAndGradientsAdded() throws Exception {
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Map.of("app/Twice.java", SOURCE));
        CompiledModel model = CompiledModel.create(compiled.files().loader().loadClass("app.TwiceModel"), 3);
        assertEquals(
                10,
                model.signature().parameters().size(),
                model.signature().parameters().toString());
        assertEquals(List.of(), Comparison.withInterpreter(compiled, "Twice", "shared repeat"));
    }
}
