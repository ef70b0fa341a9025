package io.lanewise.samples.lessons.regression;

import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.LinearSystem;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Trainer;
import io.lanewise.training.metric.Metrics;
import io.lanewise.training.optimizer.Sgd;

/**
 * Linear regression is one neuron without an activation. Gradient descent on its mean squared error ends where the closed form
 * does, (XᵀX)⁻¹·Xᵀy with a column of ones in X. Gauss, 1809; the diabetes data of Efron et al., 2004, its features standardised.
 */
public final class LinearRegression {
    private LinearRegression() {}

    /** How far the disease progressed, from ten features. */
    @Model("DiabetesModel")
    interface Diabetes {
        @Input(shape = 10)
        Tensor patient();

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor progression(Tensor patient);
    }

    static DiabetesModel descend() {
        Table table = Table.diabetes();
        DiabetesModel model = DiabetesModel.create(0);
        Trainer.of(model)
                .optimizer(Sgd.of(0.2))
                .fullBatch()
                .epochs(10_000)
                .fit(DiabetesModel.data(table.standardised(), table.targets()));
        return model;
    }

    /** The ten coefficients, then the constant. */
    static double[] coefficients(DiabetesModel model) {
        double[] coefficients = new double[11];
        float[] weights = model.parameters().get("progression.weight");
        for (int i = 0; i < 10; i++) {
            coefficients[i] = weights[i];
        }
        coefficients[10] = model.parameters().get("progression.bias")[0];
        return coefficients;
    }

    /** The ten coefficients, then the constant, by the normal equations. */
    public static double[] closedForm() {
        Table table = Table.diabetes();
        float[] x = table.standardised();
        float[] y = table.targets();
        double[][] matrix = new double[11][11];
        double[] right = new double[11];
        for (int example = 0; example < y.length; example++) {
            for (int i = 0; i < 11; i++) {
                double left = i < 10 ? x[example * 10 + i] : 1;
                right[i] += left * y[example];
                for (int j = 0; j < 11; j++) {
                    matrix[i][j] += left * (j < 10 ? x[example * 10 + j] : 1);
                }
            }
        }
        return LinearSystem.solve(matrix, right);
    }

    /** Share of the variance that the model explains. */
    static double determination(DiabetesModel model) {
        Table table = Table.diabetes();
        return Evaluation.of(model, DiabetesModel.data(table.standardised(), table.targets()), Metrics.r2())
                .metric("r2");
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        DiabetesModel model = descend();
        double[] learnt = coefficients(model);
        double[] exact = closedForm();
        page.say("%-12s %12s %12s", "", "descent", "closed form");
        for (int i = 0; i < 11; i++) {
            String name = i < 10 ? Table.diabetes().names().get(i) : "constant";
            page.say("%-12s %12.4f %12.4f", name, learnt[i], exact[i]);
        }
        page.say(
                "%nBoth explain %.1f %% of the variance (R² = %.4f).",
                100 * determination(model), determination(model));
    }
}
