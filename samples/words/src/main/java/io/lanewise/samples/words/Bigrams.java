package io.lanewise.samples.words;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import java.util.List;
import java.util.stream.IntStream;

/** Networks that see one letter and say which comes next. */
final class Bigrams {
    private static final int BATCH = 256;

    private Bigrams() {}

    /** Softmax regression on every pair of letters. */
    static NextLetter softmax(List<String> words, int epochs) {
        int[] first = letters(words, 0);
        float[] oneHot = new float[Letters.COUNT * first.length];
        for (int pair = 0; pair < first.length; pair++) {
            oneHot[Letters.COUNT * pair + first[pair]] = 1;
        }
        SoftmaxBigramModel model = SoftmaxBigramModel.create(1);
        fit(model, SoftmaxBigramModel.data(oneHot, letters(words, 1)), epochs);
        return beginning -> {
            float[] letter = new float[Letters.COUNT];
            letter[beginning[beginning.length - 1]] = 1;
            return model.predict(letter);
        };
    }

    /** The same by way of a vector for each letter. */
    static NextLetter embedded(List<String> words, int epochs) {
        EmbeddedBigramModel model = EmbeddedBigramModel.create(1);
        fit(model, EmbeddedBigramModel.data(letters(words, 0), letters(words, 1)), epochs);
        return beginning -> model.predict(new int[] {beginning[beginning.length - 1]});
    }

    /** Of all pairs the first letters, or the second ones. */
    private static int[] letters(List<String> words, int place) {
        return words.stream()
                .map(Letters::of)
                .flatMapToInt(
                        word -> IntStream.range(place, word.length - 1 + place).map(i -> word[i]))
                .toArray();
    }

    private static void fit(Network model, Dataset data, int epochs) {
        Trainer.of(model)
                .optimizer(Adam.of(0.05))
                .schedule(CosineDecay.of((long) epochs * data.batches(BATCH).count()))
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .progress(false)
                .fit(data);
    }
}
