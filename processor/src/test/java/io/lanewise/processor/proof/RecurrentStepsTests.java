package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** For recurrent layers, one step a call is the whole sequence, and padding is not there. */
class RecurrentStepsTests {
    private static final int TIME = 8;
    private static final String HEAD = """
            package app;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;

    private static final String WHOLE = HEAD + """
            @Model public interface Whole {
                @Input(shape = {8, 3}, axis = "time") Tensor x();
                @Input(shape = 17) Tensor h();
                @Input(shape = 17) Tensor c();
                @Lstm(units = 17) @Output
                Tensor state(Tensor x, @From("h") Tensor initialState, @From("c") Tensor initialCell);
                @CellState @Output Tensor cell(Tensor state);
            }
            """;
    private static final String STREAM = WHOLE.replace("Whole", "Stream").replace("{8, 3}", "{1, 3}");

    /** Padding of any numbers, before and behind the real steps, in both directions and for each layer. */
    @Test
    void paddingChangesNoBitOfARealStep() throws Exception {
        int padded = 7;
        int first = 2;
        int steps = 4;
        for (String layer : List.of("SimpleRnn", "Lstm", "Gru")) {
            String text = HEAD + """
                    @Model public interface Shorter {
                        @Input(shape = {4, 3}, axis = "time") Tensor x();
                        @LAYER(units = 5, direction = Direction.BOTH, returnSequences = true) @Output Tensor y(Tensor x);
                    }
                    """.replace("LAYER", layer);
            String longer = text.replace("Shorter", "Longer")
                    .replace("{4, 3}", "{7, 3}")
                    .replace("x();", "x(); @Input(shape = 7) Tensor mask();")
                    .replace("y(Tensor x)", "y(Tensor x, Tensor mask)");
            CompiledModel plain = model("Shorter", Map.of("app/Shorter.java", text));
            CompiledModel masked = model("Longer", Map.of("app/Longer.java", longer));
            masked.network().parameters().copyFrom(plain.network(), "*");
            Batch batch = Arguments.batch(masked.signature(), Map.of(), 3, 5);
            float[] x = new float[3 * steps * 3];
            float[] mask = new float[3 * padded];
            for (int example = 0; example < 3; example++) {
                int from = (example * padded + first) * 3;
                System.arraycopy(batch.floats(0), from, x, example * steps * 3, steps * 3);
                Arrays.fill(mask, example * padded + first, example * padded + first + steps, 1f);
            }
            float[] expected = plain.predict(Batch.of(3, x), 3)[0];
            float[] found = masked.predict(Batch.of(3, batch.floats(0), mask), 2)[0];
            for (int example = 0; example < 3; example++) {
                int from = (example * padded + first) * 10;
                assertArrayEquals(
                        Arrays.copyOfRange(expected, example * steps * 10, (example + 1) * steps * 10),
                        Arrays.copyOfRange(found, from, from + steps * 10),
                        layer);
            }
        }
    }

    @Test
    void oneStepACallGivesTheBitsOfTheSequence() throws Exception {
        CompiledModel whole = model("Whole", Map.of("app/Whole.java", WHOLE));
        CompiledModel stream = model("Stream", Map.of("app/Stream.java", STREAM));
        stream.network().parameters().copyFrom(whole.network(), "*");
        Batch batch = Arguments.batch(whole.signature(), Map.of(), 3, 5);
        float[][] expected = whole.predict(batch, 3);
        float[] h = batch.floats(1).clone();
        float[] c = batch.floats(2).clone();
        for (int t = 0; t < TIME; t++) {
            float[] step = new float[3 * 3];
            for (int example = 0; example < 3; example++) {
                System.arraycopy(batch.floats(0), (example * TIME + t) * 3, step, example * 3, 3);
            }
            float[][] states = stream.predict(Batch.of(3, step, h, c), 2);
            h = states[0];
            c = states[1];
        }
        assertTrue(Arrays.equals(expected[0], h) && Arrays.equals(expected[1], c));
    }

    private static CompiledModel model(String name, Map<String, String> sources) throws ClassNotFoundException {
        ClassLoader loader = ModelCompiler.compile(sources).files().loader();
        return CompiledModel.create(loader.loadClass("app." + name + "Model"), 3);
    }
}
