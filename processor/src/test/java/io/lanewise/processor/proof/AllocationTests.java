package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No allocation in predict and training steps: in the scalar form never, in the vector form once it is warm. */
class AllocationTests {
    @TempDir
    Path folder;

    @Test
    void twinNeverAllocates() throws Exception {
        // Where the JVM replaces compiled code it may allocate a few hundred bytes itself, at three or four calls of
        // 500.
        assertNothingAllocated(5, "twin", "-Dlanewise.vector=off");
    }

    @Test
    void warmVectorFormDoesNotAllocate() throws Exception {
        assertNothingAllocated(0, "warm", "--add-modules", "jdk.incubator.vector");
    }

    private void assertNothingAllocated(int allowed, String mode, String... flags) throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String name : List.of("Photo", "Wide", "Allocation")) {
            sources.put("app/" + name + ".java", Resources.text("app/" + name + ".java"));
        }
        ModelCompiler.compile(sources).files().writeClasses(folder);
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-cp", folder + File.pathSeparator + ChildJvm.classPath(), "app.Allocation", mode));
        String out = ChildJvm.java(folder, arguments).checked();
        List<String> lines = out.lines().toList();
        assertEquals(4, lines.size(), out);
        assertTrue(
                lines.stream().allMatch(line -> Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)) <= allowed),
                "Of 500 calls so many allocate:\n" + out);
    }
}
