package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer's checkpoints and its files of examples, each in a JVM of its own. */
class TrainerTests {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        ModelCompiler.compile(Resources.sources(List.of("Broad", "Crew")))
                .files()
                .writeClasses(folder);
    }

    private static String run(String model, String vectors, String heap, String what, Path path, int number)
            throws Exception {
        List<String> flags = new ArrayList<>(
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=" + vectors, heap, "-cp"));
        flags.add(folder + File.pathSeparator + ChildJvm.classPath());
        flags.addAll(
                List.of(CheckpointMain.class.getName(), "app." + model + "Model", what, path.toString(), "" + number));
        return ChildJvm.java(folder, flags).checked().strip();
    }

    /** 200 steps = 100 + a new JVM + 100, within an epoch, with accumulation, dropout, validation and best weights. */
    @Test
    void resumedInANewJvmATrainerGivesTheSameBits() throws Exception {
        String whole = run("Crew", "on", "-Xmx256m", "train", folder.resolve("whole"), 200);
        Path parts = folder.resolve("parts");
        run("Crew", "off", "-Xmx256m", "train", parts, 100);
        assertEquals(whole, run("Crew", "on", "-Xmx256m", "train", parts, 200));
        try (var files = Files.list(parts)) {
            assertEquals(
                    List.of("step-000000000185.safetensors", "step-000000000200.safetensors"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void fileLargerThanTheHeapIsTrainedOn() throws Exception {
        Path file = folder.resolve("examples");
        int heap = 48 << 20;
        int examples = 90_000;
        run("Broad", "on", "-Xmx48m", "write", file, examples);
        assertTrue(Files.size(file) > 2L * heap, "only " + Files.size(file) + " bytes");
        String found = run("Broad", "on", "-Xmx48m", "file", file, examples);
        assertTrue(found.endsWith(" of " + heap + " bytes"), found);
        assertEquals(
                found.substring(0, found.indexOf(" of ")),
                run("Broad", "on", "-Xmx1g", "file", file, examples).split(" of ")[0],
                "the heap changes no bit");
    }
}
