package io.lanewise.samples.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What the sample shows is true after its whole training. Two minutes. */
@EnabledIfSystemProperty(named = "samples.full", matches = "true")
final class FullTests {
    private static final WordList WORDS = WordList.read();

    @Test
    void everyWayKnowsWhatItShould() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<Way, NextLetter> learnt = Main.run(WORDS, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String text = bytes.toString(StandardCharsets.UTF_8);
        System.out.println(text);

        BigramTable counts = new BigramTable(WORDS.train(), 0);
        assertTrue(text.contains(counts.toString()), "the table");
        double counted = counts.perplexity(WORDS.train());
        double softmax = learnt.get(Way.SOFTMAX).perplexity(WORDS.train());
        assertTrue(softmax >= counted * 0.999999, "nothing fits the pairs better than their counts: " + softmax);
        assertTrue(softmax <= counted * 1.005, softmax + " beside " + counted);

        double bigram = learnt.get(Way.COUNTED).perplexity(WORDS.heldOut());
        double embedded = learnt.get(Way.EMBEDDED).perplexity(WORDS.heldOut());
        assertEquals(bigram, embedded, 0.02 * bigram);
        for (Way way : new Way[] {Way.RECURRENT, Way.LONG_SHORT_TERM, Way.TRANSFORMER}) {
            double perplexity = learnt.get(way).perplexity(WORDS.heldOut());
            assertTrue(perplexity <= 0.9 * bigram, () -> way.title() + ": " + perplexity + " beside " + bigram);
        }

        String drawn = "( [a-z]{1," + WordList.LONGEST + "}){" + Main.DRAWN + "}";
        for (Way way : Way.values()) {
            String line = text.lines()
                    .filter(one -> one.startsWith(way.title() + " "))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.matches(way.title() + " +[0-9.]+ +[0-9.]+  " + drawn), line);
        }
    }
}
