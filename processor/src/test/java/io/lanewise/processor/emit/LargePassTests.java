package io.lanewise.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.processor.Compilation;
import io.lanewise.processor.LanewiseProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pass that computes much over rows of no whole vectors is printed once, and hands no vector on; one that computes little, twice. */
class LargePassTests {
    /** What no statement but the second scale of an exponential computes. */
    private static final String SCALE = "t4.sub(t19)";

    @TempDir
    Path folder;

    @Test
    void ofARaggedWidth() {
        String softmax = softmaxOf(37);
        assertEquals(1, count(softmax, SCALE), softmax);
        assertFalse(softmax.contains("sumLanes"), softmax);
        assertTrue(softmax.contains(".intoArray(r, rAt + (j & 15))"), softmax);
        assertEquals(6, count(softmax, "maxLanes"), softmax); // declared, two in each of two loops, stored
    }

    @Test
    void ofWholeVectors() {
        String softmax = softmaxOf(48);
        assertEquals(1, count(softmax, SCALE), softmax);
        assertTrue(softmax.contains("sumLanes"), softmax);
    }

    /** The lines of the kernel of a softmax over so many columns. */
    private String softmaxOf(int columns) {
        Compilation compilation = Compilation.of(
                folder,
                List.of("--add-modules", "jdk.incubator.vector", "-Xlint:-incubating"),
                new LanewiseProcessor(),
                Compilation.source("p/M.java", """
                        package p;
                        import static io.lanewise.annotations.Activation.SOFTMAX;
                        import io.lanewise.annotations.*;
                        import io.lanewise.annotations.layers.*;
                        @Model interface M {
                            @Input(shape = 5) Tensor x();
                            @Output @Dense(units = %d, activation = SOFTMAX) Tensor y(Tensor x);
                        }
                        """.formatted(columns)));
        assertTrue(compilation.success(), compilation::messages);
        return compilation.generated().get("p/MVector.java");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
