package io.lanewise.samples.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.plots.Palette;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words that may stand for each other in the grammar are near each other, and what is drawn of them is so, too. The sample's own training
 * takes a second or two: there is no shorter one, and none that waits for {@code -Dsamples.full}.
 */
final class VectorsTests {
    private final Grammar grammar = new Grammar();

    @Test
    void sentencesAreOfTheGrammar() {
        assertEquals(Grammar.WORDS, grammar.words().size());
        Set<String> first = new HashSet<>();
        for (int[] sentence : grammar.draw(2000, 1)) {
            List<String> text = grammar.text(sentence);
            assertEquals("the", text.get(0));
            first.add(text.get(1));
            if (text.contains("drinks")) {
                assertEquals(4, text.size());
                assertTrue(grammar.choices("DRINK").contains(text.get(3)), text::toString);
            }
        }
        Set<String> subjects = new HashSet<>(grammar.choices("PERSON"));
        subjects.addAll(grammar.choices("ANIMAL"));
        assertEquals(subjects, first);
        String message = assertThrows(IllegalArgumentException.class, () -> grammar.number("dragon"))
                .getMessage();
        assertTrue(message.startsWith("There is no word 'dragon'. The words are [a, ball,"), message);
    }

    @Test
    void aPairIsAWordAndOneNearIt() {
        Dataset pairs = Vectors.pairs(List.of(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6}));
        assertArrayEquals(new int[] {0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 6}, pairs.ints("word"));
        assertArrayEquals(
                new int[] {1, 2, 3, 0, 2, 3, 4, 0, 1, 3, 4, 0, 1, 2, 4, 1, 2, 3, 6, 5}, pairs.ints("neighbour"));
    }

    @Test
    void whatMayStandForEachOtherIsNear(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Vectors vectors = Main.run(folder, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (String group : List.of("ANIMAL", "FOOD", "DRINK", "FEED", "STABLE", "COURT", "FARM", "BOOK", "TOY")) {
            Set<String> words = Set.copyOf(grammar.choices(group));
            for (String word : words) {
                Set<String> near = new HashSet<>(vectors.nearest(word, words.size() - 1));
                near.add(word);
                assertEquals(words, near, () -> "the nearest words of " + word);
            }
        }
        Map<String, String> pairs = Map.of("king", "queen", "prince", "princess", "man", "woman", "boy", "girl");
        pairs.forEach((he, she) -> {
            assertEquals(List.of(she), vectors.nearest(he, 1));
            assertEquals(List.of(he), vectors.nearest(she, 1));
        });
        for (String[] words : Main.ANALOGIES) {
            assertEquals(words[3], vectors.analogy(words[0], words[1], words[2]));
        }

        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertTrue(lines.contains("man is to woman as king is to queen"), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("palace +castle, .*")), lines::toString);

        BufferedImage image = ImageIO.read(folder.resolve("words.png").toFile());
        Set<Integer> seen = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.add(image.getRGB(x, y));
            }
        }
        for (int group = 0; group <= Main.GROUPS.size(); group++) {
            assertTrue(seen.contains(Palette.of(group).getRGB()), "the colour of group " + group);
        }
    }

    /** Six points at ±3, ±2 and ±1 along three axes turned in space. */
    @Test
    void findsTheAxesOfAnEllipsoid() {
        float[][] axes = {{2 / 3f, 2 / 3f, 1 / 3f}, {-2 / 3f, 1 / 3f, 2 / 3f}, {1 / 3f, -2 / 3f, 2 / 3f}};
        float[][] points = new float[6][3];
        for (int i = 0; i < 6; i++) {
            for (int k = 0; k < 3; k++) {
                points[i][k] = 5 + (i % 2 == 0 ? 1 : -1) * (3 - i / 2) * axes[i / 2][k];
            }
        }
        PrincipalComponents components = new PrincipalComponents(List.of(points), 2);
        assertEquals(9 / 14.0, components.share(0), 1e-6);
        assertEquals(4 / 14.0, components.share(1), 1e-6);
        assertEquals(3, Math.abs(components.along(0, points[0])), 1e-5);
        assertEquals(0, components.along(1, points[0]), 1e-5);
        assertEquals(2, Math.abs(components.along(1, points[2])), 1e-5);
        assertEquals(0, components.along(0, points[4]), 1e-5);
    }
}
