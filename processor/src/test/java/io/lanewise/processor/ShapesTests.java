package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.graph.Connect;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.shape.Infer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code read}, {@code graph} and {@code shape} make of models without mistakes. */
class ShapesTests {
    @TempDir
    Path output;

    private Graph graph(String nodes) {
        AtomicReference<Graph> graph = new AtomicReference<>();
        String text = """
                package p;

                import static io.lanewise.annotations.Activation.*;
                import static io.lanewise.annotations.Labels.*;
                import static io.lanewise.annotations.LossFunction.*;

                import io.lanewise.annotations.*;
                import io.lanewise.annotations.layers.*;

                @Model
                interface Net {
                """ + nodes + "}\n";
        Compilation compilation = Compilation.of(
                output,
                List.of("-Alanewise.vector=off"),
                new LanewiseProcessor((model, vectors, problems, dump) -> {
                    graph.set(Infer.model(Connect.declaration(model, problems), problems));
                    return List.of();
                }),
                Compilation.source("p/Net.java", text));
        assertTrue(compilation.success(), compilation::messages);
        return Objects.requireNonNull(graph.get());
    }

    @Test
    void everyLayerSaysItsShape() {
        Graph graph = graph("""
                @Input(shape = {4, 6}) Tensor image();
                @Input(shape = 24) Tensor extra();
                @Flatten Tensor flat(Tensor image);
                @Concatenate Tensor joined(Tensor flat, Tensor extra);
                @Reshape(shape = {2, -1, 3}) Tensor cube(Tensor joined);
                @Concatenate(axis = 2) Tensor longer(Tensor cube, @From("cube") Tensor again);
                @Softmax Tensor rows(Tensor longer);
                @Flatten Tensor features(Tensor rows);
                @Dense(units = 5, useBias = false) Tensor hidden(Tensor features);
                @Activate(value = ELU, alpha = 0.5f) Tensor curved(Tensor hidden);
                @Dropout(rate = 0.25f) Tensor dropped(Tensor curved);
                @Add Tensor sum(Tensor dropped, Tensor hidden, Tensor curved);
                @Multiply @Output Tensor product(Tensor sum, Tensor hidden);
                """);
        assertEquals("""
                Net
                  image = Input() 4×6
                  extra = Input() 24
                  flat = Flatten(image) 24
                  joined = Concatenate(flat, extra) 48
                  cube = Reshape(joined) 2×8×3
                  longer = Concatenate(cube, cube) 2×16×3
                  rows = Softmax(longer) 2×16×3
                  features = Flatten(rows) 96
                  hidden = Dense(features) 5 {weight 96×5}
                  curved = Activate(hidden) 5
                  dropped = Dropout(curved) 5
                  sum = Add(dropped, hidden, curved) 5
                  product = Multiply(sum, hidden) 5 output
                  returns product
                """, graph.toText());
    }

    @Test
    void orderOfDeclarationMeansNothingButTheOrderOfArguments() {
        Graph graph = graph("""
                @Dense(units = 2) @Output Tensor second(Tensor hidden);
                @Dense(units = 3) @Output Tensor first(Tensor hidden);
                @Add Tensor hidden(Tensor right, Tensor left);
                @Input(shape = 4) Tensor left();
                default Tensor helper() { return null; }
                static void main(String[] arguments) {}
                @Input(shape = 4) Tensor right();
                """);
        assertEquals(List.of("left", "right"), graph.inputs());
        assertEquals(List.of("second", "first"), graph.outputs());
        assertEquals(
                List.of("right", "left", "hidden", "second", "first"),
                graph.nodes().stream().map(Node::name).toList());
    }

    @Test
    void aDenseBehindAFlattenedImageKnowsItsOrigin() {
        Graph graph = graph("""
                @Input(shape = {2, 2, 3}) Tensor image();
                @Flatten Tensor flat(Tensor image);
                @Dropout Tensor dropped(Tensor flat);
                @Activate(RELU) Tensor active(Tensor dropped);
                @Dense(units = 4) Tensor a(Tensor active);
                @Dense(units = 4) Tensor b(Tensor a);
                @Add @Output Tensor y(Tensor a, Tensor b);
                """);
        assertEquals(List.of(2, 2, 3), graph.node("a").parameters().get(0).flattened());
        assertEquals(List.of(), graph.node("b").parameters().get(0).flattened());
    }

