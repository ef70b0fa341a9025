package io.lanewise.samples.sequences;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The pairs are what they should be, attention turns sequences around, and a bag of vectors does not. Short trainings; the sample's own
 * by {@code -Dsamples.full}.
 */
final class SequencesTests {
    private final Set<String> drawn = new HashSet<>();
    private final Pairs heldOut = Pairs.draw(1000, 1, drawn);
    private final Pairs train = Pairs.draw(10_000, 2, drawn);

    @Test
    void pairsAreTurnedAround() {
        assertEquals(11_000, drawn.size(), "no two are alike");
        boolean[] lengths = new boolean[Tokens.READ + 1];
        for (int i = 0; i < heldOut.count(); i++) {
            String read = Tokens.text(heldOut.read(), i * Tokens.READ, (i + 1) * Tokens.READ);
            int at = i * Tokens.WRITTEN;
            assertEquals(
                    new StringBuilder(read).reverse().toString(), Tokens.text(heldOut.next(), at, at + Tokens.WRITTEN));
            assertEquals(Tokens.EDGE, heldOut.next()[at + read.length()]);
            assertEquals(Tokens.EDGE, heldOut.written()[at]);
            assertArrayEquals(
                    Arrays.copyOfRange(heldOut.next(), at, at + read.length()),
                    Arrays.copyOfRange(heldOut.written(), at + 1, at + 1 + read.length()));
            lengths[read.length()] = true;
        }
        assertArrayEquals(new boolean[] {false, false, false, true, true, true, true, true, true}, lengths);
    }

    @Test
    void scoresCountTokensAndSequences() {
        assertEquals(new Score(1, 1), Score.of((read, count) -> heldOut.next(), heldOut));
        int[] wrongAtFirst = heldOut.next().clone();
        wrongAtFirst[0] = Tokens.EDGE;
        double tokens = Arrays.stream(heldOut.next())
                .filter(token -> token != Tokens.NOTHING)
                .count();
        assertEquals(new Score((tokens - 1) / tokens, 0.999), Score.of((read, count) -> wrongAtFirst, heldOut));
    }

    @Test
    void encoderAndDecoderTurnAround() {
        Score score = Score.of(Writer.encoderAndDecoder(train, 3), heldOut);
        assertTrue(score.tokens() >= 0.99 && score.sequences() >= 0.97, score::toString);
    }

    @Test
    void aBagOfVectorsCannot() {
        Score score = Score.of(Writer.bagOfVectors(train, 5), heldOut);
        assertEquals(heldOut.bestWithoutOrder(), score.tokens(), 0.04);
        assertTrue(score.sequences() <= 0.05, score::toString);
    }

    @Test
    @EnabledIfSystemProperty(named = "samples.full", matches = "true")
    void turns99OfAHundredAroundAfterTheWholeTraining() {
        Main.Result result = Main.run(System.out);
        assertTrue(result.attention().tokens() >= 0.99 && result.attention().sequences() >= 0.99, result::toString);
        assertEquals(result.most(), result.bag().tokens(), 0.04);
        assertTrue(result.bag().sequences() <= 0.05, result::toString);
    }
}
