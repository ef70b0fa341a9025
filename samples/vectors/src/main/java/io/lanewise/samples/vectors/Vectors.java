package io.lanewise.samples.vectors;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The vectors of a grammar's words, of length 1 each. */
final class Vectors {
    /** So many words to both sides are a word's neighbours. */
    private static final int WINDOW = 3;

    private static final int BATCH = 64;

    private final Grammar grammar;
    private final float[] values;

    private Vectors(Grammar grammar, float[] values) {
        this.grammar = grammar;
        this.values = values;
    }

    /** Learns them from as many sentences. */
    static Vectors learn(Grammar grammar, int sentences, int epochs) {
        Dataset pairs = pairs(grammar.draw(sentences, 1));
        WordVectorsModel model = WordVectorsModel.create(1);
        Trainer.of(model)
                .optimizer(Adam.of(0.02))
                .schedule(CosineDecay.of((long) epochs * pairs.batches(BATCH).count()))
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .progress(false)
                .fit(pairs);
        float[] values = model.parameters().get("vector.weight");
        for (int word = 0; word < Grammar.WORDS; word++) {
            double square = 0;
            for (int i = 0; i < WordVectors.SIZE; i++) {
                square += (double) values[word * WordVectors.SIZE + i] * values[word * WordVectors.SIZE + i];
            }
            for (int i = 0; i < WordVectors.SIZE; i++) {
                values[word * WordVectors.SIZE + i] /= (float) Math.sqrt(square);
            }
        }
        return new Vectors(grammar, values);
    }

    /** Each word of each sentence with each of its neighbours. */
    static Dataset pairs(List<int[]> sentences) {
        IntStream.Builder words = IntStream.builder();
        IntStream.Builder neighbours = IntStream.builder();
        for (int[] sentence : sentences) {
            for (int i = 0; i < sentence.length; i++) {
                for (int k = Math.max(0, i - WINDOW); k <= Math.min(sentence.length - 1, i + WINDOW); k++) {
                    if (k != i) {
                        words.add(sentence[i]);
                        neighbours.add(sentence[k]);
                    }
                }
            }
        }
        return WordVectorsModel.data(words.build().toArray(), neighbours.build().toArray());
    }

    /** The vector of a word. */
    float[] of(String word) {
        int at = grammar.number(word) * WordVectors.SIZE;
        return Arrays.copyOfRange(values, at, at + WordVectors.SIZE);
    }

    /** The words with the smallest angles to a word, the nearest first. */
    List<String> nearest(String word, int count) {
        return nearest(of(word), count, List.of(word));
    }

    /** What is to {@code third} as {@code second} is to {@code first}: the word nearest to second − first + third. */
    String analogy(String first, String second, String third) {
        float[] sought = of(third);
        for (int i = 0; i < sought.length; i++) {
            sought[i] += of(second)[i] - of(first)[i];
        }
        return nearest(sought, 1, List.of(first, second, third)).get(0);
    }

    private List<String> nearest(float[] sought, int count, List<String> not) {
        return grammar.words().stream()
                .filter(word -> !not.contains(word))
                .sorted(Comparator.comparingDouble(word -> -dot(sought, of(word))))
                .limit(count)
                .toList();
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
