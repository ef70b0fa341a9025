package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * 200 steps are 100, a file, a new JVM and 100 more, to the bit, with each optimizer, alone and with everything around it. The new
 * JVMs compute in other forms and with other numbers of threads, too.
 */
@Isolated("Threads that wait for each other wait long where others keep the processors busy")
class ResumeTests {
    private static final List<String> VECTORS =
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:ActiveProcessorCount=2");
    private static final List<String> NARROW = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-Dlanewise.vector=on",
            "-XX:MaxVectorSize=16",
            "-XX:ActiveProcessorCount=2");
    private static final List<String> SCALARS = List.of("-Dlanewise.vector=off", "-XX:ActiveProcessorCount=2");

    @Test
    void everyOptimizerGoesOnToTheBit(@TempDir Path folder) throws Exception {
        ModelCompiler.compile(Map.of("app/Crew.java", Resources.text("app/Crew.java")))
                .files()
                .writeClasses(folder);
        List<String> unbroken = run(folder, VECTORS, "2", "save");
        assertEquals(2 * 14, unbroken.size());
        assertEquals(unbroken, run(folder, SCALARS, "1", "resume"));
        assertEquals(unbroken, run(folder, NARROW, "2", "resume"));
        Set<String> hashes = new HashSet<>();
        for (String line : unbroken) {
            hashes.add(line.split(" ")[1]);
        }
        assertEquals(unbroken.size(), hashes.size(), "each rule makes other weights: " + unbroken);
    }

    private static List<String> run(Path folder, List<String> form, String threads, String what) throws Exception {
        List<String> arguments = new ArrayList<>(form);
        arguments.addAll(List.of("-cp", folder + File.pathSeparator + ChildJvm.classPath()));
        arguments.addAll(List.of(ResumeMain.class.getName(), "app.CrewModel", threads, what, folder.toString()));
        return ChildJvm.java(folder, arguments).checked().strip().lines().toList();
    }
}
