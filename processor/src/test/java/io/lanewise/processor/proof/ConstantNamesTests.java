package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(List.of(), Comparison.withInterpreter(compiled, "Hidden", "names of constants"));
    }
}
