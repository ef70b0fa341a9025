package io.lanewise.samples.sequences;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;

/** What writes a sequence for one that it reads. */
interface Writer {
    /**
     * Writes {@link Tokens#WRITTEN} tokens for each sequence; what stands behind an edge has no meaning.
     *
     * @param read {@link Tokens#READ} tokens a sequence
     * @param count number of sequences
     */
    int[] write(int[] read, int count);

    /** Learns to turn sequences around by an encoder and a decoder, and writes token by token, the likeliest each. */
    static Writer encoderAndDecoder(Pairs pairs, int epochs) {
        ReverserModel model = ReverserModel.create(1);
        fit(model, ReverserModel.data(pairs.read(), pairs.written(), pairs.next()), epochs, 16, 3e-3);
        return (read, count) -> {
            int[] written = new int[count * Tokens.WRITTEN];
            int[] next = new int[count * Tokens.WRITTEN];
            float[] probabilities = new float[count * Tokens.WRITTEN * Tokens.COUNT];
            for (int step = 0; step < Tokens.WRITTEN; step++) {
                for (int i = 0; i < count; i++) {
                    int at = i * Tokens.WRITTEN + step;
                    written[at] = step == 0 ? Tokens.EDGE : next[at - 1];
                }
                model.predict(read, written, count, probabilities);
                for (int i = 0; i < count; i++) {
                    int at = i * Tokens.WRITTEN + step;
                    next[at] = likeliest(probabilities, at);
                }
            }
            return next;
        };
    }

    /** Learns as much of it as a bag of vectors can, and writes all tokens at once. */
    static Writer bagOfVectors(Pairs pairs, int epochs) {
        BagOfVectorsModel model = BagOfVectorsModel.create(1);
        fit(model, BagOfVectorsModel.data(pairs.read(), pairs.next()), epochs, 64, 2e-3);
        return (read, count) -> {
            float[] probabilities = new float[count * Tokens.WRITTEN * Tokens.COUNT];
            model.predict(read, count, probabilities);
            int[] next = new int[count * Tokens.WRITTEN];
            for (int at = 0; at < next.length; at++) {
                next[at] = likeliest(probabilities, at);
            }
            return next;
        };
    }

    private static void fit(Network model, Dataset data, int epochs, int batch, double learningRate) {
        Trainer.of(model)
                .optimizer(Adam.of(learningRate))
                .schedule(CosineDecay.of((long) epochs * data.batches(batch).count())
                        .warmUp(100))
                .globalClipNorm(1)
                .batchSize(batch)
                .epochs(epochs)
                .seed(1)
                .progress(false)
                .fit(data);
    }

    private static int likeliest(float[] probabilities, int row) {
        int best = 0;
        for (int token = 1; token < Tokens.COUNT; token++) {
            if (probabilities[row * Tokens.COUNT + token] > probabilities[row * Tokens.COUNT + best]) {
                best = token;
            }
        }
        return best;
    }
}
