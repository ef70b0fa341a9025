package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.data.Prefetch;
import io.lanewise.runtime.generated.Named;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.metric.Metric;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.schedule.ReduceOnPlateau;
import io.lanewise.training.schedule.Schedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network on a data set:
 *
 * <pre>{@code
 * History history = Trainer.of(model).optimizer(Adam.of(1e-3)).batchSize(32).epochs(20)
 *         .validation(test).earlyStopping(5).fit(train);
 * }</pre>
 *
 * <p>It ends after so many {@linkplain #epochs epochs}, {@linkplain #steps steps} or so much {@linkplain #time time}, when the
 * {@linkplain #untilGradientNorm gradient} is small, or when {@linkplain #earlyStopping validation} gains no more: whichever comes
 * first; {@link History#reason} says which.
 *
 * <p>Not given, the optimizer is {@link Adam#torch()}, the batch size 32, the number of epochs 1 and the seed 0. The same
 * network, data, settings and seed give the same weights to the bit. The network may be used by other threads meanwhile: it
 * answers with the weights of the last finished epoch. If training fails, it keeps those.
 */
public final class Trainer {
    /** A batch size: all examples, so that an epoch is one step. */
    public static final int ALL = Integer.MAX_VALUE;

    private final Network network;
    private final List<Callback> callbacks = new ArrayList<>();
    private Optimizer optimizer = Adam.torch();
    private StepOptions options = StepOptions.none();
    private int batchSize = 32;
    private int accumulated = 1;
    private int epochs;
    private long steps = Long.MAX_VALUE;
    private long nanos = Long.MAX_VALUE;
    private double gradientNorm = -1;
    private long seed;
    private int threads = 1;
    private int ahead;
    private @Nullable Examples validation;
    private List<Metric> metrics = List.of();
    private int patience;
    private @Nullable Checkpoints checkpoints;
    private @Nullable Path resumed;
    private @Nullable Training online;
    /** What {@link #online} published last: if the network has other weights now, they came from elsewhere. */
    private float @Nullable [] published;

    private @Nullable Boolean progress;

    private Trainer(Network network) {
        this.network = network;
    }

    /**
     * A trainer of this network, starting from the weights that it has when {@link #fit} is called.
     *
     * @throws IllegalStateException if the model has no loss
     */
    public static Trainer of(Network network) {
        Objects.requireNonNull(network, "The network is null. Pass the model to be trained.");
        Arguments.requireLoss(network.weights().code());
        return new Trainer(network);
    }

    /** The rule by which a step changes the parameters. */
    public Trainer optimizer(Optimizer rule) {
        optimizer = Objects.requireNonNull(
                rule,
                "The optimizer is null. Pass one, such as Adam.of(1e-3), or leave out the call for Adam's defaults.");
        return this;
    }

    /**
     * What a step does around the optimizer's rule, all at once; the calls below change it one by one.
     *
     * @throws IllegalArgumentException if a pattern of the options matches no parameter
     */
    public Trainer options(StepOptions value) {
        Objects.requireNonNull(value, "The options are null. Pass StepOptions.none() for the optimizer's rule alone.");
        value.layers().forEach(layer -> Named.matching(network.weights().signature(), layer.pattern()));
        options = value;
        return this;
    }

    /** Clips each number of the gradient; see {@link StepOptions#clipValue}. */
    public Trainer clipValue(double value) {
        return options(options.clipValue(value));
    }

    /** Clips the gradient of each parameter by its norm; see {@link StepOptions#clipNorm}. */
    public Trainer clipNorm(double norm) {
        return options(options.clipNorm(norm));
    }

    /** Clips the gradient by the norm of all of it; see {@link StepOptions#globalClipNorm}. */
    public Trainer globalClipNorm(double norm) {
        return options(options.globalClipNorm(norm));
    }

    /** Adds {@code strength·w} to the gradient; see {@link StepOptions#l2}. */
    public Trainer l2(double strength) {
        return options(options.l2(strength));
    }

    /** Takes {@code lr·strength·w} from the weights; see {@link StepOptions#weightDecay}. */
    public Trainer weightDecay(double strength) {
        return options(options.weightDecay(strength));
    }

    /** Judges and publishes a moving average of the weights; see {@link StepOptions#averaged}. */
    public Trainer averaged(double decay) {
        return options(options.averaged(decay));
    }

    /** Multiplies the learning rate of each step; see {@link Schedule}. */
    public Trainer schedule(Schedule schedule) {
        return options(options.schedule(schedule));
    }

    /** Lowers the learning rate when the validation loss, without validation data the loss, has stopped to fall. */
    public Trainer reduceOnPlateau(ReduceOnPlateau rule) {
        return options(options.reduceOnPlateau(rule));
    }

    /**
     * Multiplies the learning rate of the parameters whose names match; see {@link StepOptions#learningRate}.
     *
     * @throws IllegalArgumentException if the pattern matches no parameter
     */
    public Trainer learningRate(String pattern, double factor) {
        return options(options.learningRate(pattern, factor));
    }

    /**
     * Leaves the parameters whose names match as they are; see {@link StepOptions#freeze}.
     *
     * @throws IllegalArgumentException if the pattern matches no parameter
     */
    public Trainer freeze(String pattern) {
        return options(options.freeze(pattern));
    }

    /**
     * Examples in a step; the last step of an epoch takes what is left. 1 makes stochastic descent, some dozens mini-batch
     * descent, {@link #ALL} batch descent.
     *
     * @param examples at least 1
     */
    public Trainer batchSize(int examples) {
        batchSize = atLeastOne("batch size", examples);
        return this;
    }

    /** Batch descent: every step takes all examples, as {@code batchSize(ALL)}. */
    public Trainer fullBatch() {
        return batchSize(ALL);
    }

    /**
     * So many batches make one step, by the mean of their gradients over all their examples; the last step of an epoch takes what
     * is left. For a loss of reduction MEAN this is, up to rounding, the step of one batch that large, in the memory of a small
     * one. Random factors such as dropout's are drawn for each batch by itself.
     *
     * @param batches at least 1
     */
    public Trainer accumulate(int batches) {
        accumulated = atLeastOne("number of batches in a step", batches);
        return this;
    }

    /**
     * How often to go through the data. Without a limit of any kind it is once.
     *
     * @param count at least 1; epochs before a {@link #resume} count
     */
    public Trainer epochs(int count) {
        epochs = atLeastOne("number of epochs", count);
        return this;
    }

    /**
     * How many steps to make in all, also if that ends within an epoch, which is then judged and published as it is.
     *
     * @param count at least 1; steps before a {@link #resume} count
     */
    public Trainer steps(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("The number of steps is " + count + ". Pass at least 1.");
        }
        steps = count;
        return this;
    }

    /**
     * How long to train: no step begins later. How many were made depends on the machine, so this alone gives other bits from run
     * to run.
     *
     * @param limit more than 0; each call of {@link #fit} has as much
     */
    public Trainer time(Duration limit) {
        Objects.requireNonNull(limit, "The time is null. Pass one, such as Duration.ofMinutes(10).");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("The time is " + limit + ". Pass more than none.");
        }
        nanos = limit.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0 ? limit.toNanos() : Long.MAX_VALUE;
        return this;
    }

    /**
     * Stops when ‖∇‖₂, the norm of the gradient of the loss over all the training data at the weights, is at most so much; what is
     * frozen is left out.
     *
     * <p>Where a step takes all of the data ({@link #fullBatch}), it is the norm of the step's own gradient, before clipping, and
     * a step whose gradient is small enough is not made, so the condition holds for the weights that stay. Else one more pass
     * over the data after each epoch measures it, without a step. {@link History#gradientNorm} is the last one measured.
     *
     * @param epsilon finite, at least 0; in single precision norms below some 1e-6 of the gradients of single examples are noise
     */
    public Trainer untilGradientNorm(double epsilon) {
        if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The norm of the gradient to stop at is " + epsilon
                    + ". Pass a finite number from 0 on, such as 1e-4.");
        }
        gradientNorm = epsilon;
        return this;
    }

    /**
     * Threads that share each step: 1, the caller's, by default. The weights are the same bits whatever the number.
     *
     * @param count at least 1; more than the processors that the process may use are not used
     */
    public Trainer threads(int count) {
        threads = atLeastOne("number of threads", count);
        return this;
    }

    /** The seed of the order of the data and of dropout. */
    public Trainer seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Judges the network on this data after each epoch.
     *
     * @param measures what to compute beside the loss, such as those of {@link io.lanewise.training.metric.Metrics}; they stand in
     *     {@link Epoch#metrics}
     * @throws IllegalArgumentException if the data was made for another model, or a metric fits no output
     */
    public Trainer validation(Examples data, Metric... measures) {
        Objects.requireNonNull(data, "The validation data is null. Pass a data set, or leave out the call for none.");
        List<Metric> chosen = List.of(measures);
        new Evaluator(network.weights().code(), data, 1, chosen);
        validation = data;
        metrics = chosen;
        return this;
    }

    /**
     * Reads batches on another thread while the ones before are trained on; for {@linkplain io.lanewise.runtime.data.ExampleFile
     * files}. The bits are the same.
     *
     * @param batches batches to have ready, at least 1
     */
    public Trainer prefetch(int batches) {
        ahead = atLeastOne("number of batches to read ahead", batches);
        return this;
    }

    /**
     * Stops when the validation loss has not fallen below its least for so many epochs. In any case, also when all epochs were
     * done, the network is left with the weights of the epoch of least validation loss.
     *
     * @param epochsWithoutGain at least 1
     */
    public Trainer earlyStopping(int epochsWithoutGain) {
        patience = atLeastOne("patience of early stopping", epochsWithoutGain);
        return this;
    }

    /**
     * Saves all that is needed to {@link #resume}, after each epoch or as {@link Checkpoints} says. A training that ends within
     * an epoch is saved there, too.
     *
     * @param where the folder, {@code Checkpoints.in(folder)}, and how often
     */
    public Trainer checkpoint(Checkpoints where) {
        checkpoints = Objects.requireNonNull(
                where, "The checkpoints are null. Pass where to write them, such as Checkpoints.in(folder).");
        return this;
    }

    /** Saves all that is needed to {@link #resume} after each epoch into this folder, all of them kept. */
    public Trainer checkpoint(Path folder) {
        return checkpoint(Checkpoints.in(folder));
    }

    /**
     * Lets the next {@link #fit} go on where a checkpoint was saved: with its weights, the optimizer's memory, the seed, the
     * place in the data, the history and the best weights so far. With the same settings and data it gives the bits of a training
     * that was never broken off. Limits may be other ones: they count from the first beginning.
     *
     * @param checkpoint a file that {@link #checkpoint} wrote, or their folder for the newest
     */
    public Trainer resume(Path checkpoint) {
        resumed =
                Objects.requireNonNull(checkpoint, "The checkpoint is null. Pass a file or the folder of checkpoints.");
        return this;
    }

    /** Adds a callback; they are called in the order in which they were added. */
    public Trainer callback(Callback callback) {
        callbacks.add(Objects.requireNonNull(callback, "The callback is null. Pass one, or leave out the call."));
        return this;
    }

    /**
     * Shows progress on standard output: true for a bar on a terminal and a line for each epoch elsewhere, false for nothing.
     * Not called, there is a bar on a terminal and nothing elsewhere.
     */
    public Trainer progress(boolean shown) {
        progress = shown;
        return this;
    }

    /**
     * Trains and returns when done. Each call starts the optimizer and the epochs anew, from the weights that the network has,
     * unless {@link #resume} was called before.
     *
     * @throws IllegalArgumentException if the data was made for another model
     * @throws IllegalStateException if early stopping was asked for without validation data
     * @throws NonFiniteException if a loss, a gradient or a parameter became NaN or infinite
     * @throws io.lanewise.runtime.io.CheckpointException if a checkpoint cannot be written, or read to resume from
     */
    public History fit(Examples train) {
        Objects.requireNonNull(train, "The training data is null. Pass what the model's data(...) method made.");
        Arguments.check(network.weights().code().signature(), train);
        if (patience > 0 && validation == null) {
            throw new IllegalStateException(
                    "Early stopping needs validation data. Call validation(dataset) before fit(), or drop earlyStopping().");
        }
        List<Callback> heard = new ArrayList<>(callbacks);
        Callback shown = Progress.of(progress);
        if (shown != null) {
            heard.add(0, shown);
        }
        Evaluator evaluator = validation == null
                ? null
                : new Evaluator(network.weights().code(), validation, Math.min(batchSize, 4096), metrics);
        boolean unlimited = steps < Long.MAX_VALUE || nanos < Long.MAX_VALUE || gradientNorm >= 0 || patience > 0;
        int most = epochs > 0 ? epochs : unlimited ? Integer.MAX_VALUE : 1;
        Batches batches = train.batches(batchSize);
        Training training;
        Progressed at = new Progressed();
        Path from = resumed;
        if (from != null) {
            TrainingFile file = Training.read(
                    network, optimizer, options, Files.isDirectory(from) ? Checkpoints.newest(from) : from);
            training = Training.resume(network, optimizer, options, file);
            at = Progressed.read(file, batches);
            resumed = null;
        } else {
            training = begin();
        }
        if (checkpoints != null) {
            checkpoints.begin(from);
        }
        Limits limits = new Limits(most, steps, nanos, gradientNorm, patience);
        if (ahead == 0) {
            return run(training.threads(threads), batches, evaluator, heard, limits, at);
        }
        try (Prefetch read = batches.prefetch(ahead)) {
            return run(training.threads(threads), read, evaluator, heard, limits, at);
        }
    }

    private History run(
            Training training,
            Batches batches,
            @Nullable Evaluator evaluator,
            List<Callback> heard,
            Limits limits,
            Progressed at) {
        return new Fit(network, training, batches, evaluator, heard, limits, accumulated, checkpoints, at).run();
    }

    /**
     * Training with these settings for a loop written by hand; what concerns epochs, validation and checkpoints is left to the
     * loop.
     */
    public Training begin() {
        return Training.of(network, optimizer, options, seed).threads(threads);
    }

    /**
     * Online learning: one step on these examples, from the weights that the network has now, published at once.
     *
     * <pre>{@code
     * float loss = trainer.step(image, digit);
     * }</pre>
     *
     * <p>The optimizer's memory is kept from step to step; settings changed after the first step have no effect. Publishing takes a
     * copy of the weights: where many steps are made between two predictions, use {@link #begin()} and publish once.
     *
     * @param arrays a {@code float[]} or {@code int[]} for each input and target, in the order of the model's {@code data}
     * @return the loss before the step
     * @throws IllegalArgumentException if the arrays do not fit the model
     * @throws NonFiniteException if the loss, the gradient or a parameter became NaN or infinite; the network keeps its weights
     */
    public float step(Object... arrays) {
        Signature model = network.weights().signature();
        int[] lengths = lengths(arrays, model.arguments().size());
        Signature signature = model.at(lengths);
        Object[] examples = Arrays.copyOf(arrays, arrays.length - lengths.length);
        int count = signature.arguments().isEmpty()
                ? 1
                : Dataset.of(signature, examples).count();
        Training training = online == null ? begin() : online;
        online = training;
        if (published != null && published != network.weights().current()) {
            training.restore(network.weights().current());
        }
        float loss = training.step(Batch.of(count, examples).lengths(lengths));
        try {
            training.publish();
        } catch (NonFiniteException e) {
            online = null;
            throw e;
        }
        published = network.weights().current();
        return loss;
    }

    /** The numbers behind the arrays. */
    private static int[] lengths(Object[] given, int arrays) {
        int[] lengths = new int[Math.max(0, given.length - arrays)];
        for (int i = 0; i < lengths.length; i++) {
            if (!(given[arrays + i] instanceof Integer length)) {
                return new int[0];
            }
            lengths[i] = length;
        }
        return lengths;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass at least 1.");
        }
        return value;
    }
}
