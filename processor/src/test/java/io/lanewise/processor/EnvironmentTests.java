package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the processor finds out about the compilation it stands in: the vector module, kapt, names that do not resolve. */
class EnvironmentTests {
    private static final String MODEL = """
            package p;

            import io.lanewise.annotations.*;
            import io.lanewise.annotations.layers.*;

            @Model
            public interface Tiny {
                @Input(shape = 4) Tensor x();

                @Dense(units = 3) @Output Tensor y(Tensor x);
            }
            """;

    @TempDir
    Path output;

    private final AtomicReference<Boolean> vectors = new AtomicReference<>();

    private Compilation compile(List<String> options, JavaFileObject... sources) {
        return Compilation.of(
                output,
                options,
                new LanewiseProcessor((model, on, problems, dump) -> {
                    vectors.set(on);
                    return List.of();
                }),
                sources);
    }

    private Compilation compile(String... options) {
        return compile(List.of(options), Compilation.source("p/Tiny.java", MODEL));
    }

    /** Annotations on the module path, as in a modular project. */
    private Compilation compileModule(String requires, String... more) {
        String annotations = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(path -> path.contains("annotations"))
                .filter(path -> !path.contains("auto-service") && !path.contains("error_prone"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = new ArrayList<>(List.of("--module-path", annotations));
        options.addAll(List.of(more));
        return compile(
                options,
                Compilation.source("p/Tiny.java", MODEL),
                Compilation.source(
                        "module-info.java", "module m { requires io.lanewise.annotations; " + requires + " }"));
    }

    @Test
    void classPathWithTheModule() {
        Compilation compilation = compile("--add-modules", "jdk.incubator.vector");
        assertEquals(true, vectors.get());
        assertTrue(!compilation.messages().contains("LW801"), compilation::messages);
    }

    @Test
    void classPathWithoutTheModule() {
        Compilation compilation = compile();
        assertEquals(false, vectors.get());
        assertTrue(compilation.success());
        assertTrue(
                compilation.messages().contains("Add --add-modules jdk.incubator.vector to the compiler's arguments."),
                compilation::messages);
    }

    @Test
    void modulePathWithRequires() {
        Compilation compilation = compileModule("requires static jdk.incubator.vector;");
        assertTrue(compilation.success(), compilation::messages);
        assertEquals(true, vectors.get());
    }

    @Test
    void modulePathWithoutRequires() {
        Compilation compilation = compileModule("", "--add-modules", "jdk.incubator.vector");
        assertTrue(compilation.success(), compilation::messages);
        assertEquals(false, vectors.get());
        assertTrue(
                compilation
                        .messages()
                        .contains("Write \"requires static jdk.incubator.vector;\" in its module-info.java."),
                compilation::messages);
    }

    @Test
    void underKaptTheAnswerIsTheOption() {
        compile("-Akapt.kotlin.generated=somewhere");
        assertEquals(true, vectors.get());
        compile("-Akapt.kotlin.generated=somewhere", "-Alanewise.vector=off");
        assertEquals(false, vectors.get());
    }

    @Test
    void theOptionWinsElsewhereToo() {
        Compilation off = compile("--add-modules", "jdk.incubator.vector", "-Alanewise.vector=off");
        assertEquals(false, vectors.get());
        assertTrue(!off.messages().contains("LW801"), off::messages);
        compile("-Alanewise.vector=on");
        assertEquals(true, vectors.get());
    }

    @Test
    void whatDoesNotResolveIsLeftToJavac() {
        for (String[] change : new String[][] {
            {"Tensor y(", "Tensr y("},
            {"@Dense(units = 3)", "@Dens(units = 3)"},
            {"units = 3", "units = 3, activation = Activation.REUL"},
            {"units = 3", "units = \"three\""},
            {"units = 3", "unit = 3"},
            {"@Dense(units = 3)", "@Apply(Missing.class)"}
        }) {
            Compilation compilation = compile(
                    List.of("-Alanewise.vector=off"),
                    Compilation.source("p/Tiny.java", MODEL.replace(change[0], change[1])));
            assertTrue(!compilation.success(), change[1]);
            assertTrue(
                    change[1].startsWith("unit =") || !compilation.messages().contains("[LW"),
                    () -> change[1] + "\n" + compilation.messages());
            assertTrue(
                    compilation.diagnostics().stream()
                            .anyMatch(diagnostic -> diagnostic.getCode().startsWith("compiler.err.")
                                    && !diagnostic.getCode().contains("proc.messager")),
                    compilation::messages);
        }
    }

    @Test
    void whatAnEarlierRunWroteIsWrittenAnew() {
        String classPath = output + File.pathSeparator + System.getProperty("java.class.path");
        Compilation earlier =
                compile(List.of(), Compilation.source("p/TinyModel.java", "package p; class TinyModel {}"));
        assertTrue(earlier.success(), earlier::messages);
        Compilation again = compile("-Alanewise.vector=off", "-cp", classPath);
        assertTrue(again.success(), again::messages);
    }

    @Test
    void anAnnotationInTheWrongPlaceIsLeftToJavac() {
        Compilation compilation = compile(
                List.of(),
                Compilation.source(
                        "p/Odd.java",
                        "package p; interface Odd { @io.lanewise.annotations.Model io.lanewise.annotations.Tensor x(); }"));
        assertEquals(1, compilation.diagnostics().size(), compilation::messages);
        assertEquals(
                "compiler.err.annotation.type.not.applicable",
                compilation.diagnostics().get(0).getCode());
    }

    @Test
    void aPathThatCannotBeIsReported() {
        Compilation compilation = compile("-Alanewise.dump=a\0b");
        assertTrue(compilation.messages().contains("[LW803] -Alanewise.dump must be a folder."), compilation::messages);
    }

    @Test
    void dumpsEachStage() throws IOException {
        Path folder = output.resolve("dump");
        Compilation.of(
                Files.createDirectories(output.resolve("classes")),
                List.of("-Alanewise.vector=off", "-Alanewise.dump=" + folder),
                new LanewiseProcessor(),
                Compilation.source("p/Tiny.java", MODEL));
        assertEquals("""
                p.Tiny
                  x() @Input
                  y(x) @Dense @Output
                """, Files.readString(folder.resolve("TinyModel/1-read.txt")));
        assertEquals("x ← \ny ← x\n", Files.readString(folder.resolve("TinyModel/2-graph.txt")));
        assertEquals("""
                Tiny
                  x = Input() 4
                  y = Dense(x) 3 {weight 4×3} {bias 3} output
                  returns y
                """, Files.readString(folder.resolve("TinyModel/3-shape.txt")));
        assertEquals("""
                %0 x: n×4 = Input
                %1 y.weight: 4×3 = Param
                %2 y product: n×3 = MatMul %0, %1
                %3 y.bias: 3 = Param
                %4 y: n×3 = bias: (%2 + %3)
                returns %4
                """, Files.readString(folder.resolve("TinyModel/4-lower.txt")));
    }

    @Test
    void aFolderThatCannotBeWrittenIsReported() throws IOException {
        Path file = Files.writeString(output.resolve("file"), "");
        Compilation compilation = Compilation.of(
                output,
                List.of("-Alanewise.vector=off", "-Alanewise.dump=" + file),
                new LanewiseProcessor(),
                Compilation.source("p/Tiny.java", MODEL));
        assertTrue(compilation.messages().contains("[LW803] -Alanewise.dump needs a folder"), compilation::messages);
    }
}
