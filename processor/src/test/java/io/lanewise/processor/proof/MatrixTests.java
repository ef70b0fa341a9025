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

    private static final List<String> MODELS = List.of("Crew", "Scribe", "Sight");

    @TempDir
    private Path folder;

    /** A JVM of the matrix: its flags, and where it saves. */
    private record Member(List<String> form, int threads, Path files) {}

    @Test
    void bitsAreTheSame() throws Exception {
        Map<String, String> sources = new HashMap<>();
        for (String model : MODELS) {
            sources.put("app/" + model + ".java", Resources.text("app/" + model + ".java"));
        }
        ModelCompiler.compile(sources).files().writeClasses(folder);
        List<Member> members = new ArrayList<>();
        for (List<String> form : FORMS) {
            for (int threads : new int[] {1, 2, 4}) {
                members.add(new Member(form, threads, Files.createDirectory(folder.resolve("files" + members.size()))));
            }
        }
        // By model and what was computed, then by the hash, which members computed it.
        Map<String, Map<String, List<String>>> found = new HashMap<>();
        for (Member member : members) {
            collect(found, member, run(member, "save", member.files()));
        }
        for (int i = 0; i < members.size(); i++) {
            // Each resumes the files of another form and another number of threads.
            Member other = members.get((i + 4) % members.size());
            collect(found, members.get(i), run(members.get(i), "resume", other.files()));
        }
        for (String model : MODELS) {
            for (String what : List.of("predicted", "trained")) {
                Map<String, List<String>> hashes = found.getOrDefault("app." + model + "Model " + what, Map.of());
                assertEquals(1, hashes.size(), () -> model + " " + what + ": " + hashes);
                int times = hashes.values().iterator().next().size();
                assertEquals((what.equals("trained") ? 2 : 6) * members.size(), times);
            }
        }
    }

    /** Lines of a model, what it did, and the hashes. */
    private static void collect(Map<String, Map<String, List<String>>> found, Member member, List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            boolean trained = words[1].equals("trained") || words[1].equals("resumed");
            for (int i = 2; i < words.length; i++) {
                found.computeIfAbsent(words[0] + (trained ? " trained" : " predicted"), key -> new LinkedHashMap<>())
                        .computeIfAbsent(words[i], key -> new ArrayList<>())
                        .add(words[1] + " by " + member.threads() + " threads, " + member.form());
            }
        }
    }

    private List<String> run(Member member, String what, Path files) throws Exception {
        List<String> arguments = new ArrayList<>(member.form());
        arguments.addAll(List.of("-XX:ActiveProcessorCount=4", "-cp"));
        arguments.add(folder + File.pathSeparator + ChildJvm.classPath());
        arguments.addAll(List.of(MatrixMain.class.getName(), String.valueOf(member.threads()), what, files.toString()));
        MODELS.forEach(model -> arguments.add("app." + model + "Model"));
        return ChildJvm.java(folder, arguments).checked().strip().lines().toList();
    }
}
