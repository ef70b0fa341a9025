package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Compilation;
import io.lanewise.processor.LanewiseProcessor;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Gemm;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models train by blocks of a batch; that blocks change no bit, {@link Comparison} proves of all models that are compared. */
class BlocksTests {
    private static final int EXAMPLES = 7;
    private static final String HEAD = """
            package blocks;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            @Model
            """;
    private static ModelCompiler.Compiled compiled;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() {
        Map<String, String> sources = new LinkedHashMap<>();
        // The array of tokens is an input and a target, and of two losses.
        String tokens = """
                @Input(shape = %s, axis = "time", type = DataType.INT) Tensor k();
                @Embedding(inputDim = 6, outputDim = 3) Tensor e(Tensor k);
                @Dense(units = 5, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, target = "k") Tensor y(Tensor e);
                @Dense(units = 5, activation = SOFTMAX) @Loss(value = CROSS_ENTROPY, target = "k") Tensor z(Tensor e);""";
        put(sources, "Tokens", tokens.formatted("5"));
        put(sources, "AnyTokens", tokens.formatted("0, max = 5"));
        put(sources, "Auto", """
                @Input(shape = 5) Tensor x();
                @Dense(units = 3, kernelRegularizer = @Regularizer(l2 = 0.25f)) Tensor h(Tensor x);
                @Dropout(rate = 0.5f) Tensor some(Tensor h);
                @Dense(units = 5) @Loss(value = MEAN_SQUARED, target = "x") Tensor y(Tensor some);""");
        put(sources, "Normalised", """
                @Input(shape = 5) Tensor x();
                @BatchNormalization Tensor h(Tensor x);
                @Dense(units = 2) @Loss(MEAN_SQUARED) Tensor y(Tensor h);""");
        put(sources, "Masked", """
                @Input(shape = {4, 5}, axis = "time") Tensor x();
                @Input(shape = 4) Tensor mask();
                @Dense(units = 2) @Loss(value = MEAN_SQUARED, mask = "mask") Tensor y(Tensor x);""");
        put(sources, "Recurrent", """
                @Input(shape = {100, 32}) Tensor x();
                @Lstm(units = 64) Tensor last(Tensor x);
                @Dense(units = 10, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor last);""");
        compiled = ModelCompiler.compile(sources);
    }

    private static void put(Map<String, String> sources, String name, String body) {
        sources.put("blocks/" + name + ".java", HEAD + "interface " + name + " {\n" + body + "\n}\n");
    }

    private static CompiledModel model(String name) throws ClassNotFoundException {
        return CompiledModel.create(compiled.files().loader().loadClass("blocks." + name + "Model"), 1);
    }

    @Test
    void anInputIsATargetOfTwoLosses() throws Exception {
        int[] tokens = new int[EXAMPLES * 5];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i * 7 % 5;
        }
        check("Tokens", Batch.of(EXAMPLES, tokens));
    }

    @Test
    void penaltiesAndDropoutAreThoseOfTheBatch() throws Exception {
        float[] x = new float[EXAMPLES * 5];
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 0.37f % 1;
        }
        check("Auto", Batch.of(EXAMPLES, x));
    }

    private static void check(String name, Batch batch) throws ClassNotFoundException {
        CompiledModel model = model(name);
        assertTrue(GradientRun.isByBlocks(model), name);
        for (TrainingStep step : List.of(TrainingStep.EVALUATE, TrainingStep.of(3, 1))) {
            assertEquals(List.of(), GradientRun.ofBlocks(model, batch, step), name);
        }
    }

    /** The steps of a recurrence have a row for each example, if it keeps little; layers of a hundred rows fill tiles by few examples. */
    @Test
    void stepsOfARecurrenceFillTheTilesOfTheMachine() throws Exception {
        String lstm = "@Lstm(units = %d) Tensor last(Tensor x); ";
        assertTrue(fillsTiles("shape = {100, 32}", lstm.formatted(64)));
        assertFalse(fillsTiles("shape = {100, 32}", lstm.formatted(32))); // 12 are two sixes
        assertFalse(fillsTiles("shape = {200, 64}", lstm.formatted(256)));
        String wide = "@Dense(units = 800) Tensor wide(Tensor x); @GlobalAveragePooling1D Tensor last(Tensor wide); ";
        assertFalse(fillsTiles("shape = {100, 32}, axis = \"time\"", wide));
        String deep = wide.replace("last", "mean")
                + "@Dense(units = 64) Tensor small(Tensor mean); @Apply(Residual.class) @Repeat(3) Tensor last(Tensor small); ";
        assertFalse(fillsTiles("shape = {100, 32}, axis = \"time\"", deep));
        assertEquals(
                Gemm.fullTiles(4), model("Recurrent").network().weights().code().trainingRows());
    }

    /** Whether a model of this input and these layers trains by blocks that are larger where they fill tiles. */
    private boolean fillsTiles(String input, String layers) {
        Compilation compilation = Compilation.of(
                folder,
                List.of("--add-modules", "jdk.incubator.vector", "-Xlint:-incubating"),
                new LanewiseProcessor(),
                Compilation.source("p/Residual.java", """
                        package p;
                        import io.lanewise.annotations.*;
                        import io.lanewise.annotations.layers.*;
                        @Block interface Residual {
                            @Input Tensor x();
                            @Dense(units = 64) Tensor h(Tensor x);
                            @Output @Add Tensor y(Tensor h, Tensor x);
                        }
                        """),
                Compilation.source("p/M.java", """
                        package p;
                        import static io.lanewise.annotations.LossFunction.*;
                        import io.lanewise.annotations.*;
                        import io.lanewise.annotations.layers.*;
                        @Model interface M {
                            @Input(%s) Tensor x();
                            %s
                            @Dense(units = 10) @Loss(MEAN_SQUARED) Tensor y(Tensor last);
                        }
                        """.formatted(input, layers)));
        assertTrue(compilation.success(), compilation::messages);
        String code = String.join("", compilation.generated().values());
        // Each has blocks small enough to be filled.
        assertTrue(
                Pattern.compile("\\D(\\d|1[0-5])( to 16)? at once by each thread")
                        .matcher(code)
                        .find(),
                code);
        assertEquals(code.contains("Gemm.fullTiles("), code.contains(" to 16 at once by each thread"));
        return code.contains("Gemm.fullTiles(");
    }

    @Test
    void whereExamplesDependOnOthersABatchIsWhole() throws Exception {
        for (String name : List.of("Normalised", "Masked", "AnyTokens")) {
            assertFalse(GradientRun.isByBlocks(model(name)), name);
        }
    }
}