    @Test
    void oneChannelHasOneOrder() {
        Graph graph = graph("""
                @Input(shape = {8, 8, 1}) Tensor image();
                @Flatten Tensor flat(Tensor image);
                @Dense(units = 4) @Output Tensor y(Tensor flat);
                """);
        assertEquals(List.of(), graph.node("y").parameters().get(0).flattened());
    }

    @Test
    void sharedAndTiedParametersHaveOneOwner() {
        Graph graph = graph("""
                @Input(shape = 4) Tensor x();
                @Dense(units = 4, sharedWith = "b") Tensor a(Tensor x);
                @Dense(units = 4, tiedTo = "c") Tensor b(Tensor a);
                @Dense(units = 4) Tensor c(Tensor b);
                @Dense(units = 2) Tensor code(Tensor c);
                @Dense(units = 4, tiedTo = "code") @Loss(value = MEAN_SQUARED, target = "x") Tensor decoded(Tensor code);
                """);
        assertEquals(Map.of("weight", "c", "bias", "b"), graph.node("a").borrowed());
        assertEquals(Map.of("weight", "c"), graph.node("b").borrowed());
        assertEquals(Map.of("weight", "code"), graph.node("decoded").borrowed());
        assertEquals(
                List.of("bias"),
                graph.node("decoded").parameters().stream()
                        .map(parameter -> parameter.name())
                        .toList());
        assertEquals(
                new LossTerm("MEAN_SQUARED", 1, "CLASSES", "x", "MEAN"),
                graph.node("decoded").loss());
        assertEquals(4 + 16 + 4 + 8 + 2 + 4, graph.parameterCount());
    }

    @Test
    void everyLossHasNodesThatItFits() {
        Graph graph = graph("""
                @Input(shape = 4) Tensor x();
                @Input(shape = 3) Tensor t();
                @Dense(units = 3) Tensor z(Tensor x);
                @Softmax @Loss(CROSS_ENTROPY) Tensor a(Tensor z);
                @Activate(SOFTMAX) @Loss(value = CROSS_ENTROPY, labels = PROBABILITIES, target = "t") Tensor b(Tensor z);
                @Activate(SIGMOID) @Loss(value = BINARY_CROSS_ENTROPY, weight = 0.5f) Tensor c(Tensor z);
                @Add @Loss(CROSS_ENTROPY) Tensor mixture(Tensor a, Tensor b);
                @Reshape(shape = {3, 1}) @Loss(HALF_SQUARED) Tensor d(Tensor mixture);
                @Activate(TANH) @Loss(value = MEAN_ABSOLUTE, reduction = Reduction.SUM) Tensor e(Tensor z);
                """);
        assertEquals(List.of("a", "b", "c", "mixture", "d", "e"), graph.outputs());
        assertEquals(
                new LossTerm("CROSS_ENTROPY", 1, "PROBABILITIES", "t", "MEAN"),
                graph.node("b").loss());
    }

    @Test
    void stepsThatAreOthersGetANameByReshape() {
        Graph graph = graph("""
                @Input(shape = {12, 5}, axis = "time") Tensor x();
                @MaxPool1D(2) Tensor pooled(Tensor x);
                @Conv1D(filters = 4, kernelSize = 3, strides = 2, padding = Padding.SAME) Tensor strided(Tensor x);
                @Reshape(shape = {-1, 5}, axis = "half") Tensor half(Tensor pooled);
                @Dense(units = 4) Tensor each(Tensor half);
                @Reshape(shape = {6, 4}) Tensor unnamed(Tensor each);
                @Reshape(shape = {12, 5, 1}, axis = "time") Tensor deep(Tensor x);
                @Add @Loss(HALF_SQUARED) Tensor y(Tensor strided, Tensor unnamed);
                @Activate(TANH) @Loss(HALF_SQUARED) Tensor z(Tensor deep);
                """);
        Map<String, String> shapes = new HashMap<>();
        graph.nodes().forEach(node -> shapes.put(node.name(), node.shape().toString()));
        assertEquals("6×5", shapes.get("pooled"));
        assertEquals("6×4", shapes.get("strided"));
        assertEquals("6×5 (half)", shapes.get("half"));
        assertEquals("6×4 (half)", shapes.get("each"));
        assertEquals("6×4", shapes.get("unnamed"));
        assertEquals("12×5×1 (time)", shapes.get("deep"));
    }
}
