package io.lanewise.samples.lessons.networks;

import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.Parameters;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;

/**
 * Layers without activations are one layer: W₃·(W₂·(W₁·x + b₁) + b₂) + b₃ = (W₃W₂W₁)·x + (W₃W₂b₁ + W₃b₂ + b₃). However many
 * parameters such a network has, it is a linear map, and learns no more than linear regression.
 */
public final class LinearNetwork {
    private LinearNetwork() {}

    /** Three linear layers. */
    @Model("DeepLinear")
    interface Deep {
        @Input(shape = 10)
        Tensor patient();

        @Dense(units = 8)
        Tensor first(Tensor patient);

        @Dense(units = 6)
        Tensor second(Tensor first);

        @Dense(units = 1)
        @Loss(MEAN_SQUARED)
        Tensor progression(Tensor second);
    }

    /** One linear layer. */
    @Model("FlatLinear")
    interface Flat {
        @Input(shape = 10)
        Tensor patient();

        @Dense(units = 1)
        @Output
        Tensor progression(Tensor patient);
    }

    static DeepLinear learn() {
        Table table = Table.diabetes();
        DeepLinear deep = DeepLinear.create(1);
        Trainer.of(deep)
                .optimizer(Adam.of(0.01))
                .fullBatch()
                .epochs(4_000)
                .fit(DeepLinear.data(table.standardised(), table.targets()));
        return deep;
    }

    /** The one layer that computes what the three do. */
    static FlatLinear collapse(DeepLinear deep) {
        Parameters p = deep.parameters();
        double[] weight = widen(p.get("progression.weight"));
        double bias = p.get("progression.bias")[0] + dot(weight, p.get("second.bias"));
        weight = times(weight, p.get("second.weight"), 8);
        bias += dot(weight, p.get("first.bias"));
        weight = times(weight, p.get("first.weight"), 10);
        FlatLinear flat = FlatLinear.create(0);
        float[] narrow = new float[10];
        for (int i = 0; i < 10; i++) {
            narrow[i] = (float) weight[i];
        }
        flat.parameters().set("progression.weight", narrow);
        flat.parameters().set("progression.bias", new float[] {(float) bias});
        return flat;
    }

    /** A row times a matrix with so many columns, row-major. */
    private static double[] times(double[] row, float[] matrix, int columns) {
        double[] product = new double[columns];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < columns; j++) {
                product[j] += row[i] * matrix[i * columns + j];
            }
        }
        return product;
    }

    private static double dot(double[] left, float[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** The largest difference between the predictions of both, over all patients. */
    static double difference(DeepLinear deep, FlatLinear flat) {
        Table table = Table.diabetes();
        float[] left = new float[table.count()];
        float[] right = new float[table.count()];
        deep.predict(table.standardised(), table.count(), left);
        flat.predict(table.standardised(), table.count(), right);
        double largest = 0;
        for (int i = 0; i < left.length; i++) {
            largest = Math.max(largest, Math.abs(left[i] - right[i]));
        }
        return largest;
    }

    /** Gives the lesson. */
    public static void teach(Page page) {
        DeepLinear deep = learn();
        FlatLinear flat = collapse(deep);
        page.say(
                "Three linear layers: %d parameters. One: %d.",
                deep.parameters().count(), flat.parameters().count());
        page.say(
                "Their predictions for 442 patients differ by %.1e at most, of values near 150.%n",
                difference(deep, flat));
        float[] weights = flat.parameters().get("progression.weight");
        page.say("%-12s %12s", "", "W₃·W₂·W₁");
        for (int i = 0; i < 10; i++) {
            page.say("%-12s %12.3f", Table.diabetes().names().get(i), weights[i]);
        }
        page.say("%nThese are the coefficients of linear regression (lesson LinearRegression): depth without");
        page.say("activations is a detour to the same place.");
    }
}
