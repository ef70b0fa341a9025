package io.lanewise.training;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Examples;
import io.lanewise.runtime.kernel.Doubles;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.schedule.Schedule;
import java.util.Arrays;
import java.util.Objects;

/**
 * Finds a learning rate by the range test of Smith (2017, "Cyclical learning rates for training neural networks"): steps with a
 * learning rate that grows by the same factor each time, until the loss runs away. The network keeps its weights.
 *
 * <pre>{@code
 * LearningRateSweep sweep = LearningRateFinder.of(model).optimizer(Adam.of(1e-3)).find(train);
 * sweep.suggestion().ifPresent(System.out::println);
 * }</pre>
 *
 * <p>Not given, the optimizer is {@link Adam#torch()}, whose own learning rate does not count, the batch size 32, the range from 1e-7
 * to 10, the number of steps 100 and the seed 0.
 */
public final class LearningRateFinder {
    /** The sweep ends when the smoothed loss is so many times its least. */
    private static final double RUN_AWAY = 4;

    private final Network network;
    private Optimizer optimizer = Adam.torch();
    private StepOptions options = StepOptions.none();
    private int batchSize = 32;
    private double low = 1e-7;
    private double high = 10;
    private int steps = 100;
    private long seed;

    private LearningRateFinder(Network network) {
        this.network = network;
    }

    /**
     * A finder for this network, from the weights that it has when {@link #find} is called.
     *
     * @throws IllegalStateException if the model has no loss
     */
    public static LearningRateFinder of(Network network) {
        Objects.requireNonNull(network, "The network is null. Pass the model to be trained.");
        Arguments.requireLoss(network.weights().code());
        return new LearningRateFinder(network);
    }

    /** The rule to find a learning rate for. */
    public LearningRateFinder optimizer(Optimizer rule) {
        optimizer = Objects.requireNonNull(rule, "The optimizer is null. Pass one, such as Adam.of(1e-3).");
        return this;
    }

    /** What a step does around the rule; the schedule is the finder's own. */
    public LearningRateFinder options(StepOptions value) {
        options = Objects.requireNonNull(value, "The options are null. Pass StepOptions.none().");
        return this;
    }

    /**
     * Examples in a step.
     *
     * @param examples at least 1
     */
    public LearningRateFinder batchSize(int examples) {
        batchSize = atLeast("batch size", examples, 1);
        return this;
    }

    /**
     * The learning rates of the first and the last step.
     *
     * @throws IllegalArgumentException unless {@code 0 < lowest < highest}, both finite
     */
    public LearningRateFinder range(double lowest, double highest) {
        if (!(lowest > 0 && highest > lowest && highest < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The learning rates go from " + lowest + " to " + highest
                    + ". Pass a finite number above 0 and a larger one, such as 1e-7 and 10.");
        }
        low = lowest;
        high = highest;
        return this;
    }

    /**
     * Steps of the sweep; the data is gone through as often as needed.
     *
     * @param count at least 2
     */
    public LearningRateFinder steps(int count) {
        steps = atLeast("number of steps", count, 2);
        return this;
    }

    /** The seed of the order of the data and of dropout. */
    public LearningRateFinder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Sweeps on a copy of the weights.
     *
     * @throws IllegalArgumentException if the data was made for another model
     * @throws NonFiniteException if already the first step fails
     */
    public LearningRateSweep find(Examples train) {
        Objects.requireNonNull(train, "The data is null. Pass what the model's data(...) method made.");
        Arguments.check(network.weights().code().signature(), train);
        Schedule growing = step -> rate(step) / optimizer.learningRate();
        Training training = Training.of(network, optimizer, options.schedule(growing), seed);
        double[] losses = new double[steps];
        double[] smoothed = new double[steps];
        int done = 0;
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        Batches batches = train.batches(batchSize);
        for (int epoch = 1; done < steps; epoch++) {
            for (Batch batch : batches.shuffled(seed, epoch)) {
                if (done == steps) {
                    break;
                }
                double loss = loss(training, batch, done);
                if (Double.isNaN(loss)) {
                    return sweep(losses, smoothed, done);
                }
                mean = LearningRateSweep.SMOOTHING * mean + (1 - LearningRateSweep.SMOOTHING) * loss;
                losses[done] = loss;
                smoothed[done] = mean / (1 - Doubles.power(LearningRateSweep.SMOOTHING, (long) done + 1));
                if (done > 0 && smoothed[done] - least > (RUN_AWAY - 1) * Math.abs(least)) {
                    return sweep(losses, smoothed, done + 1);
                }
                least = Math.min(least, smoothed[done]);
                done++;
            }
        }
        return sweep(losses, smoothed, done);
    }

    /** The loss of a step; NaN where it fails, which ends the sweep. */
    private static double loss(Training training, Batch batch, int done) {
        try {
            return training.step(batch);
        } catch (NonFiniteException e) {
            if (done == 0) {
                throw e;
            }
            return Double.NaN;
        }
    }

    private LearningRateSweep sweep(double[] losses, double[] smoothed, int done) {
        double[] rates = new double[done];
        for (int i = 0; i < done; i++) {
            rates[i] = rate(i);
        }
        return new LearningRateSweep(rates, Arrays.copyOf(losses, done), Arrays.copyOf(smoothed, done));
    }

    private double rate(long step) {
        return low * Doubles.power(high / low, (double) step / (steps - 1));
    }

    private static int atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass at least " + least + ".");
        }
        return value;
    }
}
