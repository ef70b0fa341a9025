package io.lanewise.samples.lessons.classification;

import static io.lanewise.annotations.Activation.PROBIT;
import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;

/**
 * Two ways from a number to a probability: σ(b + w·x), the logit model, and Φ(b + w·x), the probit model, Φ being the normal
 * distribution function. Fitted to the same data they say nearly the same; the coefficients of logit are larger by a factor of
 * about 1.7. Bliss, 1934; Berkson, 1944.
 */
public final class ProbitAndLogit {
    private ProbitAndLogit() {}

    /** σ(b + w·x). */
    @Model("LogitModel")
    interface Logit {
        @Input(shape = 1)
        Tensor texture();

        @Dense(units = 1, activation = SIGMOID)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor benign(Tensor texture);
    }

    /** Φ(b + w·x). */
    @Model("ProbitModel")
    interface Probit {
        @Input(shape = 1)
        Tensor texture();

        @Dense(units = 1, activation = PROBIT)
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor benign(Tensor texture);
    }

    /** The mean texture of the nuclei, standardised. */
    static float[] textures() {
        float[] all = Table.breastCancer().standardised();
        float[] textures = new float[all.length / 30];
        for (int i = 0; i < textures.length; i++) {
            textures[i] = all[30 * i + 1];
        }
        return textures;
    }

    static LogitModel logit() {
        LogitModel model = LogitModel.create(0);
        fit(model, LogitModel.data(textures(), Table.breastCancer().targets()));
        return model;
    }

    static ProbitModel probit() {
        ProbitModel model = ProbitModel.create(0);
        fit(model, ProbitModel.data(textures(), Table.breastCancer().targets()));
        return model;
    }

    private static void fit(Network model, Dataset data) {
        Trainer.of(model)
                .optimizer(Sgd.of(1))
                .fullBatch()
                .epochs(2_000)
                .untilGradientNorm(1e-6)
                .fit(data);
    }

    /** w, then b. */
    static double[] coefficients(Network model) {
        return new double[] {
            model.parameters().get("benign.weight")[0], model.parameters().get("benign.bias")[0]
        };
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        LogitModel logit = logit();
        ProbitModel probit = probit();
        double[] ofLogit = coefficients(logit);
        double[] ofProbit = coefficients(probit);
        page.say("logit:  P(benign) = σ(%.4f %+.4f·x)", ofLogit[1], ofLogit[0]);
        page.say("probit: P(benign) = Φ(%.4f %+.4f·x)", ofProbit[1], ofProbit[0]);
        page.say(
                "x is the texture of the nuclei, standardised; the slopes are as %.3f to 1.%n",
                ofLogit[0] / ofProbit[0]);
        page.say("%6s %8s %8s", "x", "logit", "probit");
        double[] x = new double[121];
        double[][] y = new double[2][121];
        double largest = 0;
        for (int i = 0; i < 121; i++) {
            x[i] = -3 + i * 0.05;
            y[0][i] = logit.predict(new float[] {(float) x[i]})[0];
            y[1][i] = probit.predict(new float[] {(float) x[i]})[0];
            largest = Math.max(largest, Math.abs(y[0][i] - y[1][i]));
            if (i % 20 == 0) {
                page.say("%6.1f %8.4f %8.4f", x[i], y[0][i], y[1][i]);
            }
        }
        page.say("%nThey differ by %.4f at most.", largest);
        page.draw(
                "probit-and-logit",
                Curves.of("Probit beside logit")
                        .axes("texture, standardised", "probability that the tumour is benign")
                        .line("logit", x, y[0])
                        .line("probit", x, y[1]));
    }
}
