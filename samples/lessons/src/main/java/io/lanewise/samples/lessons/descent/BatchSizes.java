package io.lanewise.samples.lessons.descent;

import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Contour;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Batch, mini-batch and stochastic descent from the same call: only {@code batchSize} differs. A batch of all examples steps
 * exactly downhill, but once an epoch; single examples step in every direction, but 442 times an epoch. Robbins and Monro, 1951.
 */
public final class BatchSizes {
    static final int ALL = Line.count();

    private static final int EPOCHS = 10;
    private static final double RATE = 0.02;

    private BatchSizes() {}

    /** The way of w and b in 10 epochs with so many examples in a step. */
    static Trace descend(int batchSize) {
        Trace trace = new Trace("y.weight", "y.bias");
        Trainer.of(Line.begin(-0.9f, -1.2f))
                .optimizer(Sgd.of(RATE))
                .batchSize(batchSize)
                .epochs(EPOCHS)
                .callback(trace)
                .fit(Line.data());
        return trace;
    }

    /** The loss over all examples at the end of each epoch. */
    static double[] losses(Trace trace) {
        int steps = (trace.count() - 1) / EPOCHS;
        return IntStream.rangeClosed(1, EPOCHS)
                .mapToDouble(epoch -> Line.loss(trace.first()[epoch * steps], trace.second()[epoch * steps]))
                .toArray();
    }

    /** How far, in the mean of the last epoch's steps, the place is from the best one. */
    static double unrest(Trace trace) {
        int steps = (trace.count() - 1) / EPOCHS;
        double sum = 0;
        for (int i = trace.count() - steps; i < trace.count(); i++) {
            sum += Math.hypot(trace.first()[i] - Line.BEST_W, trace.second()[i] - Line.BEST_B);
        }
        return sum / steps;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        Contour paths = Contour.of("Three ways down", new Box(-1.5, 1.5, -1.5, 1.5), Line.surface())
                .axes("w", "b");
        Curves curves = Curves.of("Loss after each epoch").axes("epoch", "mean squared error");
        page.say(
                "%-12s %14s %16s %16s %22s",
                "", "steps an epoch", "loss, epoch 1", "loss, epoch 10", "mean distance at last");
        for (int size : new int[] {1, 32, ALL}) {
            Trace trace = descend(size);
            double[] losses = losses(trace);
            String name = size == 1 ? "stochastic" : size == ALL ? "batch" : "mini-batch";
            page.say(
                    "%-12s %14d %16.4f %16.4f %22.4f",
                    name, (trace.count() - 1) / EPOCHS, losses[0], losses[EPOCHS - 1], unrest(trace));
            paths.path(name, trace.first(), trace.second());
            curves.line(name, losses);
        }
        page.say(
                "%nThe least possible is %.4f, at w = %.4f and b = %.4f.",
                Line.loss(Line.BEST_W, Line.BEST_B), Line.BEST_W, Line.BEST_B);
        page.say(
                "Small batches are there first, and never come to rest; a schedule that lowers the rate would let them.");
        page.draw("batch-sizes", paths);
        page.draw("batch-sizes-loss", curves);
    }
}
