package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.graph.Connect;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.shape.Infer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks in source beside the model, and blocks from class files, whose parameters have lost their names. */
class BlocksTests {
    private static final String IMPORTS = """
            package p;

            import static io.lanewise.annotations.Activation.*;

            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            """;
    private static final String BLOCKS = IMPORTS + """
            public interface Library {
                @Block
                interface Residual {
                    int width();

                    float rate();

                    @Input Tensor left();

                    @Input Tensor right();

                    @Dense(activation = RELU, kernelInitializer = @Init(Initializer.HE_NORMAL))
                    Tensor hidden(@From("right") Tensor input, @From("width") int units);

                    @Dropout Tensor dropped(Tensor hidden, float rate);

                    @Add Tensor sum(@From("left") Tensor first, @From("dropped") Tensor second);
                }

                @Block
                interface Stack {
                    int width();

                    @Input Tensor x();

                    @Apply(value = Residual.class, with = "rate = 0.25f")
                    Tensor residual(@From("x") Tensor right, @From("x") Tensor left, int width);
                }
            }
            """;
    private static final String MODEL = IMPORTS + """
            @Model
            interface Deep {
                @Input(shape = 4) Tensor x();

                @Apply(value = Library.Stack.class, with = "width = 4") @Repeat(3)
                Tensor blocks(Tensor x);

                @Apply(value = Library.Stack.class, with = "width = 4")
                Tensor last(Tensor blocks);

                @Dense(units = 2) @Output Tensor y(Tensor last);
            }
            """;

    @TempDir
    Path folder;

    private final AtomicReference<Graph> graph = new AtomicReference<>();

    /** Keeps the graph and writes nothing, so that these tests end where the front does. */
    private LanewiseProcessor front() {
        return new LanewiseProcessor((model, vectors, problems, dump) -> {
            graph.set(Infer.model(Connect.declaration(model, problems), problems));
            return List.of();
        });
    }

    private Compilation compile(String name, List<String> options, String... pathsAndTexts) throws IOException {
        Path output = Files.createDirectories(folder.resolve(name));
        var sources = new javax.tools.JavaFileObject[pathsAndTexts.length / 2];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = Compilation.source(pathsAndTexts[2 * i], pathsAndTexts[2 * i + 1]);
        }
        return Compilation.of(output, options, front(), sources);
    }

    @Test
    void blocksBesideTheModel() throws IOException {
        Compilation compilation =
                compile("together", List.of("-Alanewise.vector=off"), "p/Library.java", BLOCKS, "p/Deep.java", MODEL);
        assertTrue(compilation.success(), compilation::messages);
        checkGraph(Objects.requireNonNull(graph.get()));
    }

    @Test
    void blocksFromClassFiles() throws IOException {
        Compilation blocks = compile("blocks", List.of("-Alanewise.vector=off"), "p/Library.java", BLOCKS);
        assertTrue(blocks.success(), blocks::messages);
        String classPath = folder.resolve("blocks") + File.pathSeparator + System.getProperty("java.class.path");
        Compilation model = compile("model", List.of("-Alanewise.vector=off", "-cp", classPath), "p/Deep.java", MODEL);
        assertTrue(model.success(), model::messages);
        checkGraph(Objects.requireNonNull(graph.get()));
    }

    @Test
    void descriptorsAreTheSameEachTime() throws IOException {
        Compilation first = compile("first", List.of("-Alanewise.vector=off"), "p/Library.java", BLOCKS);
        Compilation second = compile("second", List.of("-Alanewise.vector=off"), "p/Library.java", BLOCKS);
        assertEquals(2, first.generated().size());
        assertEquals(first.generated(), second.generated());
        assertFalse(first.generated().get("p/Library_Residual_Block.java").contains("\r"));
    }

    @Test
    void mistakesInsideABlockFromAClassFileStandAtItsUse() throws IOException {
        Compilation blocks = compile("blocks", List.of("-Alanewise.vector=off"), "p/Library.java", BLOCKS);
        assertTrue(blocks.success(), blocks::messages);
        String classPath = folder.resolve("blocks") + File.pathSeparator + System.getProperty("java.class.path");
        Compilation model = compile(
                "model",
                List.of("-Alanewise.vector=off", "-cp", classPath),
                "p/Deep.java",
                MODEL.replace("\"width = 4\")\n    Tensor last", "\"width = 3\")\n    Tensor last"));
        assertEquals(
                "[LW302] In block Library.Stack of 'last': In block Library.Residual of 'residual', at 'sum': Add expects nodes of"
                        + " one shape. 'left' is 4 (left 4) but 'dropped' is 3 (right 4 → hidden 3 → dropped 3)."
                        + " Bring both to one shape, for example by a @Dense of 4 units.",
                model.diagnostics().get(0).getMessage(null));
        assertEquals(15, model.diagnostics().get(0).getLineNumber());
        assertEquals(1, model.diagnostics().size());
    }

    @Test
    void aBlockCompiledWithoutTheProcessorIsReported() throws IOException {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Compilation blocks =
                Compilation.of(plain, List.of("-proc:none"), front(), Compilation.source("p/Library.java", BLOCKS));
        assertTrue(blocks.success(), blocks::messages);
        String classPath = plain + File.pathSeparator + System.getProperty("java.class.path");
        Compilation model = compile("model", List.of("-Alanewise.vector=off", "-cp", classPath), "p/Deep.java", MODEL);
        assertTrue(
                model.messages().contains("[LW802] The block was compiled without Lanewise's processor."),
                model::messages);
    }

    private static void checkGraph(Graph graph) {
        Node repeated = graph.node("blocks");
        assertEquals(3, repeated.repeat());
        assertEquals(Shape.of(4), repeated.shape());
        Node residual = Objects.requireNonNull(repeated.block()).node("residual");
        assertEquals(List.of("x", "x"), residual.inputs());
        Graph inner = Objects.requireNonNull(residual.block());
        assertEquals(List.of("left", "right"), inner.inputs());
        assertEquals(List.of("sum"), inner.outputs());
        Node hidden = inner.node("hidden");
        assertEquals(4, hidden.arguments().integer("units"));
        assertEquals("RELU", hidden.arguments().text("activation"));
        assertEquals(
                List.of(
                        new Parameter("weight", List.of(4, 4), "HE_NORMAL", Float.NaN, 4, 4, List.of()),
                        new Parameter("bias", List.of(4), "ZEROS", Float.NaN, 4, 4, List.of())),
                hidden.parameters());
        assertEquals(0.25f, inner.node("dropped").arguments().real("rate"));
        assertEquals(3 * 20 + 20 + 10, graph.parameterCount());
    }
}
