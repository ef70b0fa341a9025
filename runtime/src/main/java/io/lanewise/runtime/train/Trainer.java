package io.lanewise.runtime.train;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.Named;
import io.lanewise.runtime.optimizer.Adam;
import io.lanewise.runtime.optimizer.Optimizer;
import io.lanewise.runtime.schedule.ReduceOnPlateau;
import io.lanewise.runtime.schedule.Schedule;
import java.util.ArrayList;
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
 * <p>Not given, the optimizer is {@link Adam#torch()}, the batch size 32, the number of epochs 1 and the seed 0. The same
 * network, data, settings and seed give the same weights to the bit. The network may be used by other threads meanwhile: it
 * answers with the weights of the last finished epoch. If training fails, it keeps those.
 */
public final class Trainer {
    private final Network network;
    private final List<Callback> callbacks = new ArrayList<>();
    private Optimizer optimizer = Adam.torch();
    private StepOptions options = StepOptions.none();
    private int batchSize = 32;
    private int epochs = 1;
    private long seed;
    private int threads = 1;
    private @Nullable Dataset validation;
    private int patience;
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
     * Examples in a step; the last step of an epoch takes what is left.
     *
     * @param examples at least 1
     */
    public Trainer batchSize(int examples) {
        batchSize = atLeastOne("batch size", examples);
        return this;
    }

    /**
     * How often to go through the data.
     *
     * @param count at least 1
     */
    public Trainer epochs(int count) {
        epochs = atLeastOne("number of epochs", count);
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

    /** Judges the network on this data after each epoch. */
    public Trainer validation(Dataset data) {
        Objects.requireNonNull(data, "The validation data is null. Pass a data set, or leave out the call for none.");
        Arguments.check(network.weights().code().signature(), data);
        validation = data;
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
     * Trains and returns when done. Each call starts the optimizer and the epochs anew, from the weights that the network has.
     *
     * @throws IllegalArgumentException if the data was made for another model
     * @throws IllegalStateException if early stopping was asked for without validation data
     * @throws NonFiniteException if a loss, a gradient or a parameter became NaN or infinite
     */
    public History fit(Dataset train) {
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
        Training training = Training.of(network, optimizer, options, seed).threads(threads);
        Evaluator evaluator =
                validation == null ? null : new Evaluator(network.weights().code(), validation, batchSize);
        return new Fit(network, training, evaluator, heard, epochs, patience).run(train.batches(batchSize));
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass at least 1.");
        }
        return value;
    }
}
