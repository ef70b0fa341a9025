package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Inputs and nodes that are called as the constants are for where the weights of other nodes lie, and for their windows. */
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

    private static final String IMAGES = """
            package app;

            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            @Model
            public interface Panes {
                @Input(shape = {6, 6, 2}) Tensor STEM_WINDOW();
                @Conv2D(filters = 4, kernelSize = {3, 3}) Tensor stem(@From("STEM_WINDOW") Tensor x);
                @Conv2D(filters = 3, kernelSize = {2, 2}) Tensor LEAF_WINDOW(Tensor stem);
                @Conv2D(filters = 2, kernelSize = {2, 2}) Tensor leaf(@From("LEAF_WINDOW") Tensor x);
                @Flatten Tensor flat(Tensor leaf);
                @Dense(units = 5) @Loss(LossFunction.MEAN_SQUARED) Tensor y(Tensor flat);
            }
            """;

    @Test
    void hideNoWindow() throws Exception {
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Map.of("app/Panes.java", IMAGES));
        assertEquals(List.of(), Comparison.withInterpreter(compiled, "Panes", "names of constants"));
    }

    @Test
    void hideNoConstant() throws Exception {
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Map.of("app/Hidden.java", SOURCE));
        assertEquals(List.of(), Comparison.withInterpreter(compiled, "Hidden", "names of constants"));
    }
}
