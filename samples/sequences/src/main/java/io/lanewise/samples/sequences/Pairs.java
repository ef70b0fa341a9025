package io.lanewise.samples.sequences;

import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random sequences of 3 to {@link Tokens#READ} letters, no two of them alike, and the same turned around.
 *
 * @param count how many
 * @param read the tokens of each, then nothing: {@link Tokens#READ} a sequence
 * @param written the edge and the tokens turned around, then nothing: {@link Tokens#WRITTEN} a sequence
 * @param next the tokens turned around and the edge, then nothing: {@link Tokens#WRITTEN} a sequence
 */
record Pairs(int count, int[] read, int[] written, int[] next) {
    private static final int SHORTEST = 3;

    /** Draws some that are not among {@code others}, and adds them there. */
    static Pairs draw(int count, long seed, Set<String> others) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] read = new int[count * Tokens.READ];
        int[] written = new int[count * Tokens.WRITTEN];
        int[] next = new int[count * Tokens.WRITTEN];
        for (int i = 0; i < count; ) {
            int[] letters = random.ints(random.nextInt(SHORTEST, Tokens.READ + 1), Tokens.A, Tokens.COUNT)
                    .toArray();
            if (!others.add(Tokens.text(letters, 0, letters.length))) {
                continue;
            }
            System.arraycopy(letters, 0, read, i * Tokens.READ, letters.length);
            int at = i * Tokens.WRITTEN;
            written[at] = Tokens.EDGE;
            for (int k = 0; k < letters.length; k++) {
                int letter = letters[letters.length - 1 - k];
                written[at + k + 1] = letter;
                next[at + k] = letter;
            }
            next[at + letters.length] = Tokens.EDGE;
            i++;
        }
        return new Pairs(count, read, written, next);
    }

    /**
     * The share of the tokens that one gets right on average who knows which letters a sequence has but not their order, at best:
     * the edge, and in every place the most frequent letter.
     */
    double bestWithoutOrder() {
        int tokens = 0;
        int right = 0;
        for (int i = 0; i < count; i++) {
            int[] times = new int[Tokens.COUNT];
            int most = 0;
            int length = 0;
            for (int at = i * Tokens.READ; at < (i + 1) * Tokens.READ && read[at] != Tokens.NOTHING; at++) {
                most = Math.max(most, ++times[read[at]]);
                length++;
            }
            tokens += length + 1;
            right += most + 1;
        }
        return (double) right / tokens;
    }
}
