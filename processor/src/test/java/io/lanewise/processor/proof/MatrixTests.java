package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The promise of same bits: 1, 2 and 4 threads, vectors of 512, 256 and 128 bit and none, cold and warm, predicted one by one
 * and in batches, trained in one go and resumed in a new JVM from the file of another.
 */
class MatrixTests {
    private static final List<List<String>> FORMS = List.of(
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=64"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=32"),
            List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=16"),
            List.of("-Dlanewise.vector=off"));

    @ParameterizedTest
    @ValueSource(strings = {"Crew", "Scribe", "Sight"})
    void bitsAreTheSame(String model, @TempDir Path folder) throws Exception {
        ModelCompiler.compile(Map.of("app/" + model + ".java", Resources.text("app/" + model + ".java")))
                .files()
                .writeClasses(folder);
        Map<String, String> hashes = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        List<List<String>> runs = new ArrayList<>();
        for (List<String> form : FORMS) {
            for (int threads : new int[] {1, 2, 4}) {
                Path file = folder.resolve("training" + files.size() + ".safetensors");
                files.add(file);
                List<String> flags = new ArrayList<>(form);
                flags.addAll(List.of("-XX:ActiveProcessorCount=4", "-cp"));
                flags.add(folder + File.pathSeparator + ChildJvm.classPath());
                flags.addAll(List.of(MatrixMain.class.getName(), "app." + model + "Model", String.valueOf(threads)));
                runs.add(flags);
                String name = form + " with " + threads + " threads";
                for (String line : run(folder, flags, "save", file)) {
                    String[] words = line.split(" ", 2);
                    hashes.put(name + ", " + words[0], words[1]);
                }
            }
        }
        // Each resumes the file of another form and another number of threads.
        for (int i = 0; i < files.size(); i++) {
            String line = run(folder, runs.get(i), "resume", files.get((i + 4) % files.size()))
                    .get(0);
            hashes.put(runs.get(i) + ", resumed", line.split(" ", 2)[1]);
        }
        assertEquals(4 * 3 * 4, hashes.size());
        String trained = "";
        String predicted = "";
        for (Map.Entry<String, String> entry : hashes.entrySet()) {
            if (entry.getKey().endsWith("trained") || entry.getKey().endsWith("resumed")) {
                trained = trained.isEmpty() ? entry.getValue() : trained;
                assertEquals(trained, entry.getValue(), entry.getKey());
            } else {
                String[] ways = entry.getValue().split(" ");
                predicted = predicted.isEmpty() ? ways[0] : predicted;
                assertEquals(List.of(predicted, predicted, predicted), List.of(ways), entry.getKey());
            }
        }
        assertTrue(!trained.isEmpty() && !predicted.isEmpty(), hashes::toString);
    }

    private static List<String> run(Path folder, List<String> flags, String what, Path file) throws Exception {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of(what, file.toString()));
        return ChildJvm.java(folder, arguments).checked().strip().lines().toList();
    }
}
