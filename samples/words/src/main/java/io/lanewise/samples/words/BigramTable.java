package io.lanewise.samples.words;

import java.util.List;

/** How often each letter follows each other one, counted. Every count begins at {@code more}, so that no pair is impossible. */
final class BigramTable implements NextLetter {
    private final long[][] counts = new long[Letters.COUNT][Letters.COUNT];
    private final float[][] probabilities = new float[Letters.COUNT][Letters.COUNT];

    BigramTable(List<String> words, double more) {
        for (String word : words) {
            int[] letters = Letters.of(word);
            for (int i = 1; i < letters.length; i++) {
                counts[letters[i - 1]][letters[i]]++;
            }
        }
        for (int first = 0; first < Letters.COUNT; first++) {
            double sum = 0;
            for (long count : counts[first]) {
                sum += count + more;
            }
            for (int second = 0; second < Letters.COUNT; second++) {
                probabilities[first][second] = (float) ((counts[first][second] + more) / sum);
            }
        }
    }

    @Override
    public float[] after(int[] beginning) {
        return probabilities[beginning[beginning.length - 1]];
    }

    /** The counts: a row for each letter, a column for each that follows. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(" ");
        for (int second = 0; second < Letters.COUNT; second++) {
            text.append(String.format("%6s", Letters.letter(second)));
        }
        for (int first = 0; first < Letters.COUNT; first++) {
            text.append('\n').append(Letters.letter(first));
            for (long count : counts[first]) {
                text.append(String.format("%6d", count));
            }
        }
        return text.append('\n').toString();
    }
}
