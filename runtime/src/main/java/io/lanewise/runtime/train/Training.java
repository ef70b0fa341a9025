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
import io.lanewise.runtime.train.TrainingFile.Position;
import java.nio.file.Path;
import java.util.Arrays;

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

    private Training(Network network, Optimizer optimizer, float[] weights, float[][] state, Position position) {
        this.published = network.weights();
        this.code = published.code();
        Arguments.requireLoss(code);
        this.arguments = new Arguments(code.signature());
        this.optimizer = optimizer;
        this.seed = position.seed();
        this.cursor = TrainingStep.cursor(seed);
        this.steps = position.steps();
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
                network,
                optimizer,
                network.weights().current().clone(),
                state(network, optimizer),
                new Position(seed, 0));
    }

    /**
     * Training that goes on where {@link #save} left off, to the bit: with the weights, the optimizer's memory, the seed and
     * the number of steps of the file. The network keeps its own weights until {@link #publish()}.
     *
     * @param optimizer the rule, of the kind that the training was saved with; its settings may differ
     * @throws CheckpointException if the file cannot be read, is no training, or is one of another model or kind of optimizer
     */
    public static Training resume(Network network, Optimizer optimizer, Path file) {
        ModelCode code = network.weights().code();
        float[] weights = new float[code.weightsLength()];
        float[][] state = state(network, optimizer);
        Position position = TrainingFile.read(file, code.signature(), optimizer.state(), weights, state);
        code.prepare(weights);
        return new Training(network, optimizer, weights, state, position);
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
     */
    public void save(Path file) {
        TrainingFile.write(file, code.signature(), optimizer.state(), weights, state, new Position(seed, steps));
    }

    /**
     * One step: the loss of the batch, its gradient, and one update of the parameters.
     *
     * @return the loss before the step
     * @throws IllegalArgumentException if the batch does not fit the model
     * @throws NonFiniteException if the loss or the gradient is NaN or infinite; nothing has changed then
     */
    public float step(Batch batch) {
        arguments.check(batch);
        int count = batch.count();
        float[] memory = scratch.of(count);
        TrainingStep step = cursor.at(steps);
        float loss = work.run(batch, step, steps + 1, memory);
        if (!Float.isFinite(loss)) {
            throw new Diagnosis(code, weights, batch, memory, step).ofLoss(loss, steps + 1);
        }
        if (!work.isFinite()) {
            throw new Diagnosis(code, weights, batch, memory, step).ofGradient(work.gradient(), steps + 1);
        }
        steps++;
        return loss;
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
