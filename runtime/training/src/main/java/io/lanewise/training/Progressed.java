package io.lanewise.training;

import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.io.CheckpointException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a {@link Fit} has come: what a checkpoint of a {@link Trainer} holds beside the {@link Training}. */
final class Progressed {
    private static final String BEST_WEIGHTS = TrainingFile.TRAINER + "best";
    private static final String EPOCH = TrainingFile.TRAINER + "epoch";
    private static final String BATCHES = TrainingFile.TRAINER + "batches";
    private static final String LOSS = TrainingFile.TRAINER + "loss";
    private static final String SEEN = TrainingFile.TRAINER + "seen";
    private static final String EXAMPLES = TrainingFile.TRAINER + "examples";
    private static final String SIZE = TrainingFile.TRAINER + "batchSize";
    private static final String HISTORY = TrainingFile.TRAINER + "history";
    private static final String BEST = TrainingFile.TRAINER + "bestEpoch";

    /** Number of the epoch in work, from 1, and how many of its batches are done. */
    int epoch = 1;

    int batches;

    /** Sum of the losses of the epoch's batches so far, each times what it counts for, and the sum of that. */
    double loss;

    double seen;

    final List<Epoch> history = new ArrayList<>();
    int best;
    double least = Double.POSITIVE_INFINITY;
    float @Nullable [] bestWeights;

    @Nullable
    StopReason reason;

    /** Takes over the patience asked for now, which may be another than that of the checkpoint. */
    void settle(int patience) {
        if (patience == 0) {
            bestWeights = null;
        } else if (bestWeights == null) {
            // Weights that were not kept cannot be gone back to.
            best = history.size();
            least = Double.POSITIVE_INFINITY;
        } else if (history.size() - best >= patience) {
            reason = StopReason.EARLY_STOPPING;
        }
    }

    /** The next epoch begins. */
    void turn() {
        epoch++;
        batches = 0;
        loss = 0;
        seen = 0;
    }

    void write(TrainingFile file, Batches data) {
        file.put(EPOCH, epoch)
                .put(BATCHES, batches)
                .put(LOSS, loss)
                .put(SEEN, seen)
                .put(EXAMPLES, data.examples())
                .put(SIZE, data.size())
                .put(HISTORY, History.csv(history))
                .put(BEST, best);
        if (bestWeights != null) {
            file.put(BEST_WEIGHTS, bestWeights);
        }
    }

    /**
     * What a file holds.
     *
     * @throws CheckpointException if it was not written by a trainer, or within an epoch of other batches
     */
    static Progressed read(TrainingFile file, Batches data) {
        if (!file.has(EPOCH)) {
            throw new CheckpointException(
                    "This file was saved by Training.save(), not by a trainer's checkpoint(). Go on with"
                            + " Training.resume().");
        }
        Progressed read = new Progressed();
        read.epoch = (int) file.number(EPOCH);
        read.batches = (int) file.number(BATCHES);
        read.loss = file.real(LOSS);
        read.seen = file.real(SEEN);
        long examples = file.number(EXAMPLES);
        long size = file.number(SIZE);
        if (read.batches > 0 && (examples != data.examples() || size != data.size())) {
            throw new CheckpointException("This checkpoint was saved within an epoch of " + examples
                    + " examples in batches of " + size + ", but now there are " + data.examples() + " in batches of "
                    + data.size()
                    + ". Resume with the same data and batch size, or from a checkpoint at an epoch's end.");
        }
        read.history.addAll(History.epochs(file.text(HISTORY)));
        read.best = (int) file.number(BEST);
        if (read.best > 0 && read.best <= read.history.size()) {
            double least = read.history.get(read.best - 1).validationLoss();
            read.least = Double.isNaN(least) ? Double.POSITIVE_INFINITY : least;
        }
        read.bestWeights = file.find(BEST_WEIGHTS);
        return read;
    }
}
