package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.schedule.ReduceOnPlateau;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of training for a loop written by hand, called by one thread:
 *
 * <pre>{@code
 * Training training = Training.of(model, Adam.of(1e-3), seed);
 * Batches batches = train.batches(32);
 * for (int epoch = 1; epoch <= 20; epoch++) {
 *     for (Batch batch : batches.shuffled(seed, epoch)) {
 *         training.step(batch);
 *     }
 *     training.publish();
 * }
 * }</pre>
 *
 * <p>This is what {@link Trainer} does, to the bit. It works on a copy of the network's weights, so the network answers
 * with its old ones until {@link #publish()}. A step that fails changes nothing.
 */
public final class Training {
    /** Names of facts in a file of a training. */
    static final String SEED = "seed";

    static final String STEPS = "steps";

    private final Weights published;
    private final ModelCode code;
    private final Arguments arguments;
    private final Optimizer optimizer;
    private final long seed;
    private final TrainingStep.Cursor cursor;
    private final int parameters;
    private final float[] weights;
    private final TrainingState state;
    private final ParameterUpdate update;
    private final Scratch scratch;
    private final StepWork work;
    private long steps;
    private float[] judged = {};

    private Training(
            Network network,
            Optimizer optimizer,
            StepOptions options,
            float[] weights,
            TrainingState state,
            long seed,
            long steps) {
        this.published = network.weights();
        this.code = published.code();
        Arguments.requireLoss(code);
        this.arguments = new Arguments(code.signature());
        this.optimizer = optimizer;
        this.seed = seed;
        this.cursor = TrainingStep.cursor(seed);
        this.steps = steps;
        this.parameters = code.signature().parameterFloats();
        this.weights = weights;
        this.state = state;
        this.scratch = new Scratch(code);
        this.update = new ParameterUpdate(code.signature(), optimizer, options, weights, state);
        this.work = new StepWork(code, update, weights);
    }

    /**
     * Training that starts from the network's present weights.
     *
     * @param seed seed of all random factors (dropout), which depend on it and the number of the step alone
     */
    public static Training of(Network network, Optimizer optimizer, long seed) {
        return of(network, optimizer, StepOptions.none(), seed);
    }

    /**
     * The same with what a step does around the rule.
     *
     * @throws IllegalArgumentException if a pattern of the options matches no parameter
     * @throws IllegalStateException if the options freeze all parameters
     */
    public static Training of(Network network, Optimizer optimizer, StepOptions options, long seed) {
        float[] weights = network.weights().current().clone();
        TrainingState state = new TrainingState(network.weights().signature(), optimizer, options, weights);
        return new Training(network, optimizer, options, weights, state, seed, 0);
    }

    /**
     * Training that goes on where {@link #save} left off, to the bit: with the weights, the optimizer's memory, the seed and
     * the number of steps of the file. The network keeps its own weights until {@link #publish()}.
     *
     * @param optimizer the rule, of the kind that the training was saved with; its settings may differ
     * @throws CheckpointException if the file cannot be read, is no training, or is one of another model or kind of optimizer
     */
    public static Training resume(Network network, Optimizer optimizer, Path file) {
        return resume(network, optimizer, StepOptions.none(), file);
    }

    /**
     * The same with what a step does around the rule.
     *
     * @param options must average if and only if the training that was saved did; else they may differ
     */
    public static Training resume(Network network, Optimizer optimizer, StepOptions options, Path file) {
        return resume(network, optimizer, options, read(network, optimizer, options, file));
    }

    static TrainingFile read(Network network, Optimizer optimizer, StepOptions options, Path file) {
        return TrainingFile.read(file, network.weights().signature(), TrainingState.due(optimizer, options));
    }

    static Training resume(Network network, Optimizer optimizer, StepOptions options, TrainingFile file) {
        ModelCode code = network.weights().code();
        float[] weights = new float[code.weightsLength()];
        TrainingState state = new TrainingState(code.signature(), optimizer, options, weights);
        file.get("", weights);
        state.get(file);
        code.prepare(weights);
        return new Training(network, optimizer, options, weights, state, file.number(SEED), file.number(STEPS));
    }

    /**
     * Writes all that is needed to {@link #resume}, as safetensors: the weights in training, the optimizer's memory, the seed
     * and the number of steps. The file is the old one or the new one whatever happens. It is no file of the model's
     * {@code load}, which takes weights alone.
     *
     * @throws CheckpointException if the file cannot be written; an old one is then as it was
     * @throws IllegalStateException if gradients are {@linkplain #accumulate accumulated} and wait for their step
     */
    public void save(Path file) {
        file().write(file);
    }

    /** All that is needed to resume. */
    TrainingFile file() {
        if (work.waiting() > 0) {
            throw new IllegalStateException("The gradients of " + work.waiting()
                    + " batches wait for their step, and a file does not hold them. Call step() before save().");
        }
        TrainingFile file = new TrainingFile(code.signature());
        file.put("", weights);
        state.put(file);
        return file.put(SEED, seed).put(STEPS, steps);
    }

    /**
     * One step: the loss of the batch, its gradient, and one update of the parameters. Gradients that were {@linkplain
     * #accumulate accumulated} before take part in it.
     *
     * @return the loss before the step
     * @throws IllegalArgumentException if the batch does not fit the model
     * @throws NonFiniteException if the loss or the gradient is NaN or infinite; nothing has changed then
     */
    public float step(Batch batch) {
        if (work.waiting() > 0) {
            float loss = accumulate(batch);
            step();
            return loss;
        }
        arguments.check(batch);
        float[] memory = scratch.of(batch.count(), work.threads());
        TrainingStep step = cursor.at(steps);
        float loss = work.run(batch, step, steps + 1, memory);
        requireFinite(loss, batch, memory, step);
        steps++;
        return loss;
    }

    /**
     * Adds the gradient of a batch to those that wait for the next step, so that a step may have more examples than fit in memory
     * at once. A step takes the mean of all of them, each batch weighted by what its loss was divided by: its
     * examples, or with a mask, an ignored index or weights of classes what these leave of them. So for a loss of reduction MEAN it
     * is the gradient of one batch that holds them all, up to rounding. Of several losses that are divided by different numbers,
     * batches are weighted by their examples.
     *
     * <pre>{@code
     * training.accumulate(first);
     * training.accumulate(second);
     * training.step();
     * }</pre>
     *
     * @return the loss of the batch
     * @throws IllegalArgumentException if the batch does not fit the model
     * @throws NonFiniteException if the loss or the gradient is NaN or infinite; nothing has changed then
     */
    public float accumulate(Batch batch) {
        arguments.check(batch);
        float[] memory = scratch.of(batch.count(), work.threads());
        // Each batch draws its own random factors, and the first those of a step that is not divided.
        TrainingStep step = cursor.at(steps + ((long) work.waiting() << 40));
        float loss = work.accumulate(batch, step, memory);
        requireFinite(loss, batch, memory, step);
        return loss;
    }

    /** What the last batch counts for beside others. */
    double weight() {
        return work.weight();
    }

    /**
     * One step by the gradients that were {@linkplain #accumulate accumulated}.
     *
     * @throws IllegalStateException if there are none
     * @throws NonFiniteException if their mean is infinite; they are dropped then and nothing else has changed
     */
    public void step() {
        requireMeeting();
        work.runWaiting(steps + 1);
        steps++;
    }

    /** ‖g‖₂ of the mean of the gradients that wait, of what is not frozen. */
    double waitingNorm() {
        requireMeeting();
        return update.norm(work.gradient());
    }

    /** Drops the gradients that wait. */
    void forget() {
        work.forget();
    }

    private void requireMeeting() {
        if (work.waiting() == 0) {
            throw new IllegalStateException(
                    "No gradient waits for a step. Call accumulate(batch) before step(), or step(batch).");
        }
        if (!work.meet()) {
            work.forget();
            throw new NonFiniteException(
                    "gradient",
                    steps + 1,
                    "The sum of the accumulated gradients is no longer finite in step " + (steps + 1)
                            + ", though each of them is. Lower the learning rate or scale the inputs. The parameters are as"
                            + " before this step.");
        }
    }

    private void requireFinite(float loss, Batch batch, float[] memory, TrainingStep step) {
        if (!Float.isFinite(loss)) {
            throw new Diagnosis(code, weights, batch, memory, step).ofLoss(loss, steps + 1);
        }
        if (!work.isFinite()) {
            throw new Diagnosis(code, weights, batch, memory, step).ofGradient(work.gradient(), steps + 1);
        }
    }

    /**
     * Lets this many threads share each step: the caller's own and helpers, which sleep between steps. It is 1 by default. The
     * weights are the same bits whatever the number.
     *
     * @param count threads of one step, at least 1; more than the processors that the process may use are not used
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public Training threads(int count) {
        work.threads(count);
        return this;
    }

    /** Steps done so far, those before a {@link #resume} included. */
    public long steps() {
        return steps;
    }

    /** The learning rate of the next step: the optimizer's times what schedule and plateau make of it. */
    public double learningRate() {
        return optimizer.learningRate() * update.factor(steps + 1);
    }

    /**
     * Tells the loss of an epoch, by which {@link StepOptions#reduceOnPlateau} lowers the learning rate; without it, nothing happens.
     * A {@link Trainer} does it by itself.
     *
     * @param loss the loss on validation data, or on the data trained on
     */
    public void endEpoch(double loss) {
        ReduceOnPlateau.State plateau = state.plateau();
        if (plateau != null) {
            plateau.judge(loss);
        }
    }

    /** The seed of all random factors. */
    public long seed() {
        return seed;
    }

    /**
     * Judges the weights in training, published or not; their average where the options ask for one.
     *
     * @param batchSize examples whose loss is computed at once, at least 1
     */
    public Evaluation evaluate(Examples data, int batchSize) {
        return evaluate(new Evaluator(code, data, batchSize, List.of()));
    }

    Evaluation evaluate(Evaluator evaluator) {
        return evaluator.evaluate(judged(), scratch);
    }

    /**
     * Makes the weights in training, or their average where the options ask for one, those of the network, all at once: a
     * prediction on another thread sees the old ones or the new ones.
     *
     * @throws NonFiniteException if a parameter overflowed in a step; the network keeps its old weights then
     */
    public void publish() {
        requireFinite();
        published.publish(judged());
    }

    void requireFinite() {
        if (!update.finite(weights)) {
            throw Diagnosis.ofParameters(code.signature(), weights, steps);
        }
    }

    /** The weights that are judged and published. */
    private float[] judged() {
        float[] average = state.average();
        if (average == null) {
            return weights;
        }
        if (judged.length == 0) {
            judged = new float[weights.length];
        }
        System.arraycopy(average, 0, judged, 0, parameters);
        code.prepare(judged);
        return judged;
    }

    /** A copy of the parameters that are judged, as they are now. */
    float[] snapshot() {
        return Arrays.copyOf(judged(), parameters);
    }

    void restore(float[] snapshot) {
        System.arraycopy(snapshot, 0, weights, 0, parameters);
        code.prepare(weights);
        float[] average = state.average();
        if (average != null) {
            System.arraycopy(snapshot, 0, average, 0, parameters);
        }
    }
}
