package io.lanewise.processor.lower;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.differentiate.Differentiate;
import io.lanewise.processor.interpreter.Factors;
import io.lanewise.processor.interpreter.Graphs;
import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LowerTests {
    @Test
    void valuesBearTheUsersNames() {
        Lowered lowered = Lower.graph(new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 4, "RELU")
                .dense("y", "h", 4, 3, "SOFTMAX")
                .loss("CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build());
        List<String> names =
                lowered.program().values().stream().map(Value::name).toList();
        assertEquals(
                List.of(
                        "x",
                        "h.weight",
                        "h product",
                        "h.bias",
                        "h bias",
                        "h",
                        "y.weight",
                        "y product",
                        "y.bias",
                        "y bias",
                        "y max",
                        "y constant",
                        "y centred",
                        "y exp",
                        "y sum",
                        "y"),
                names.subList(0, 16));
        assertEquals(
                List.of(
                        new ArgumentDecl("x", Type.batch(List.of(5)), false, 0),
                        new ArgumentDecl("y", new Type(Type.Kind.BATCH, Type.Element.INT, List.of(1)), true, 3)),
                lowered.arguments());
        assertSame(lowered.nodes().get(1).value(), lowered.program().results().get(0));
    }

    @Test
    void aTiedWeightIsOneValueReadTransposed() {
        Lowered lowered = Lower.graph(new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 3, "TANH")
                .tied("y", "h", 3, 5, "h")
                .loss("MEAN_SQUARED", "x")
                .build());
        List<Op.MatMul> products = lowered.program().values().stream()
                .filter(value -> value.op() instanceof Op.MatMul)
                .map(value -> (Op.MatMul) value.op())
                .toList();
        assertSame(products.get(0).right(), products.get(1).right());
        assertTrue(products.get(1).transposeRight());
        assertEquals(1, lowered.arguments().size());
    }

    /** A loss computed by hand, by both reductions and with weights. */
    @ParameterizedTest
    @CsvSource({"MEAN, 1, 7.25", "SUM, 1, 29", "MEAN, 0.5, 3.625", "SUM, 2, 58"})
    void reducesAndWeighs(String reduction, float weight, double expected) {
        Graph graph = new Graphs("M")
                .input("x", 2)
                .layer("y", "Flatten", Map.of(), List.of("x"), 2)
                .loss("MEAN_SQUARED", weight, "CLASSES", reduction)
                .build();
        // Differences 2, −5, 0, 0 of two examples with two elements: squares 4, 25, 0, 0.
        assertEquals(expected, loss(graph, 2, new double[] {3, 1, 4, 1}, new double[] {1, 6, 4, 1}), 1e-12);
    }

    @Test
    void crossEntropyCountsPositionsAndBinaryCountsElements() {
        double[] halves = {0, 0, 0, 0, 0, 0};
        Graph classes = new Graphs("M")
                .input("x", 3, 2)
                .layer("y", "Softmax", Map.of(), List.of("x"), 3, 2)
                .loss("CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build();
        assertEquals(Math.log(2), loss(classes, 1, halves, new double[] {0, 1, 1}), 1e-12);
        Graph binary = new Graphs("M")
                .input("x", 3, 2)
                .layer("y", "Activate", Map.of("value", "SIGMOID", "alpha", Float.NaN), List.of("x"), 3, 2)
                .loss("BINARY_CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build();
        assertEquals(Math.log(2), loss(binary, 1, halves, new double[] {0, 1, 1, 0, 1, 0.5}), 1e-12);
    }

    /** Keras's ε keeps the similarity a number where a row is 0: value 0, and a slope of −t / (‖t‖·10⁻⁶). */
    @Test
    void cosineSimilarityOfZeroRowsIsANumber() {
        Graph graph = new Graphs("M")
                .input("x", 2)
                .layer("y", "Flatten", Map.of(), List.of("x"), 2)
                .loss("COSINE_SIMILARITY", 1, "CLASSES", "SUM")
                .build();
        Lowered lowered = Lower.graph(graph);
        List<double[]> arguments = List.of(new double[] {0, 0, 3, 4, 1, 0}, new double[] {3, 4, 0, 0, -2, 0});
        Interpreter.Result result =
                Interpreter.run(lowered, Differentiate.program(lowered), 3, arguments, Map.of(), Factors.EVALUATION);
        assertEquals(1, result.loss().get(0).values()[0], 1e-12);
        double[] slopes =
                Objects.requireNonNull(result.inputGradients().get("x")).values();
        assertArrayEquals(new double[] {-0.6e6, -0.8e6, 0, 0, 0, 0}, slopes, 1e-6);
    }

    @Test
    void theNodeItselfIsMinimisedWithoutATarget() {
        Graph graph = new Graphs("M")
                .input("x", 2)
                .layer("y", "Flatten", Map.of(), List.of("x"), 2)
                .loss("VALUE", 2, "CLASSES", "MEAN")
                .build();
        assertEquals(
                List.of("x"),
                Lower.graph(graph).arguments().stream().map(ArgumentDecl::name).toList());
        assertEquals(2 * 2.5, loss(graph, 2, new double[] {1, 2, 3, 4}), 1e-12);
    }

    @Test
    void severalLossesAddUp() {
        Graph graph = new Graphs("M")
                .input("x", 1)
                .layer("a", "Flatten", Map.of(), List.of("x"), 1)
                .loss("MEAN_ABSOLUTE", 1, "CLASSES", "MEAN")
                .layer("b", "Flatten", Map.of(), List.of("x"), 1)
                .loss("HALF_SQUARED", 3, "CLASSES", "MEAN")
                .build();
        assertEquals(2 + 3 * 8, loss(graph, 1, new double[] {5}, new double[] {3}, new double[] {1}), 1e-12);
    }

    private static double loss(Graph graph, int examples, double[]... arguments) {
        Lowered lowered = Lower.graph(graph);
        Differentiated forward = new Differentiated(lowered.program(), List.of(), List.of(), Map.of(), Map.of());
        return Interpreter.run(lowered, forward, examples, List.of(arguments), Map.of(), Factors.EVALUATION)
                .loss()
                .get(0)
                .values()[0];
    }
}
