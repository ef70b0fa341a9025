package io.lanewise.samples.words;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The table is right, and softmax regression finds it. */
final class BigramsTests {
    private static final WordList WORDS = WordList.read();

    @Test
    void readsTheList() {
        assertEquals(10_690, WORDS.train().size() + WORDS.heldOut().size());
        assertEquals(1_069, WORDS.heldOut().size());
        assertTrue(WORDS.train().stream().allMatch(word -> word.matches("[a-z]{2,14}")));
        assertArrayEquals(new int[] {0, 1, 14, 0}, Letters.of("an"));
    }

    @Test
    void countsPairs() {
        BigramTable table = new BigramTable(List.of("ab", "abba"), 0);
        assertEquals(1, table.after(new int[] {Letters.EDGE})[1], "both words begin with a");
        assertEquals(2 / 3f, table.after(new int[] {0, 1})[2], "a, b twice and the edge once");
        // Two letters and four, and an edge behind each: (1·2/3·1/3 · 1·2/3·1/3·1/3·1/3) and so on.
        double product = 1 * 2 / 3.0 * 1 / 3 * 1 * 2 / 3.0 * 1 / 3 * 1 / 3 * 1 / 3;
        assertEquals(Math.pow(product, -1 / 8.0), table.perplexity(List.of("ab", "abba")), 1e-6);
    }

    @Test
    void printsEveryCount() {
        List<String> lines =
                new BigramTable(WORDS.train(), 0).toString().lines().toList();
        assertEquals(1 + Letters.COUNT, lines.size());
        String letters = ".abcdefghijklmnopqrstuvwxyz";
        assertEquals(letters, lines.get(0).replace(" ", ""));
        for (int first = 0; first < Letters.COUNT; first++) {
            String[] row = lines.get(1 + first).split(" +");
            assertEquals(1 + Letters.COUNT, row.length);
            assertEquals(letters.substring(first, first + 1), row[0]);
            for (int second = 0; second < Letters.COUNT; second++) {
                assertEquals(pairs(letters.charAt(first), letters.charAt(second)), Long.parseLong(row[1 + second]));
            }
        }
    }

    private static long pairs(char first, char second) {
        long count = 0;
        for (String word : WORDS.train()) {
            String edged = "." + word + ".";
            for (int i = 1; i < edged.length(); i++) {
                count += edged.charAt(i - 1) == first && edged.charAt(i) == second ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void softmaxRegressionFindsTheTable() {
        double counted = new BigramTable(WORDS.train(), 0).perplexity(WORDS.train());
        double learnt = Bigrams.softmax(WORDS.train(), 5).perplexity(WORDS.train());
        assertTrue(learnt >= counted * 0.999999, "nothing fits the pairs better than their counts: " + learnt);
        assertTrue(learnt <= counted * 1.005, learnt + " beside " + counted);
    }

    @Test
    void drawsTheSameWordsForTheSameSeed() {
        NextLetter table = new BigramTable(WORDS.train(), 1);
        List<String> drawn = table.draw(20, 7);
        assertEquals(drawn, table.draw(20, 7));
        assertTrue(drawn.stream().allMatch(word -> word.length() <= WordList.LONGEST));
    }
}
