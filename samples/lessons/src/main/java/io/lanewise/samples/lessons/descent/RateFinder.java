package io.lanewise.samples.lessons.descent;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Evaluation;
import io.lanewise.training.LearningRateFinder;
import io.lanewise.training.LearningRateSweep;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;

/**
 * Finds a learning rate by trying: each step takes a larger one, on a copy of the weights. Too small a rate leaves the loss where it
 * is, too large a one blows it up; between the two lies the rate at which it falls fastest. Smith, 2017.
 */
public final class RateFinder {
    private RateFinder() {}

    /** Tells benign tumours from malignant ones. */
    @Model("TumourNet")
    interface Net {
        @Input(shape = 30)
        Tensor nuclei();

        @Dense(units = 16, activation = TANH)
        Tensor hidden(Tensor nuclei);

        @Dense(units = 1, activation = SIGMOID)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor benign(Tensor hidden);
    }

    static Dataset data() {
        return TumourNet.data(
                Table.breastCancer().standardised(), Table.breastCancer().targets());
    }

    static LearningRateSweep sweep() {
        return LearningRateFinder.of(TumourNet.create(1))
                .optimizer(Sgd.of(1))
                .batchSize(32)
                .range(1e-4, 1e2)
                .steps(140)
                .find(data());
    }

    /** The loss after three epochs at this rate. */
    static double loss(double learningRate) {
        TumourNet net = TumourNet.create(1);
        Trainer.of(net).optimizer(Sgd.of(learningRate)).batchSize(32).epochs(3).fit(data());
        return Evaluation.of(net, data()).loss();
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        LearningRateSweep sweep = sweep();
        double found = sweep.suggestion().orElseThrow();
        page.say("%d steps with rates from %.0e to %.0e.", sweep.rates().length, sweep.rates()[0], last(sweep.rates()));
        page.say("The loss falls fastest at a rate of %.3g.%n", found);
        page.say("%14s %24s", "rate", "loss after three epochs");
        for (double factor : new double[] {0.01, 0.1, 1, 10, 100}) {
            page.say("%14.3g %24.4f%s", factor * found, loss(factor * found), factor == 1 ? "   the one found" : "");
        }
        page.draw(
                "rate-finder",
                Curves.of("Loss while the learning rate grows")
                        .axes("learning rate", "binary cross-entropy")
                        .logX()
                        .between(0, 2)
                        .line("each step", sweep.rates(), sweep.losses())
                        .line("smoothed", sweep.rates(), sweep.smoothed())
                        .line("found", new double[] {found, found}, new double[] {0, sweep.losses()[0]}));
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
