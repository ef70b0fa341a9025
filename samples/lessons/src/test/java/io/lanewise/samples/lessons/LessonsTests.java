package io.lanewise.samples.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gives every lesson in full; what each claims is tested beside it. */
final class LessonsTests {
    private static final Path PICTURES = Path.of("target", "lessons");

    static Stream<Lesson> lessons() {
        return Lessons.all().stream();
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void speaksAndDraws(Lesson lesson) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lesson.script().teach(new Page(new PrintStream(bytes, true, StandardCharsets.UTF_8), PICTURES));
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.size() >= 5, () -> lines.size() + " lines of text");
        for (String line : lines) {
            assertFalse(line.contains("NaN") || line.contains("Infinity"), line);
            if (line.startsWith("wrote ")) {
                assertNotNull(ImageIO.read(Path.of(line.substring(6)).toFile()), line);
            }
        }
    }

    @Test
    void namesAreUniqueAndFoundInAnyCase() {
        long names =
                lessons().map(lesson -> lesson.name().toLowerCase()).distinct().count();
        assertEquals(Lessons.all().size(), names);
        assertEquals("Xor", Lessons.named("xor").name());
        String message = assertThrows(IllegalArgumentException.class, () -> Lessons.named("Xorr"))
                .getMessage();
        assertTrue(message.startsWith("There is no lesson 'Xorr'. There are Or, "), message);
    }

    /** The page of the samples has a line for each lesson, with what it shows. */
    @ParameterizedTest
    @MethodSource("lessons")
    void standsInTheReadme(Lesson lesson) throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        assertTrue(readme.contains("| `" + lesson.name() + "` | " + lesson.about() + " |"), lesson::name);
    }
}
