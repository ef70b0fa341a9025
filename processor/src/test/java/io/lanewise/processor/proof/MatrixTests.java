package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The promise of same bits: 1, 2 and 4 threads, vectors of 512, 256 and 128 bit and none, cold and warm, predicted one by one
 * and in batches, trained in one go and resumed in a new JVM from the file of another.
 */
@Isolated("Threads that wait for each other wait long where others keep the processors busy")
class MatrixTests {
    private static final List<List<String>> FORMS = List.of(
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=64"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=32"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=16"),
            List.of("-Dlanewise.vector=off"));

    private static final List<Integer> THREADS = List.of(1, 2, 4);

    private static final List<String> MODELS = List.of("Crew", "Headline", "Scribe", "Sight");

    @TempDir
    private Path folder;

    @Test
    void bitsAreTheSame() throws Exception {
        ModelCompiler.compile(Resources.sources(MODELS)).files().writeClasses(folder);
        // By model and what was computed, then by the hash, which members computed it.
        Map<String, Map<String, List<String>>> found = new HashMap<>();
        Path other = folder.resolve("none");
        for (int i = 0; i <= FORMS.size() * THREADS.size(); i++) {
            // Each resumes what one of another form and another number of threads saved.
            List<String> form = FORMS.get(i % FORMS.size());
            int threads = THREADS.get(i % THREADS.size());
            Path files = Files.createDirectory(folder.resolve("files" + i));
            collect(found, form + " with " + threads + " threads", run(form, threads, files, other));
            other = files;
        }
        int members = FORMS.size() * THREADS.size() + 1;
        for (String model : MODELS) {
            Map<String, List<String>> predicted = found.getOrDefault("app." + model + "Model predicted", Map.of());
            Map<String, List<String>> trained = found.getOrDefault("app." + model + "Model trained", Map.of());
            assertEquals(List.of(6 * members), sizes(predicted), () -> model + " predicted " + predicted);
            assertEquals(List.of(2 * members - 1), sizes(trained), () -> model + " trained " + trained);
        }
    }

    private static List<Integer> sizes(Map<String, List<String>> found) {
        return found.values().stream().map(List::size).toList();
    }

    /** Lines of a model, what it did, and the hashes. */
    private static void collect(Map<String, Map<String, List<String>>> found, String member, List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            boolean trained = words[1].equals("trained") || words[1].equals("resumed");
            for (int i = 2; i < words.length; i++) {
                found.computeIfAbsent(words[0] + (trained ? " trained" : " predicted"), key -> new LinkedHashMap<>())
                        .computeIfAbsent(words[i], key -> new ArrayList<>())
                        .add(words[1] + " by " + member);
            }
        }
    }

    private List<String> run(List<String> form, int threads, Path files, Path other) throws Exception {
        List<String> arguments = new ArrayList<>(form);
        arguments.addAll(List.of("-XX:ActiveProcessorCount=4", "-cp"));
        arguments.add(folder + File.pathSeparator + ChildJvm.classPath());
        arguments.addAll(
                List.of(MatrixMain.class.getName(), String.valueOf(threads), files.toString(), other.toString()));
        MODELS.forEach(model -> arguments.add("app." + model + "Model"));
        return ChildJvm.java(folder, arguments).checked().strip().lines().toList();
    }
}
