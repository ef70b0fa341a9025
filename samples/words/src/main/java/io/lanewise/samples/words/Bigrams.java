package io.lanewise.samples.words;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import java.util.List;

/** Networks that see one letter and say which comes next. */
final class Bigrams {
    private static final int BATCH = 256;

    private Bigrams() {}

    /** Softmax regression on every pair of letters. */
    static NextLetter softmax(List<String> words, int epochs) {
        int pairs = words.stream().mapToInt(word -> word.length() + 1).sum();
        float[] letters = new float[Letters.COUNT * pairs];
        int[] next = new int[pairs];
        int pair = 0;
        for (String word : words) {
            int[] numbers = Letters.of(word);
            for (int i = 1; i < numbers.length; i++) {
                letters[Letters.COUNT * pair + numbers[i - 1]] = 1;
                next[pair++] = numbers[i];
            }
        }
        Dataset data = SoftmaxBigramModel.data(letters, next);
        SoftmaxBigramModel model = SoftmaxBigramModel.create(1);
        Trainer.of(model)
                .optimizer(Adam.of(0.05))
                .schedule(CosineDecay.of((long) epochs * data.batches(BATCH).count()))
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .progress(false)
                .fit(data);
        return beginning -> {
            float[] letter = new float[Letters.COUNT];
            letter[beginning[beginning.length - 1]] = 1;
            return model.predict(letter);
        };
    }
}
