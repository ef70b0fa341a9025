package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The promise of same bits: 1, 2 and 4 threads, vectors of 512, 256 and 128 bit and none, cold and warm, predicted one by one
 * and in batches, trained in one go and resumed in a new JVM from the file of another.
 */
@Isolated("Threads that wait for each other wait long where others keep the processors busy")
class MatrixTests {
    /** Each resumes what the one before saved, the first what the last did: from vectors to none, and back. */
    private static final List<List<String>> FORMS = List.of(
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=64"),
            List.of("-Dlanewise.vector=off"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=32"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=16"));

    private static final List<Integer> THREADS = List.of(1, 2, 4);

    private static final List<String> MODELS = List.of("Crew", "Headline", "Scribe", "Sight");

    @TempDir
    private Path folder;

    @Test
    void bitsAreTheSame() throws Exception {
        ModelCompiler.compile(Resources.sources(MODELS)).files().writeClasses(folder);
        // By model and what was computed, then by the hash, which members computed it.
        Map<String, Map<String, List<String>>> found = new HashMap<>();
        String saved = "none";
        for (int i = 0; i < FORMS.size(); i++) {
            List<String> form = FORMS.get(i);
            List<Integer> threads = new ArrayList<>(THREADS);
            Collections.rotate(threads, i);
            String files = Files.createDirectory(folder.resolve("files" + i)).toString();
            collect(found, form, run(form, threads, files, saved));
            saved = files;
            // Only the first number of threads found the models cold.
            for (int others : threads.subList(1, threads.size())) {
                collect(found, form, run(form, List.of(others), "none", "none"));
            }
        }
        collect(found, FORMS.get(0), run(FORMS.get(0), THREADS, "none", saved));
        int members = FORMS.size() * THREADS.size();
        // At first and later; cold; and where the last file was resumed.
        int predictions = 2 * members + members - FORMS.size() + THREADS.size();
        for (String model : MODELS) {
            Map<String, List<String>> predicted = found.getOrDefault("app." + model + "Model predicted", Map.of());
            Map<String, List<String>> trained = found.getOrDefault("app." + model + "Model trained", Map.of());
            assertEquals(List.of(3 * predictions), sizes(predicted), () -> model + " predicted " + predicted);
            assertEquals(List.of(2 * members), sizes(trained), () -> model + " trained " + trained);
        }
    }

    private static List<Integer> sizes(Map<String, List<String>> found) {
        return found.values().stream().map(List::size).toList();
    }

    /** Lines of a model, what it did with how many threads, and the hashes. */
    private static void collect(Map<String, Map<String, List<String>>> found, List<String> form, List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            boolean trained = words[1].equals("trained") || words[1].equals("resumed");
            for (int i = 3; i < words.length; i++) {
                found.computeIfAbsent(words[0] + (trained ? " trained" : " predicted"), key -> new LinkedHashMap<>())
                        .computeIfAbsent(words[i], key -> new ArrayList<>())
                        .add(words[1] + " with " + words[2] + " threads by " + form);
            }
        }
    }

    private List<String> run(List<String> form, List<Integer> threads, String files, String saved) throws Exception {
        List<String> arguments = new ArrayList<>(form);
        arguments.addAll(List.of("-XX:ActiveProcessorCount=4", "-cp"));
        arguments.add(folder + File.pathSeparator + ChildJvm.classPath());
        arguments.add(MatrixMain.class.getName());
        arguments.add(threads.stream().map(String::valueOf).collect(Collectors.joining(",")));
        arguments.addAll(List.of(files, saved));
        MODELS.forEach(model -> arguments.add("app." + model + "Model"));
        return ChildJvm.java(folder, arguments).checked().strip().lines().toList();
    }
}
