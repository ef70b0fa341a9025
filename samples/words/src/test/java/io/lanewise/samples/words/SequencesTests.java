package io.lanewise.samples.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks that see the whole beginning know more of the next letter than one that sees a letter. Short trainings. */
final class SequencesTests {
    private static final WordList WORDS = WordList.read();
    private static final double BIGRAM = new BigramTable(WORDS.train(), 1).perplexity(WORDS.heldOut());

    @Test
    void embeddingsLearnTheBigram() {
        double learnt = Bigrams.embedded(WORDS.train(), 5).perplexity(WORDS.heldOut());
        assertEquals(BIGRAM, learnt, 0.02 * BIGRAM);
    }

    @Test
    void recurrent() {
        knowsMore(Sequences.recurrent(WORDS.train(), 3));
    }

    @Test
    void longShortTerm() {
        knowsMore(Sequences.longShortTerm(WORDS.train(), 3));
    }

    @Test
    void transformer() {
        knowsMore(Sequences.transformer(WORDS.train(), 3));
    }

    private static void knowsMore(NextLetter model) {
        double perplexity = model.perplexity(WORDS.heldOut());
        assertTrue(perplexity <= 0.9 * BIGRAM, perplexity + " beside " + BIGRAM);
        // Letter by letter it says the same: nothing that comes later was known.
        List<String> some = WORDS.heldOut().subList(0, 20);
        NextLetter letterByLetter = model::after;
        assertEquals(letterByLetter.perplexity(some), model.perplexity(some), 1e-9);
    }
}
