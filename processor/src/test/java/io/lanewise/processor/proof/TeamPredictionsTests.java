package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What two or three threads compute of one example together, again and again, are the bits of one thread. */
@Isolated("Threads that wait for each other wait long where others keep the processors busy")
class TeamPredictionsTests {
    private static final int MODELS = 40;

    /** Attention, images and sequences of several lengths. */
    private static final List<String> APPS =
            List.of("Headline", "Scribe", "Sight", "Photo", "Translator", "Turned", "Writer");

    @TempDir
    private Path folder;

    @Test
    void aTeamGivesTheBitsOfOneThread() throws Exception {
        Map<String, String> sources = new HashMap<>(Resources.sources(APPS));
        List<String> names = new ArrayList<>();
        APPS.forEach(app -> names.add("app." + app + "Model"));
        sources.put("random/Blocks.java", RandomModel.BLOCKS);
        for (int seed = 7000; seed < 7000 + MODELS; seed++) {
            RandomModel.Source model = RandomModel.of(seed);
            sources.put("random/" + model.name() + ".java", model.text());
            names.add("random." + model.name() + "Model");
            RandomSequences.Source sequence = RandomSequences.of(seed);
            sources.put("random/Any" + seed + ".java", sequence.text("Any" + seed));
            names.add("random.Any" + seed + "Model");
        }
        ModelCompiler.compile(sources).files().writeClasses(folder);
        List<String> arguments = new ArrayList<>(List.of(
                "--add-modules",
                "jdk.incubator.vector",
                "-Dlanewise.vector=on",
                "-XX:ActiveProcessorCount=3",
                "-cp",
                folder + File.pathSeparator + ChildJvm.classPath(),
                TeamPredictionsMain.class.getName()));
        arguments.addAll(names);
        List<String> lines = ChildJvm.java(folder, arguments).checked().lines().toList();
        String last = lines.get(lines.size() - 1);
        assertEquals(List.of(), lines.subList(0, lines.size() - 1));
        assertTrue(Integer.parseInt(last.split(" ")[1]) > MODELS / 2, last);
    }
}
