package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What warming up reports, and what becomes of a generated kernel whose vector form is wrong. */
class ColdStartTests {
    private static final List<String> FLAG = List.of("--add-modules", "jdk.incubator.vector");

    @TempDir
    Path folder;

    @Test
    void warmUpReportsFullSpeed() throws Exception {
        compile();
        Map<String, String> result = warm(FLAG, 0).lines();
        assertEquals("true", result.get("steady"), result.toString());
        // Kernels on three classes may rightly stay scalar; products do not.
        assertFalse(result.getOrDefault("scalar", "").contains("gemm"), result.toString());
    }

    @Test
    void warmUpNamesWhatStaysScalarAndEndsInTime() throws Exception {
        compile();
        for (List<String> flags : List.of(List.<String>of(), List.of("-Dlanewise.vector=off"))) {
            Map<String, String> result = warm(flags, 0).lines();
            assertTrue(result.getOrDefault("scalar", "").contains("multiplyBiasRelu5"), result.toString());
            assertTrue(Long.parseLong(result.get("millis")) < 7_000, result.toString());
        }
    }

    @Test
    void aWrongVectorFormIsFoundBeforeAResultDependsOnIt() throws Exception {
        ModelCompiler.Compiled compiled = compile();
        String twin = warm(List.of("-Dlanewise.vector=off"), 300).lines().get("bits");
        String vector = compiled.files().sources.get("app.PhotoVector");
        assertTrue(vector.contains("bias.blend(0f, bias"), vector);
        Path wrong = folder.resolve("PhotoVector.java");
        Files.writeString(wrong, vector.replace("bias.blend(0f, bias", "bias.blend(0.125f, bias"));
        List<String> arguments = new ArrayList<>(FLAG);
        arguments.addAll(
                List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-cp", classPath(), wrong.toString()));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])));

        List<String> forced = new ArrayList<>(FLAG);
        forced.add("-Dlanewise.vector=on");
        for (List<String> flags : List.of(FLAG, forced)) {
            Outcome outcome = warm(flags, 300);
            assertEquals(twin, outcome.lines().get("bits"), "a wrong kernel was used with " + flags);
            assertTrue(outcome.lines().getOrDefault("scalar", "").contains("multiplyBiasRelu5"), outcome.toString());
            List<String> log = outcome.err()
                    .lines()
                    .filter(line -> line.contains("other bits"))
                    .toList();
            assertEquals(1, log.size(), outcome.err());
            assertTrue(log.get(0).contains("PhotoModel computes multiplyBiasRelu5 in scalar form"), log.get(0));
        }
    }

    private record Outcome(Map<String, String> lines, String err) {}

    private ModelCompiler.Compiled compile() throws Exception {
        ModelCompiler.Compiled compiled = ModelCompiler.compile(Resources.sources(List.of("Photo", "Warm")));
        compiled.files().writeClasses(folder);
        return compiled;
    }

    private String classPath() {
        return folder + File.pathSeparator + ChildJvm.classPath();
    }

    private Outcome warm(List<String> flags, int calls) throws Exception {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-cp", classPath(), "app.Warm", Integer.toString(calls)));
        ChildJvm.Result result = ChildJvm.java(folder, arguments);
        Map<String, String> lines = new HashMap<>();
        for (String line : result.checked().split("\n")) {
            int space = line.indexOf(' ');
            lines.put(line.substring(0, space), line.substring(space + 1).strip());
        }
        return new Outcome(lines, result.err());
    }
}
