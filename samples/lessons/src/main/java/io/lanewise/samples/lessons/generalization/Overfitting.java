package io.lanewise.samples.lessons.generalization;

import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.Initializer.UNIFORM;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;

/**
 * A network of 64 neurons learns 24 noisy points by heart: the training loss falls on, the loss on points held out rises again.
 * Early stopping keeps the weights of the epoch in which it was least.
 */
public final class Overfitting {
    private static final Wave SEEN = Wave.of(24, 1);
    private static final Wave HELD_OUT = Wave.of(200, 2);
    private static final int EPOCHS = 3_000;
    private static final int PATIENCE = 300;

    private Overfitting() {}

    /** More parameters than points. */
    @Model("WaveNet")
    interface Net {
        @Input(shape = 1)
        Tensor x();

        @Dense(
                units = 64,
                activation = TANH,
                kernelInitializer = @Init(value = UNIFORM, scale = 6),
                biasInitializer = @Init(value = UNIFORM, scale = 6))
        Tensor hidden(Tensor x);

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor hidden);
    }

    /**
     * A training.
     *
     * @param net the network at its end
     * @param history its course
     */
    record Run(WaveNet net, History history) {
        float[] fitted(float[] x) {
            float[] y = new float[x.length];
            net.predict(x, x.length, y);
            return y;
        }
    }

    static Dataset heldOut() {
        return WaveNet.data(HELD_OUT.x(), HELD_OUT.y());
    }

    static Run train(boolean earlyStopping) {
        WaveNet net = WaveNet.create(1);
        Trainer trainer = Trainer.of(net)
                .optimizer(Adam.of(0.01))
                .fullBatch()
                .epochs(EPOCHS)
                .validation(heldOut());
        if (earlyStopping) {
            trainer.earlyStopping(PATIENCE);
        }
        return new Run(net, trainer.fit(WaveNet.data(SEEN.x(), SEEN.y())));
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        Run all = train(false);
        Run early = train(true);
        History history = all.history();
        page.say("%-34s %10s %10s", "", "training", "held out");
        page.say(
                "%-34s %10.4f %10.4f",
                "after " + EPOCHS + " epochs",
                history.last().loss(),
                history.last().validationLoss());
        int best = early.history().bestEpoch();
        page.say(
                "%-34s %10.4f %10.4f",
                "stopped early, as of epoch " + best,
                early.history().losses()[best - 1],
                early.history().validationLosses()[best - 1]);
        page.say("%-34s %10s %10.4f", "the noise alone", "", Wave.NOISE * Wave.NOISE);
        page.draw(
                "overfitting-loss",
                Curves.of("Learning by heart")
                        .axes("epoch", "mean squared error")
                        .logY()
                        .history(history));
        double[] x = new double[201];
        float[] grid = new float[201];
        for (int i = 0; i < 201; i++) {
            x[i] = (i - 100) / 100.0;
            grid[i] = (float) x[i];
        }
        page.draw(
                "overfitting",
                Curves.of("24 noisy points")
                        .axes("x", "y")
                        .between(-2.5, 2.5)
                        .points("training", wide(SEEN.x()), wide(SEEN.y()))
                        .line("by heart", x, wide(all.fitted(grid)))
                        .line("stopped early", x, wide(early.fitted(grid))));
    }

    private static double[] wide(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
