package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Gemm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
        put(sources, "Long", """
                @Input(shape = {100, 32}, axis = "time") Tensor x();
                @Dense(units = 800, activation = RELU) Tensor wide(Tensor x);
                @Dense(units = 64) @Loss(MEAN_SQUARED) Tensor y(Tensor wide);""");
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

    /** The steps of a recurrence have a row for each example; where each has a hundred, few of them fill the tiles. */
    @Test
    void stepsOfARecurrenceFillTheTilesOfTheMachine() throws Exception {
        assertEquals(Gemm.fullTiles(4), trainingRows("Recurrent"));
        assertTrue(trainingRows("Long") < 16);
    }

    private static int trainingRows(String name) throws ClassNotFoundException {
        return model(name).network().weights().code().trainingRows();
    }

    @Test
    void whereExamplesDependOnOthersABatchIsWhole() throws Exception {
        for (String name : List.of("Normalised", "Masked", "AnyTokens")) {
            assertFalse(GradientRun.isByBlocks(model(name)), name);
        }
    }
}
