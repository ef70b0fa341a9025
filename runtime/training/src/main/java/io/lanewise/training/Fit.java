package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Trainer}: the loop over epochs and what goes with it. */
final class Fit implements Callback.Control {
    private final Network network;
    private final Training training;
    private final Batches data;
    private final @Nullable Evaluator evaluator;
    private final List<Callback> callbacks;
    private final Limits limits;
    private final int accumulated;
    private final @Nullable Checkpoints checkpoints;
    private final Progressed at;
    private long started;
    private double gradientNorm = Double.NaN;

    Fit(
            Network network,
            Training training,
            Batches data,
            @Nullable Evaluator evaluator,
            List<Callback> callbacks,
            Limits limits,
            int accumulated,
            @Nullable Checkpoints checkpoints,
            Progressed at) {
        this.network = network;
        this.training = training;
        this.data = data;
        this.evaluator = evaluator;
        this.callbacks = callbacks;
        this.limits = limits;
        this.accumulated = accumulated;
        this.checkpoints = checkpoints;
        this.at = at;
    }

    History run() {
        started = System.nanoTime();
        at.settle(limits.patience());
        for (Callback callback : callbacks) {
            callback.onTrainingBegin(this);
        }
        boolean published = false;
        while (!isOver()) {
            boolean whole = train();
            end(judged(), whole);
            published = true;
        }
        boolean restored = at.bestWeights != null && at.best < at.history.size();
        if (restored && at.bestWeights != null) {
            training.restore(at.bestWeights);
        }
        if (restored || !published) {
            training.publish();
        }
        StopReason reason = at.reason == null ? StopReason.EPOCHS : at.reason;
        History result = new History(at.history, at.best, restored, reason, gradientNorm);
        for (Callback callback : callbacks) {
            callback.onTrainingEnd(result, this);
        }
        return result;
    }

    /** Asked between epochs, so that a training that was resumed behind its limits does nothing. */
    private boolean isOver() {
        if (at.reason == null && at.epoch > limits.epochs()) {
            at.reason = StopReason.EPOCHS;
        }
        return at.reason != null || isOverLimits();
    }

    private boolean isOverLimits() {
        StopReason found = training.steps() >= limits.steps()
                ? StopReason.STEPS
                : System.nanoTime() - started >= limits.nanos() ? StopReason.TIME : null;
        at.reason = at.reason == null ? found : at.reason;
        return found != null;
    }

    /** What is left of the epoch; false if a limit cut it. */
    private boolean train() {
        Iterator<Batch> batches = data.shuffled(training.seed(), at.epoch).from(at.batches);
        while (batches.hasNext()) {
            if (!step(batches)) {
                return true;
            }
            boolean cut = isOverLimits() && batches.hasNext();
            if (checkpoints != null && (cut || checkpoints.isDueAfterStep(training.steps()))) {
                save(checkpoints);
            }
            if (cut) {
                return false;
            }
        }
        if (limits.measuresGradients() && !isWhole()) {
            data.shuffled(training.seed(), at.epoch).forEach(training::accumulate);
            measure();
            training.forget();
        }
        return true;
    }

    /** One step of as many batches as make it; false if the gradient is so small that none is needed. */
    private boolean step(Iterator<Batch> batches) {
        boolean measures = limits.measuresGradients() && isWhole();
        double sum = 0;
        double weights = 0;
        float lone = 0;
        for (int i = 1; i <= accumulated && batches.hasNext(); i++) {
            Batch batch = batches.next();
            boolean last = i == accumulated || !batches.hasNext();
            float loss = last && !measures ? training.step(batch) : training.accumulate(batch);
            sum += loss * training.weight();
            weights += training.weight();
            lone = loss;
            at.batches++;
        }
        at.loss += sum;
        at.seen += weights;
        if (measures) {
            if (measure()) {
                training.forget();
                return false;
            }
            training.step();
        }
        int step = (at.batches - 1) / accumulated + 1;
        for (int i = 0; i < callbacks.size(); i++) {
            callbacks.get(i).onStepEnd(at.epoch, step, weights == 0 ? lone : (float) (sum / weights), this);
        }
        return true;
    }

    /** Whether a step takes all of the data, so that its gradient is that of the loss itself. */
    private boolean isWhole() {
        return data.count() <= accumulated;
    }

    /** The norm of the gradient that waits; true if it is small enough. */
    private boolean measure() {
        gradientNorm = training.waitingNorm();
        boolean small = gradientNorm <= limits.gradientNorm();
        at.reason = small && at.reason == null ? StopReason.GRADIENT_NORM : at.reason;
        return small;
    }

    /** The epoch with its validation. Comes before publishing, so that weights that fail here are never seen. */
    private Epoch judged() {
        double loss = at.seen == 0 ? 0 : at.loss / at.seen;
        if (evaluator == null) {
            return new Epoch(at.epoch, loss, Double.NaN, Double.NaN);
        }
        training.requireFinite();
        Evaluation evaluation = training.evaluate(evaluator);
        if (!Double.isFinite(evaluation.loss())) {
            throw new NonFiniteException(
                    "loss",
                    training.steps(),
                    "The validation loss became " + evaluation.loss()
                            + " after epoch " + at.epoch + ", while the training loss is " + loss
                            + ". Look for values in the validation data that are not finite or far outside those trained on."
                            + " The network keeps the weights of the epoch before.");
        }
        return new Epoch(at.epoch, loss, evaluation.loss(), evaluation.accuracy(), evaluation.metrics());
    }

    /** A checkpoint of an epoch that was cut stands within it, and is written already. */
    private void end(Epoch epoch, boolean whole) {
        training.endEpoch(epoch.hasValidationLoss() ? epoch.validationLoss() : epoch.loss());
        training.publish();
        at.history.add(epoch);
        if (epoch.validationLoss() < at.least || evaluator == null) {
            at.best = epoch.number();
            at.least = epoch.validationLoss();
            at.bestWeights = limits.patience() > 0 ? training.snapshot() : null;
        } else if (limits.patience() > 0 && epoch.number() - at.best >= limits.patience() && at.reason == null) {
            at.reason = StopReason.EARLY_STOPPING;
        }
        for (Callback callback : callbacks) {
            callback.onEpochEnd(epoch, this);
        }
        at.turn();
        if (whole && checkpoints != null && checkpoints.isDueAfterEpoch(epoch.number())) {
            save(checkpoints);
        }
    }

    private void save(Checkpoints into) {
        TrainingFile file = training.file();
        at.write(file, data);
        into.write(file, training.steps());
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
        return limits.epochs();
    }

    @Override
    public int stepsPerEpoch() {
        return (data.count() - 1) / accumulated + 1;
    }

    @Override
    public void stop() {
        if (at.reason == null) {
            at.reason = StopReason.CALLBACK;
        }
    }
}
