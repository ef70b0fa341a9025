package io.lanewise.runtime.train;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.ModelCode;
import io.lanewise.runtime.generated.Weights;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.kernel.Update;
import io.lanewise.runtime.optimizer.Optimizer;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final float[][] state;
    private final Scratch scratch;
    private final StepWork work;
    private long steps;

    private Training(Network network, Optimizer optimizer, float[] weights, float[][] state, long seed, long steps) {
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
        this.work = new StepWork(code, optimizer, weights, state);
    }

    /**
     * Training that starts from the network's present weights.
     *
     * @param seed seed of all random factors (dropout), which depend on it and the number of the step alone
     */
    public static Training of(Network network, Optimizer optimizer, long seed) {
        return new Training(
                network, optimizer, network.weights().current().clone(), state(network, optimizer), seed, 0);
    }

    /**
     * Training that goes on where {@link #save} left off, to the bit: with the weights, the optimizer's memory, the seed and
     * the number of steps of the file. The network keeps its own weights until {@link #publish()}.
     *
     * @param optimizer the rule, of the kind that the training was saved with; its settings may differ
     * @throws CheckpointException if the file cannot be read, is no training, or is one of another model or kind of optimizer
     */
    public static Training resume(Network network, Optimizer optimizer, Path file) {
        return resume(network, optimizer, read(network, optimizer, file));
    }

    static TrainingFile read(Network network, Optimizer optimizer, Path file) {
        List<String> arrays = new ArrayList<>(optimizer.state());
        arrays.add(0, "");
        return TrainingFile.read(file, network.weights().signature(), arrays);
    }

    static Training resume(Network network, Optimizer optimizer, TrainingFile file) {
        ModelCode code = network.weights().code();
        float[] weights = new float[code.weightsLength()];
        float[][] state = state(network, optimizer);
        file.get("", weights);
        for (int i = 0; i < state.length; i++) {
            file.get(optimizer.state().get(i), state[i]);
        }
        code.prepare(weights);
        return new Training(network, optimizer, weights, state, file.number(SEED), file.number(STEPS));
    }

    private static float[][] state(Network network, Optimizer optimizer) {
        return new float[optimizer.state().size()][network.weights().signature().parameterFloats()];
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
        for (int i = 0; i < state.length; i++) {
            file.put(optimizer.state().get(i), state[i]);
        }
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
        float[] memory = scratch.of(batch.count());
        TrainingStep step = cursor.at(steps);
        float loss = work.run(batch, step, steps + 1, memory);
        requireFinite(loss, batch, memory, step);
        steps++;
        return loss;
    }

    /**
     * Adds the gradient of a batch to those that wait for the next step, so that a step may have more examples than fit in memory
     * at once. A step takes the mean of all of them, each batch weighted by its examples: for a loss of reduction MEAN, the
     * gradient of one batch that holds them all, up to rounding.
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
        float[] memory = scratch.of(batch.count());
        // Each batch draws its own random factors, and the first those of a step that is not divided.
        TrainingStep step = cursor.at(steps + ((long) work.waiting() << 40));
        float loss = work.accumulate(batch, step, memory);
        requireFinite(loss, batch, memory, step);
        return loss;
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

    /** ‖g‖₂ of the mean of the gradients that wait. */
    double waitingNorm() {
        requireMeeting();
        return Math.sqrt(Update.sumOfSquares(work.gradient(), 0, parameters));
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

    /** The seed of all random factors. */
    public long seed() {
        return seed;
    }

    /**
     * Judges the weights in training, published or not.
     *
     * @param batchSize examples whose loss is computed at once, at least 1
     */
    public Evaluation evaluate(Dataset data, int batchSize) {
        return evaluate(new Evaluator(code, data, batchSize));
    }

    Evaluation evaluate(Evaluator evaluator) {
        return evaluator.evaluate(weights, scratch);
    }

    /**
     * Makes the weights in training those of the network, all at once: a prediction on another thread sees the old ones or
     * the new ones.
     *
     * @throws NonFiniteException if a parameter overflowed in a step; the network keeps its old weights then
     */
    public void publish() {
        requireFinite();
        published.publish(weights);
    }

    void requireFinite() {
        if (!Update.finite(weights, 0, parameters)) {
            throw Diagnosis.ofParameters(code.signature(), weights, steps);
        }
    }

    /** A copy of the parameters as they are now. */
    float[] snapshot() {
        return Arrays.copyOf(weights, parameters);
    }

    void restore(float[] snapshot) {
        System.arraycopy(snapshot, 0, weights, 0, parameters);
        code.prepare(weights);
    }
}
