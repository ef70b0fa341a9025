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

/** The same bits at every lane count, in the scalar form, cold and warm, and however a batch is split. */
class BitEqualityTests {
    private static final int MODELS = 10;

    @Test
    void bitsDependOnNothing(@TempDir Path folder) throws Exception {
        Map<String, String> sources = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        sources.put("random/Blocks.java", RandomModel.BLOCKS);
        for (int seed = 1000; seed < 1000 + MODELS; seed++) {
            RandomModel.Source model = RandomModel.of(seed);
            sources.put("random/" + model.name() + ".java", model.text());
            names.add("random." + model.name() + "Model");
        }
        List<String> apps = List.of("Photo", "Wide", "Long", "Mixed", "Normal", "Turned", "Reader");
        sources.putAll(Resources.sources(apps));
        apps.forEach(name -> names.add("app." + name + "Model"));
        ModelCompiler.compile(sources).files().writeClasses(folder);

        Map<String, String> outputs = new LinkedHashMap<>();
        for (List<String> flags : List.of(
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=64"),
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=32"),
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on", "-XX:MaxVectorSize=16"),
                List.of("--add-modules", "jdk.incubator.vector"),
                List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=off"),
                List.<String>of())) {
            List<String> arguments = new ArrayList<>(flags);
            arguments.addAll(
                    List.of("-cp", folder + File.pathSeparator + ChildJvm.classPath(), BitsMain.class.getName()));
            arguments.addAll(names);
            ChildJvm.Result result = ChildJvm.java(folder, arguments);
            outputs.put(String.join(" ", flags), result.checked());
            if (flags.contains("-Dlanewise.vector=on")) {
                assertTrue(
                        result.err().contains("app.PhotoModel warm true"),
                        "The vector form never took over: " + result.err());
            }
        }
        String first = outputs.values().iterator().next();
        for (String line : first.strip().split("\n")) {
            String[] words = line.strip().split(" ");
            assertEquals(words[1], words[2], words[0] + " has other bits warm than cold");
        }
        outputs.forEach((flags, output) -> assertEquals(first, output, "Other bits with '" + flags + "'"));
    }
}
