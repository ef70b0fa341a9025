package io.lanewise.samples.words;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.AdamW;
import io.lanewise.training.schedule.CosineDecay;
import java.util.Arrays;
import java.util.List;

/** Networks that see all of a word up to a letter and say which comes next. */
final class Sequences implements NextLetter {
    /** The longest word, and the edge before it. */
    static final int STEPS = WordList.LONGEST + 1;

    /** The target behind the end of a word. */
    static final int NOTHING = -1;

    private static final int BATCH = 64;

    private final Prediction prediction;

    /** The {@code predict} that these models have in common. */
    private interface Prediction {
        void of(int[] letters, int count, float[] next);
    }

    private Sequences(Prediction prediction) {
        this.prediction = prediction;
    }

    static NextLetter recurrent(List<String> words, int epochs) {
        RecurrentModel model = RecurrentModel.create(1);
        fit(model, RecurrentModel.data(read(words), expected(words)), epochs, 2e-3);
        return new Sequences(model::predict);
    }

    static NextLetter longShortTerm(List<String> words, int epochs) {
        LongShortTermModel model = LongShortTermModel.create(1);
        fit(model, LongShortTermModel.data(read(words), expected(words)), epochs, 3e-3);
        return new Sequences(model::predict);
    }

    static NextLetter transformer(List<String> words, int epochs) {
        TransformerModel model = TransformerModel.create(1);
        fit(model, TransformerModel.data(read(words), expected(words)), epochs, 2e-3);
        return new Sequences(model::predict);
    }

    private static void fit(Network model, Dataset data, int epochs, double learningRate) {
        Trainer.of(model)
                .optimizer(AdamW.of(learningRate))
                .schedule(CosineDecay.of((long) epochs * data.batches(BATCH).count()))
                .globalClipNorm(1)
                .batchSize(BATCH)
                .epochs(epochs)
                .seed(1)
                .threads(Runtime.getRuntime().availableProcessors())
                .progress(false)
                .fit(data);
    }

    /** The edge and the letters of each word; edges behind it, which nobody is asked about. */
    private static int[] read(List<String> words) {
        int[] letters = new int[STEPS * words.size()];
        for (int i = 0; i < words.size(); i++) {
            int[] word = Letters.of(words.get(i));
            System.arraycopy(word, 0, letters, STEPS * i, word.length - 1);
        }
        return letters;
    }

    /** The letters of each word and the edge behind it. */
    private static int[] expected(List<String> words) {
        int[] next = new int[STEPS * words.size()];
        Arrays.fill(next, NOTHING);
        for (int i = 0; i < words.size(); i++) {
            int[] word = Letters.of(words.get(i));
            System.arraycopy(word, 1, next, STEPS * i, word.length - 1);
        }
        return next;
    }

    @Override
    public float[] after(int[] beginning) {
        float[] next = new float[STEPS * Letters.COUNT];
        prediction.of(Arrays.copyOf(beginning, STEPS), 1, next);
        int from = (beginning.length - 1) * Letters.COUNT;
        return Arrays.copyOfRange(next, from, from + Letters.COUNT);
    }

    /** All words at once: a letter does not know those behind it. */
    @Override
    public double perplexity(List<String> words) {
        int[] expected = expected(words);
        float[] next = new float[expected.length * Letters.COUNT];
        prediction.of(read(words), words.size(), next);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != NOTHING) {
                sum -= Math.log(next[i * Letters.COUNT + expected[i]]);
                count++;
            }
        }
        return Math.exp(sum / count);
    }
}
