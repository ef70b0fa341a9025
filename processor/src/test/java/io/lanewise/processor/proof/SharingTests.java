package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model shared by many threads while new weights are published: each answer belongs to one version entirely. */
class SharingTests {
    @Test
    void eachAnswerIsOfOneVersion(@TempDir Path folder) throws Exception {
        ModelCompiler.compile(Map.of(
                        "app/Photo.java", Resources.text("app/Photo.java"),
                        "app/Sharing.java", Resources.text("app/Sharing.java")))
                .files()
                .writeClasses(folder);
        String out = ChildJvm.java(
                        folder,
                        List.of(
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-cp",
                                folder + File.pathSeparator + ChildJvm.classPath(),
                                "app.Sharing"))
                .checked();
        String[] words = out.strip().split(" ");
        assertTrue(Integer.parseInt(words[1]) > 100, out);
        assertTrue(Integer.parseInt(words[3]) > 1, "Only one version was ever seen, so nothing was tried: " + out);
        assertEquals("0", words[5], out);
    }
}
