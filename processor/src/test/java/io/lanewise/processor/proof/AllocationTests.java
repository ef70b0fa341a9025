package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No allocation in predict, training steps and gradients that fill an object: in the scalar form never, in the vector form once it is warm. */
class AllocationTests {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws IOException {
        ModelCompiler.compile(Resources.sources(List.of("Headline", "Photo", "Scribe", "Wide", "Diary", "Allocation")))
                .files()
                .writeClasses(folder);
    }

    /**
     * From the second call on, under the first compiler. Before HotSpot hands a method to the second, C2, it makes the strings
     * of the method's class, those of error messages for one, and counts them as the calling thread's: once a class, 50 to
     * 1,300 bytes. The first compiler does not, nor does it take any allocation of the code away.
     */
    @Test
    void twinNeverAllocates() throws Exception {
        assertNothingAllocated("twin", "-Dlanewise.vector=off", "-XX:TieredStopAtLevel=1");
    }

    @Test
    void twinDoesNotAllocateUnderC2() throws Exception {
        assertNothingAllocated("warm", "-Dlanewise.vector=off");
    }

    @Test
    void warmVectorFormDoesNotAllocate() throws Exception {
        assertNothingAllocated("warm", "--add-modules", "jdk.incubator.vector");
    }

    private static void assertNothingAllocated(String mode, String... flags) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(flags));
        arguments.addAll(List.of("-cp", folder + File.pathSeparator + ChildJvm.classPath(), "app.Allocation", mode));
        String out = ChildJvm.java(folder, arguments).checked();
        List<String> lines = out.lines().toList();
        assertEquals(14, lines.size(), out);
        assertTrue(lines.stream().allMatch(line -> line.endsWith(" 0")), "Of 500 calls so many allocate:\n" + out);
    }
}
