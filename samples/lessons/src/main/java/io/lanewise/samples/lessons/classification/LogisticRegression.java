package io.lanewise.samples.lessons.classification;

import static io.lanewise.annotations.Activation.SIGMOID;
import static io.lanewise.annotations.LossFunction.BINARY_CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Regularizer;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.LinearSystem;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.training.History;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Sgd;

/**
 * Logistic regression: p = σ(w·x + b), and the mean cross-entropy is minimised. A plane parts the breast-cancer data without a
 * mistake, so without a limit w would grow for ever; 0.01·Σw² makes the best w unique. Descent until ‖∇‖ ≤ ε finds it, and so does
 * Newton's method on the same objective, in double.
 */
public final class LogisticRegression {
    static final double EPSILON = 1e-6;

    private static final int FEATURES = 30;
    private static final float L2 = 0.01f;

    private LogisticRegression() {}

    /** The probability that a tumour is benign. */
    @Model("TumourModel")
    interface Tumour {
        @Input(shape = FEATURES)
        Tensor nuclei();

        @Dense(units = 1, activation = SIGMOID, kernelRegularizer = @Regularizer(l2 = L2))
        @Loss(BINARY_CROSS_ENTROPY)
        Tensor benign(Tensor nuclei);
    }

    static Dataset data() {
        return TumourModel.data(
                Table.breastCancer().standardised(), Table.breastCancer().targets());
    }

    /** Descends with all examples in a step until the norm of the gradient is at most ε. */
    static History descend(TumourModel model) {
        return Trainer.of(model)
                .optimizer(Sgd.of(0.5))
                .fullBatch()
                .epochs(20_000)
                .untilGradientNorm(EPSILON)
                .fit(data());
    }

    /** The coefficients, then the constant. */
    static double[] coefficients(TumourModel model) {
        double[] coefficients = new double[FEATURES + 1];
        float[] weights = model.parameters().get("benign.weight");
        for (int i = 0; i < FEATURES; i++) {
            coefficients[i] = weights[i];
        }
        coefficients[FEATURES] = model.parameters().get("benign.bias")[0];
        return coefficients;
    }

    /** The coefficients, then the constant, by Newton's method from 0: w ← w − H⁻¹·∇, with the objective's own H and ∇. */
    static double[] newton(int iterations) {
        float[] inputs = Table.breastCancer().standardised();
        float[] y = Table.breastCancer().targets();
        double[] w = new double[FEATURES + 1];
        for (int iteration = 0; iteration < iterations; iteration++) {
            double[] gradient = new double[FEATURES + 1];
            double[][] hessian = new double[FEATURES + 1][FEATURES + 1];
            for (int example = 0; example < y.length; example++) {
                double[] x = new double[FEATURES + 1];
                double z = 0;
                for (int i = 0; i <= FEATURES; i++) {
                    x[i] = i < FEATURES ? inputs[example * FEATURES + i] : 1;
                    z += w[i] * x[i];
                }
                double p = 1 / (1 + Math.exp(-z));
                for (int i = 0; i <= FEATURES; i++) {
                    gradient[i] += (p - y[example]) * x[i] / y.length;
                    for (int j = 0; j <= FEATURES; j++) {
                        hessian[i][j] += p * (1 - p) * x[i] * x[j] / y.length;
                    }
                }
            }
            for (int i = 0; i < FEATURES; i++) {
                gradient[i] += 2 * L2 * w[i];
                hessian[i][i] += 2 * L2;
            }
            double[] step = LinearSystem.solve(hessian, gradient);
            for (int i = 0; i <= FEATURES; i++) {
                w[i] -= step[i];
            }
        }
        return w;
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        TumourModel model = TumourModel.create(0);
        History history = descend(model);
        double[] learnt = coefficients(model);
        double[] exact = newton(12);
        page.say("Descent: %,d steps until ‖∇‖ = %.2e.", history.epochs().size(), history.gradientNorm());
        page.say("Newton: 12 steps, each with a system of 31 equations.%n");
        page.say("%-26s %10s %10s", "", "descent", "Newton");
        double largest = 0;
        for (int i = 0; i <= FEATURES; i++) {
            String name = i < FEATURES ? Table.breastCancer().names().get(i) : "constant";
            page.say("%-26s %10.6f %10.6f", name, learnt[i], exact[i]);
            largest = Math.max(largest, Math.abs(learnt[i] - exact[i]));
        }
        page.say("%nThe largest difference is %.1e.", largest);
    }
}
