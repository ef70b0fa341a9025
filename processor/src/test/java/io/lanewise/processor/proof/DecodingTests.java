package io.lanewise.processor.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A step of a decoder has the bits of the whole sequence so far: with repeated blocks of causal attention, tied weights, tables of
 * positions, masks, and attention to what is given once; of one example and of several, over more steps than panels hold, in the
 * scalar form and in the vector form. Steps allocate nothing once they are warm.
 */
@Isolated("Its deadline is one of a machine that does nothing else")
class DecodingTests {
    @TempDir
    static Path folder;

    @BeforeAll
    static void compile() throws Exception {
        ModelCompiler.compile(Resources.sources(List.of("Writer", "Translator", "Assorted", "Stepwise")))
                .files()
                .writeClasses(folder);
    }

    @Test
    void scalarStepsAreThoseOfTheSequence() throws Exception {
        assertStepwise(List.of("-Dlanewise.vector=off"), List.of());
    }

    @Test
    void stepsAreThoseOfTheSequenceWhileTheyTakeOver() throws Exception {
        assertStepwise(List.of("--add-modules", "jdk.incubator.vector"), List.of());
    }

    @Test
    void warmVectorStepsAreThoseOfTheSequence() throws Exception {
        assertStepwise(List.of("--add-modules", "jdk.incubator.vector", "-Dlanewise.vector=on"), List.of("warm"));
    }

    @Test
    void stepsOfNarrowVectorsAreThoseOfTheSequence() throws Exception {
        assertStepwise(List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=16"), List.of("warm"));
    }

    private static void assertStepwise(List<String> flags, List<String> words) throws Exception {
        List<String> arguments = new ArrayList<>(flags);
        arguments.addAll(List.of("-cp", folder + File.pathSeparator + ChildJvm.classPath(), "app.Stepwise"));
        arguments.addAll(words);
        String out = ChildJvm.java(folder, arguments).checked();
        assertEquals("""
                writer 1 equal
                translator 1 of 21 equal
                translator 1 of 2 equal
                assorted 1 equal
                writer 3 equal
                translator 3 of 21 equal
                translator 3 of 2 equal
                assorted 3 equal
                writer allocates in 0
                translator allocates in 0
                """, out);
    }
}
