package io.lanewise.samples.lessons.generalization;

import static io.lanewise.annotations.Activation.RELU;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Regularizer;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.annotations.layers.Dropout;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Scaler;
import io.lanewise.runtime.data.Split;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Two means against overfitting, on half of the diabetes data, the other half held out: dropout trains a different part of the
 * network in each step (Srivastava et al., 2014), L2 makes large weights cost something (Hoerl and Kennard, 1970).
 */
public final class Regularization {
    private static final int EPOCHS = 200;
    private static final long SEED = 1;

    private Regularization() {}

    /** Nothing against overfitting. */
    @Model("PlainNet")
    interface Plain {
        @Input(shape = 10)
        Tensor patient();

        @Dense(units = 128, activation = RELU)
        Tensor hidden(Tensor patient);

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor progression(Tensor hidden);
    }

    /** Drops inputs and hidden neurons. */
    @Model("DropoutNet")
    interface WithDropout {
        @Input(shape = 10)
        Tensor patient();

        @Dropout(rate = 0.2f)
        Tensor somePatient(Tensor patient);

        @Dense(units = 128, activation = RELU)
        Tensor hidden(Tensor somePatient);

        @Dropout(rate = 0.6f)
        Tensor someHidden(Tensor hidden);

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor progression(Tensor someHidden);
    }

    /** Adds the squares of the weights to the loss. */
    @Model("L2Net")
    interface WithL2 {
        @Input(shape = 10)
        Tensor patient();

        @Dense(units = 128, activation = RELU, kernelRegularizer = @Regularizer(l2 = 0.03f))
        Tensor hidden(Tensor patient);

        @Dense(units = 1, kernelRegularizer = @Regularizer(l2 = 0.03f))
        @Loss(MEAN_SQUARED)
        Tensor progression(Tensor hidden);
    }

    /**
     * What became of a network: mean squared errors without penalties, in units of the variance of the training part, so that 1 is to
     * know nothing.
     *
     * @param training on what it was trained on
     * @param heldOut on what was held out
     * @param course the latter after each epoch
     */
    record Result(double training, double heldOut, double[] course) {}

    /** The three networks, trained alike. */
    static Map<String, Result> results() {
        float[] patients = Table.diabetes().inputs();
        float[] progressions = Table.diabetes().targets();
        Map<String, Result> results = new LinkedHashMap<>();
        results.put("nothing", train(PlainNet.create(SEED), PlainNet.data(patients, progressions)));
        results.put("dropout", train(DropoutNet.create(SEED), DropoutNet.data(patients, progressions)));
        results.put("L2", train(L2Net.create(SEED), L2Net.data(patients, progressions)));
        return results;
    }

    private static Split split(Dataset all) {
        Split raw = all.split(0.5, SEED);
        Scaler inputs = Scaler.standard(raw.train(), "patient");
        Scaler targets = Scaler.standard(raw.train(), "progression");
        return new Split(
                targets.apply(inputs.apply(raw.train(), "patient"), "progression"),
                targets.apply(inputs.apply(raw.test(), "patient"), "progression"));
    }

    private static Result train(Network net, Dataset all) {
        Split judged =
                split(PlainNet.data(Table.diabetes().inputs(), Table.diabetes().targets()));
        double[] course = new double[EPOCHS];
        Trainer.of(net)
                .optimizer(Adam.of(1e-3))
                .batchSize(32)
                .epochs(EPOCHS)
                .seed(SEED)
                .callback((epoch, control) -> course[epoch.number() - 1] = error(net, judged.test()))
                .fit(split(all).train());
        return new Result(error(net, judged.train()), course[EPOCHS - 1], course);
    }

    /** The error of the plain network with these weights, whose loss has no penalty. */
    private static double error(Network net, Dataset data) {
        PlainNet plain = PlainNet.create(0);
        for (String name : net.parameters().names()) {
            plain.parameters().set(name, net.parameters().get(name));
        }
        return Evaluation.of(plain, data).loss();
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        Curves plot = Curves.of("Error on what was held out")
                .axes("epoch", "mean squared error")
                .between(0.4, 1.2);
        page.say("%-10s %10s %10s", "", "training", "held out");
        results().forEach((name, result) -> {
            page.say("%-10s %10.4f %10.4f", name, result.training, result.heldOut);
            plot.line(name, result.course);
        });
        page.draw("regularization", plot);
    }
}
