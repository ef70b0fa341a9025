package io.lanewise.samples.words;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** What knows how probable each letter is to come next. */
interface NextLetter {
    /** The probabilities of the letters, the edge among them, after the letters of {@code beginning}, the edge first. */
    float[] after(int[] beginning);

    /**
     * How many letters it hesitates between on average: the exponential of the mean of −ln p, over all letters of the words and
     * the edges behind them.
     */
    default double perplexity(List<String> words) {
        double sum = 0;
        long count = 0;
        for (String word : words) {
            int[] letters = Letters.of(word);
            for (int i = 1; i < letters.length; i++) {
                sum -= Math.log(after(Arrays.copyOf(letters, i))[letters[i]]);
                count++;
            }
        }
        return Math.exp(sum / count);
    }

    /** As many words, drawn letter by letter; none is longer than the longest that was learnt from. */
    default List<String> draw(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Stream.generate(() -> draw(random)).limit(count).toList();
    }

    private String draw(SplittableRandom random) {
        int[] letters = {Letters.EDGE};
        StringBuilder word = new StringBuilder();
        while (word.length() < WordList.LONGEST) {
            float[] probabilities = after(letters);
            double left = random.nextDouble();
            int next = 0;
            while (next < Letters.COUNT - 1 && left >= probabilities[next]) {
                left -= probabilities[next++];
            }
            if (next == Letters.EDGE) {
                return word.toString();
            }
            word.append(Letters.letter(next));
            letters = Arrays.copyOf(letters, letters.length + 1);
            letters[letters.length - 1] = next;
        }
        return word.toString();
    }
}
