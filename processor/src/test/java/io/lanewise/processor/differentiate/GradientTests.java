package io.lanewise.processor.differentiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.interpreter.Factors;
import io.lanewise.processor.interpreter.Graphs;
import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.interpreter.Tensor;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.lower.Lower;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients of small models against central differences of the interpreter's own forward pass. */
class GradientTests {
    private static final int EXAMPLES = 3;

    /** Drops by a pattern, so that the gradient has factors of 0 and of others. */
    private static final Factors PATTERN = (random, instance, example, element) ->
            (random.node() + instance + example * 3 + element * 5) % 4 == 0 ? 0 : 1 / (1 - random.rate());

    @ParameterizedTest
    @CsvSource({
        "MEAN_SQUARED, TANH, MEAN",
        "HALF_SQUARED, GELU, SUM",
        "MEAN_ABSOLUTE, SILU, MEAN",
        "BINARY_CROSS_ENTROPY, SIGMOID, MEAN",
        "MEAN_SQUARED, SOFTMAX, MEAN",
        "MEAN_SQUARED, ELU, MEAN",
        "MEAN_SQUARED, SELU, SUM",
        "MEAN_SQUARED, LEAKY_RELU, MEAN",
        "MEAN_SQUARED, SOFTPLUS, MEAN",
        "MEAN_SQUARED, RELU, MEAN",
        "MEAN_SQUARED, LINEAR, MEAN",
        "MEAN_SQUARED, MISH, MEAN",
        "MEAN_SQUARED, LOG_SOFTMAX, MEAN"
    })
    void ofElementwiseLosses(String loss, String activation, String reduction) {
        check(new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 4, activation)
                .dense("y", "h", 4, 3, loss.startsWith("BINARY") ? "SIGMOID" : "TANH")
                .loss(loss, 1.5f, "CLASSES", reduction)
                .build());
    }

    @Test
    void ofBinaryCrossEntropyOnPlainValues() {
        Graph graph = new Graphs("M")
                .input("x", 4)
                .dense("p", "x", 4, 3, "SIGMOID")
                .layer("q", "Flatten", Map.of(), List.of("p"), 3)
                .loss("BINARY_CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build();
        check(graph);
    }

    @ParameterizedTest
    @CsvSource({"CLASSES, true", "PROBABILITIES, true", "CLASSES, false", "PROBABILITIES, false"})
    void ofCrossEntropy(String labels, boolean behindSoftmax) {
        Graphs graph = new Graphs("M").input("x", 5).dense("y", "x", 5, 4, "SOFTMAX");
        if (!behindSoftmax) {
            graph.layer("z", "Flatten", Map.of(), List.of("y"), 4);
        }
        check(graph.loss("CROSS_ENTROPY", 1, labels, "MEAN").build());
    }

    @Test
    void ofCrossEntropyAtManyPositions() {
        check(new Graphs("M")
                .input("x", 6)
                .dense("h", "x", 6, 12, "LINEAR")
                .layer("r", "Reshape", Map.of("shape", List.of(3, 4), "axis", ""), List.of("h"), 3, 4)
                .layer("y", "Softmax", Map.of(), List.of("r"), 3, 4)
                .loss("CROSS_ENTROPY", 1, "CLASSES", "MEAN")
                .build());
    }

    @Test
    void ofJoinedAddedMultipliedAndDropped() {
        check(new Graphs("M")
                .input("x", 5)
                .input("w", 4)
                .dense("a", "x", 5, 4, "TANH")
                .layer("s", "Add", Map.of(), List.of("a", "w", "a"), 4)
                .layer("m", "Multiply", Map.of(), List.of("s", "a"), 4)
                .layer("d", "Dropout", Map.of("rate", 0.25f), List.of("m"), 4)
                .layer("c", "Concatenate", Map.of("axis", -1), List.of("d", "x", "s"), 13)
                .dense("y", "c", 13, 2, "LINEAR")
                .loss("MEAN_SQUARED", 1, "CLASSES", "MEAN")
                .build());
    }

    @Test
    void ofAnAutoencoderWithTiedWeightsAndTwoLosses() {
        check(new Graphs("M")
                .input("x", 5)
                .dense("h", "x", 5, 3, "SIGMOID")
                .tied("back", "h", 3, 5, "h")
                .loss("MEAN_SQUARED", "x")
                .dense("y", "h", 3, 2, "LINEAR")
                .loss("MEAN_ABSOLUTE", 0.5f, "CLASSES", "SUM")
                .build());
    }

    @Test
    void ofRepeatedBlocksWithin() {
        Graph inner = new Graphs("Inner")
                .input("x", 4)
                .input("side", 4)
                .dense("f", "x", 4, 4, "TANH")
                .layer("p", "Multiply", Map.of(), List.of("f", "side"), 4)
                .layer("d", "Dropout", Map.of("rate", 0.5f), List.of("p"), 4)
                .layer("sum", "Add", Map.of(), List.of("d", "x"), 4)
                .block();
        Graph outer = new Graphs("Outer")
                .input("x", 4)
                .input("side", 4)
                .apply("twice", inner, List.of("x", "side"), 4)
                .repeat(2)
                .dense("g", "twice", 4, 4, "SIGMOID")
                .block();
        Graph graph = new Graphs("M")
                .input("x", 4)
                .dense("side", "x", 4, 4, "TANH")
                .apply("thrice", outer, List.of("x", "side"), 4)
                .repeat(3)
                .dense("y", "thrice", 4, 2, "LINEAR")
                .loss("MEAN_SQUARED", 1, "CLASSES", "MEAN")
                .build();
        List<String> names = Interpreter.parameters(Lower.graph(graph).program()).stream()
                .map(parameter -> parameter.name())
                .toList();
        assertTrue(names.containsAll(List.of("thrice.0.twice.1.f.weight", "thrice.2.g.bias")), names.toString());
        assertEquals(2 + 3 * (2 * 2 + 2) + 2, names.size());
        check(graph);
    }

    @Test
    void ofOneLayerRepeatedAndABlockInlined() {
        Graph block =
                new Graphs("Block").input("x", 3).dense("f", "x", 3, 3, "SILU").block();
        check(new Graphs("M")
                .input("x", 3)
                .dense("deep", "x", 3, 3, "TANH")
                .repeat(4)
                .apply("b", block, List.of("deep"), 3)
                .loss("MEAN_SQUARED", 1, "CLASSES", "MEAN")
                .build());
    }

    private static void check(Graph graph) {
        Lowered lowered = Lower.graph(graph);
        Differentiated differentiated = Differentiate.program(lowered);
        Random random = new Random(7);
        List<double[]> arguments = new ArrayList<>();
        for (ArgumentDecl argument : lowered.arguments()) {
            double[] numbers = new double[EXAMPLES * argument.type().size()];
            Arrays.setAll(numbers, i -> number(random, argument));
            arguments.add(numbers);
        }
        Map<String, double[]> parameters = new TreeMap<>(Interpreter.fill(
                lowered.program(),
                (name, length) -> random.doubles(length, -0.9, 0.9).toArray()));
        Interpreter.Result result = Interpreter.run(lowered, differentiated, EXAMPLES, arguments, parameters, PATTERN);

        parameters.forEach((name, numbers) ->
                compare(name, numbers, result.parameterGradients().get(name), lowered, arguments, parameters));
        for (int i = 0; i < arguments.size(); i++) {
            ArgumentDecl argument = lowered.arguments().get(i);
            if (!argument.target()) {
                Tensor gradient = result.inputGradients().get(argument.name());
                compare(argument.name(), arguments.get(i), gradient, lowered, arguments, parameters);
            }
        }
    }

    private static double number(Random random, ArgumentDecl argument) {
        if (argument.classes() > 0) {
            return random.nextInt(argument.classes());
        }
        return argument.target() ? random.nextDouble() : random.nextDouble() * 4 - 2;
    }

    private static void compare(
            String name,
            double[] numbers,
            Tensor gradient,
            Lowered lowered,
            List<double[]> arguments,
            Map<String, double[]> parameters) {
        boolean someDiffer = false;
        for (int i = 0; i < numbers.length; i++) {
            double kept = numbers[i];
            double h = 1e-5;
            numbers[i] = kept + h;
            double above = loss(lowered, arguments, parameters);
            numbers[i] = kept - h;
            double below = loss(lowered, arguments, parameters);
            numbers[i] = kept;
            double difference = (above - below) / (2 * h);
            assertEquals(difference, gradient.values()[i], 1e-7 + 1e-6 * Math.abs(difference), name + "[" + i + "]");
            assertTrue(gradient.scales()[i] >= Math.abs(gradient.values()[i]) * (1 - 1e-12), name + "[" + i + "]");
            someDiffer |= difference != 0;
        }
        assertTrue(someDiffer, "the loss does not depend on " + name);
    }

    private static double loss(Lowered lowered, List<double[]> arguments, Map<String, double[]> parameters) {
        Differentiated none = new Differentiated(lowered.program(), List.of(), List.of(), Map.of(), Map.of());
        return Interpreter.run(lowered, none, EXAMPLES, arguments, parameters, PATTERN)
                .loss()
                .get(0)
                .values()[0];
    }
}
