package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The generated text, which users read: that of two models, letter by letter. {@code -Dlanewise.golden=write} writes it anew,
 * and the difference is then to be read before it is committed.
 */
class GoldenTests {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("golden/Digits.java", """
                package golden;

                import io.lanewise.annotations.*;
                import io.lanewise.annotations.layers.*;

                @Model
                public interface Digits {
                    @Input(shape = {8, 8, 1}) Tensor image();
                    @Flatten Tensor pixels(Tensor image);
                    @Dense(units = 256, activation = Activation.RELU) Tensor strokes(Tensor pixels);
                    @Dropout(rate = 0.4f) Tensor someStrokes(Tensor strokes);
                    @Dense(units = 10, activation = Activation.SOFTMAX) @Loss(LossFunction.CROSS_ENTROPY)
                    Tensor digit(Tensor someStrokes);
                }
                """);
        MODELS.put("golden/Pair.java", """
                package golden;

                import io.lanewise.annotations.*;
                import io.lanewise.annotations.layers.*;

                @Model
                interface Pair {
                    @Input(shape = 5) Tensor left();
                    @Input(shape = 7) Tensor right();
                    @Concatenate Tensor both(Tensor left, Tensor right);
                    @Apply(Step.class) @Repeat(3) Tensor steps(Tensor both);
                    @Dense(units = 4) Tensor code(@From("steps") Tensor x);
                    @Dense(units = 12, tiedTo = "code") @Loss(value = LossFunction.MEAN_SQUARED, target = "both")
                    Tensor again(Tensor code);
                    @Dense(units = 2, activation = Activation.SIGMOID) @Loss(LossFunction.BINARY_CROSS_ENTROPY)
                    Tensor flags(@From("steps") Tensor x);

                    @Block
                    interface Step {
                        @Input Tensor x();
                        @Dense(units = 12, activation = Activation.TANH) Tensor inner(Tensor x);
                        @Add @Output Tensor sum(Tensor x, Tensor inner);
                    }
                }
                """);
    }

    @Test
    void generatedTextIsAsCommitted() throws IOException {
        Map<String, String> generated = generate();
        assertFalse(generated.isEmpty());
        if ("write".equals(System.getProperty("lanewise.golden"))) {
            for (Map.Entry<String, String> file : generated.entrySet()) {
                Files.createDirectories(FOLDER);
                Files.writeString(FOLDER.resolve(file.getKey() + ".txt"), file.getValue());
            }
        }
        for (Map.Entry<String, String> file : generated.entrySet()) {
            assertEquals(Files.readString(FOLDER.resolve(file.getKey() + ".txt")), file.getValue(), file.getKey());
        }
    }

    @Test
    void theSameSourceGivesTheSameText() {
        assertEquals(generate(), generate());
    }

    private static Map<String, String> generate() {
        return ModelCompiler.compile(MODELS).files().sources;
    }
}
