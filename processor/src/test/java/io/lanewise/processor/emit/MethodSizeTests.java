package io.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Compilation;
import io.lanewise.processor.LanewiseProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HotSpot compiles no method of more than 8,000 bytecodes; no method of generated code has more than 6,000. */
class MethodSizeTests {
    private static final int MOST = 6000;
    private static final String HEAD = """
            package p;
            import static io.lanewise.annotations.Activation.*;
            import static io.lanewise.annotations.LossFunction.*;
            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;
            """;

    @TempDir
    Path folder;

    @Test
    void theWalkReadsAKnownClass() throws IOException {
        try (var in = MethodSizeTests.class.getResourceAsStream("MethodSizes.class")) {
            Map<String, Integer> sizes = MethodSizes.of(in.readAllBytes());
            // aload, invokespecial, return.
            assertEquals(5, sizes.get("<init>()V"));
            assertTrue(sizes.get("of([B)Ljava/util/Map;") > 5, sizes::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GELU", "TANH", "SOFTPLUS", "ELU", "SELU", "SILU", "SIGMOID", "LEAKY_RELU"})
    void aChainOfOneActivation(String activation) {
        StringBuilder nodes =
                new StringBuilder("@Input(shape = 37) Tensor x(); @Dense(units = 45) Tensor a0(Tensor x);");
        for (int i = 1; i <= 24; i++) {
            nodes.append("@Activate(" + activation + ") Tensor a" + i + "(Tensor a" + (i - 1) + ");");
        }
        check("@Model interface M {" + nodes + "@Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor a24); }");
    }

    @Test
    void aWideGraphOfAllActivationsJoined() {
        StringBuilder nodes =
                new StringBuilder("@Input(shape = 37) Tensor x(); @Dense(units = 45) Tensor h(Tensor x);");
        List<String> all = List.of(
                "SIGMOID", "TANH", "RELU", "LEAKY_RELU", "ELU", "SELU", "GELU", "SILU", "SOFTPLUS", "THRESHOLD");
        List<String> ends = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (String activation : all) {
                String name = "n" + ends.size();
                nodes.append("@Activate(" + activation + ") Tensor " + name + "(Tensor h);");
                ends.add(name);
            }
        }
        String sum = ends.get(0);
        for (int i = 1; i < ends.size(); i++) {
            String layer = i % 2 == 0 ? "@Add" : "@Multiply";
            nodes.append(layer + " Tensor s" + i + "(@From(\"" + sum + "\") Tensor p, @From(\"" + ends.get(i)
                    + "\") Tensor q);");
            sum = "s" + i;
        }
        check("@Model interface M {" + nodes + "@Dropout(rate = 0.25f) Tensor z(@From(\"" + sum
                + "\") Tensor t); @Dense(units = 3, activation = SOFTMAX) @Loss(CROSS_ENTROPY) Tensor y(Tensor z); }");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 150})
    void aDeepModel(int layers) {
        StringBuilder nodes =
                new StringBuilder("@Input(shape = 37) Tensor x(); @Dense(units = 45) Tensor h0(Tensor x);");
        for (int i = 1; i < layers; i++) {
            // Sizes that differ, so that no two kernels are one.
            nodes.append(
                    "@Dense(units = " + (20 + i) + ", activation = TANH) Tensor h" + i + "(Tensor h" + (i - 1) + ");");
        }
        check("@Model interface M {" + nodes + "@Dense(units = 3, activation = SIGMOID) @Loss(BINARY_CROSS_ENTROPY)"
                + " Tensor y(Tensor h" + (layers - 1) + "); }");
    }

    @Test
    void aBlockRepeatedAHundredTimes() {
        check("""
                @Model interface M {
                    @Input(shape = 33) Tensor x();
                    @Apply(Residual.class) @Repeat(100) Tensor r(Tensor x);
                    @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor r);
                }
                """, """
                @Block interface Residual {
                    @Input Tensor x();
                    @Dense(units = 33, activation = GELU) Tensor hidden(Tensor x);
                    @Dropout(rate = 0.1f) Tensor dropped(Tensor hidden);
                    @Add Tensor sum(@From("x") Tensor p, @From("dropped") Tensor q);
                }
                """);
    }

    @Test
    void moreKernelsThanOneStaticInitialiserNames() {
        StringBuilder nodes = new StringBuilder("@Input(shape = 9) Tensor x(); @Dense(units = 7) Tensor h0(Tensor x);");
        for (int i = 1; i <= 320; i++) {
            // Constants that differ, so that no two kernels are one, forward or backward.
            nodes.append("@Dense(units = 7) Tensor d" + i + "(Tensor h" + (i - 1) + ");");
            nodes.append(
                    "@Activate(value = LEAKY_RELU, alpha = " + i / 1024.0 + "f) Tensor h" + i + "(Tensor d" + i + ");");
        }
        check("@Model interface M {" + nodes + "@Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor h320); }");
        assertTrue(Files.exists(folder.resolve("p/MModel$TakeOvers2.class")), "Not more kernels than that");
    }

    /** As many as a method can have parameters. */
    @Test
    void manyInputsAndOutputs() {
        StringBuilder nodes = new StringBuilder();
        for (int i = 0; i < 63; i++) {
            nodes.append("@Input(shape = " + (i + 3) + ") Tensor x" + i + "();");
            nodes.append("@Dense(units = 4) @Loss(MEAN_ABSOLUTE) Tensor y" + i + "(@From(\"x" + i + "\") Tensor in);");
        }
        check("@Model interface M {" + nodes + "}");
    }

    @Test
    void aDeepBlockRepeated() {
        StringBuilder nodes = new StringBuilder("@Input Tensor h0();");
        for (int i = 1; i < 40; i++) {
            nodes.append(
                    "@Dense(units = " + (20 + i) + ", activation = TANH) Tensor h" + i + "(Tensor h" + (i - 1) + ");");
        }
        check(
                "@Model interface M { @Input(shape = 33) Tensor x(); @Apply(Deep.class) @Repeat(3) Tensor r(Tensor x);"
                        + " @Dense(units = 3) @Loss(MEAN_SQUARED) Tensor y(Tensor r); }",
                "@Block interface Deep { " + nodes
                        + "@Dense(units = 33) Tensor last(Tensor h39); @Add Tensor sum(Tensor h0, Tensor last); }");
    }

    /** Interfaces that others name stand in files of their own. */
    private static JavaFileObject[] sources(String source, String... blocks) {
        List<JavaFileObject> all = new ArrayList<>(List.of(Compilation.source("p/M.java", HEAD + source)));
        for (String block : blocks) {
            String name = block.strip().split("\\s+")[2];
            all.add(Compilation.source("p/" + name + ".java", HEAD + block));
        }
        return all.toArray(new JavaFileObject[0]);
    }

    private void check(String source, String... blocks) {
        Compilation compilation = Compilation.of(
                folder,
                List.of("--add-modules", "jdk.incubator.vector", "-Xlint:all,-incubating,-processing", "-Werror"),
                new LanewiseProcessor(),
                sources(source, blocks));
        assertTrue(compilation.success(), compilation::messages);
        Map<String, Integer> large = new java.util.TreeMap<>();
        int most = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                for (Map.Entry<String, Integer> method :
                        MethodSizes.of(Files.readAllBytes(file)).entrySet()) {
                    most = Math.max(most, method.getValue());
                    if (method.getValue() > MOST) {
                        large.put(file.getFileName() + " " + method.getKey(), method.getValue());
                    }
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        assertEquals(Map.of(), large);
        assertTrue(most > 100, "Nothing was compiled");
        if (Boolean.getBoolean("lanewise.sizes")) {
            System.out.println("largest method: " + most + " bytecodes");
        }
    }
}
