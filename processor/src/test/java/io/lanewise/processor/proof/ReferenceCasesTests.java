package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.layer.Layer;
import io.lanewise.processor.layer.Layers;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every layer, activation and loss and their options against PyTorch: outputs, loss, gradients of weights and inputs, at evaluation,
 * and in a step of training for the layers that normalise and for SpatialDropout2D. Elsewhere stand what treats parameters
 * ({@link TreatedParametersTests}), GaussianNoise in training ({@link GaussianNoiseTests}), lengths that a call decides
 * ({@link RandomLengthsTests}), and what dropout of elements and of attention's weights does in training, which the random models
 * compare with the interpreter ({@link RandomModelsTests}).
 */
@Execution(ExecutionMode.CONCURRENT)
class ReferenceCasesTests {
    private static final Bound BOUND = new Bound();

    static List<ReferenceCase> cases() {
        return ReferenceCase.all();
    }

    @AfterAll
    static void report() {
        System.out.println("Worst ratio to the bound, by case:\n" + BOUND.report());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithPyTorch(ReferenceCase reference) throws ClassNotFoundException {
        ModelCompiler.Compiled compiled = ReferenceCase.compiled();
        CompiledModel model =
                CompiledModel.create(compiled.files().loader().loadClass("cases." + reference.name() + "Model"), 1);
        assertEquals(
                reference.of("parameter").keySet(),
                new LinkedHashSet<>(model.network().parameters().names()),
                "parameters");
        reference
                .of("parameter")
                .forEach((name, values) -> model.network().parameters().set(name, floats(values)));
        Batch batch = batch(reference, model.signature());
        Oracle oracle = Interpretation.of(compiled.stages(reference.name()), model, batch, reference.step());
        Oracle torch = torch(reference, oracle);
        Comparison comparison = new Comparison(reference.name(), reference.name(), BOUND);
        if (!reference.trains()) {
            comparison.outputs(model.signature(), model.predict(batch, 2), torch);
        }
        List<String> failures =
                comparison.gradients(model, batch, reference.step(), torch).failures();
        assertEquals(List.of(), failures, String.join("\n", failures));
    }

    @Test
    void eachLayerHasACase() {
        String cases = ReferenceCase.every().stream().map(ReferenceCase::text).collect(Collectors.joining());
        List<String> without = Layers.ALL.stream()
                .map(Layer::annotation)
                .filter(layer -> !cases.matches("(?s).*@" + layer + "\\b.*"))
                .toList();
        assertEquals(List.of(), without);
    }

    @Test
    void twoCasesOfOneNameAreAnError() {
        List<ReferenceCase> norms = ReferenceCase.every(List.of("norm_cases.txt"));
        assertTrue(norms.size() > 1);
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> ReferenceCase.every(List.of("norm_cases.txt", "loss_cases.txt", "norm_cases.txt")))
                .getMessage();
        String first = "Two cases are named " + norms.get(0).name()
                + ", one of proof/norm_cases.txt and one of proof/norm_cases.txt.";
        assertTrue(message.startsWith(first), message);
    }

    /** PyTorch's numbers with the interpreter's scales. */
    private static Oracle torch(ReferenceCase reference, Oracle oracle) {
        return new Oracle(
                replaced(oracle.outputs(), reference.of("output")),
                replaced(
                        oracle.loss(),
                        Objects.requireNonNull(reference.of("loss").get("loss"))),
                oracle.nodes(),
                replaced(oracle.gradients(), reference.of("gradient")),
                replaced(oracle.inputGradients(), reference.of("inputGradient")),
                oracle.isClose());
    }

    private static Map<String, Oracle.Figures> replaced(
            Map<String, Oracle.Figures> figures, Map<String, double[]> values) {
        assertEquals(values.keySet(), figures.keySet());
        Map<String, Oracle.Figures> result = new HashMap<>();
        figures.forEach((name, old) -> result.put(name, replaced(old, Objects.requireNonNull(values.get(name)))));
        return result;
    }

    private static Oracle.Figures replaced(Oracle.Figures figures, double[] values) {
        return new Oracle.Figures(values, figures.scales(), figures.reduction(), figures.rounding());
    }

    private static Batch batch(ReferenceCase reference, Signature signature) {
        List<Object> arrays = new ArrayList<>();
        for (Signature.Argument argument : signature.arguments()) {
            double[] values =
                    reference.of(argument.isTarget() ? "target" : "input").get(argument.name());
            arrays.add(argument.isInts() ? ints(values) : floats(values));
        }
        return Batch.of(reference.count(), arrays.toArray());
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static int[] ints(double[] values) {
        int[] ints = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ints[i] = (int) values[i];
        }
        return ints;
    }
}
