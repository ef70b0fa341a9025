package io.lanewise.runtime.train;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Trainer}: the loop over epochs and what goes with it. */
final class Fit implements Callback.Control {
    private final Network network;
    private final Training training;
    private final @Nullable Evaluator evaluator;
    private final List<Callback> callbacks;
    private final int epochs;
    private final int patience;
    private final List<Epoch> history = new ArrayList<>();
    private int stepsPerEpoch;
    private boolean stopped;
    private int best;
    private double least = Double.POSITIVE_INFINITY;
    private float @Nullable [] bestWeights;

    Fit(
            Network network,
            Training training,
            @Nullable Evaluator evaluator,
            List<Callback> callbacks,
            int epochs,
            int patience) {
        this.network = network;
        this.training = training;
        this.evaluator = evaluator;
        this.callbacks = callbacks;
        this.epochs = epochs;
        this.patience = patience;
    }

    History run(Batches batches) {
        stepsPerEpoch = batches.count();
        for (Callback callback : callbacks) {
            callback.onTrainingBegin(this);
        }
        for (int number = 1; number <= epochs && !stopped; number++) {
            Epoch epoch = judged(number, trained(number, batches.shuffled(training.seed(), number)));
            training.endEpoch(epoch.hasValidationLoss() ? epoch.validationLoss() : epoch.loss());
            training.publish();
            history.add(epoch);
            if (epoch.validationLoss() < least || evaluator == null) {
                best = number;
                least = epoch.validationLoss();
                bestWeights = patience > 0 ? training.snapshot() : null;
            } else if (patience > 0 && number - best >= patience) {
                stopped = true;
            }
            for (Callback callback : callbacks) {
                callback.onEpochEnd(epoch, this);
            }
        }
        boolean restored = bestWeights != null && best < history.size();
        if (restored && bestWeights != null) {
            training.restore(bestWeights);
            training.publish();
        }
        History result = new History(history, best, restored);
        for (Callback callback : callbacks) {
            callback.onTrainingEnd(result, this);
        }
        return result;
    }

    /** One pass over the data; the mean loss over its examples. */
    private double trained(int epoch, Batches batches) {
        double sum = 0;
        long examples = 0;
        int step = 0;
        for (Batch batch : batches) {
            float loss = training.step(batch);
            sum += (double) loss * batch.count();
            examples += batch.count();
            step++;
            for (int i = 0; i < callbacks.size(); i++) {
                callbacks.get(i).onStepEnd(epoch, step, loss, this);
            }
        }
        return sum / examples;
    }

    /** The epoch with its validation. Comes before publishing, so that weights that fail here are never seen. */
    private Epoch judged(int number, double loss) {
        if (evaluator == null) {
            return new Epoch(number, loss, Double.NaN, Double.NaN);
        }
        training.requireFinite();
        Evaluation evaluation = training.evaluate(evaluator);
        if (!Double.isFinite(evaluation.loss())) {
            throw new NonFiniteException(
                    "loss",
                    training.steps(),
                    "The validation loss became " + evaluation.loss()
                            + " after epoch " + number + ", while the training loss is " + loss
                            + ". Look for values in the validation data that are not finite or far outside those trained on."
                            + " The network keeps the weights of the epoch before.");
        }
        return new Epoch(number, loss, evaluation.loss(), evaluation.accuracy());
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public Training training() {
        return training;
    }

    @Override
    public int epochs() {
        return epochs;
    }

    @Override
    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    @Override
    public void stop() {
        stopped = true;
    }
}
