package io.lanewise.samples.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * English words of 2 to 14 letters a to z, from SCOWL; where they come from and on what terms stands in {@code words-license.txt}
 * beside them.
 *
 * @param train words to learn from
 * @param heldOut words to judge by, a tenth of all
 */
record WordList(List<String> train, List<String> heldOut) {
    /** The letters of the longest word. */
    static final int LONGEST = 14;

    private static final long SEED = 1;

    /** Reads the list, and shuffles it in the same way each time. */
    static WordList read() {
        try (InputStream in = WordList.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("words.txt is not on the class path, beside " + WordList.class);
            }
            List<String> words = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
            Collections.shuffle(words, new Random(SEED));
            int heldOut = words.size() / 10;
            return new WordList(
                    List.copyOf(words.subList(heldOut, words.size())), List.copyOf(words.subList(0, heldOut)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
