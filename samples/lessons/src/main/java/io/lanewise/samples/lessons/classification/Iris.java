package io.lanewise.samples.lessons.classification;

import static io.lanewise.annotations.Activation.SOFTMAX;
import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.LossFunction.CROSS_ENTROPY;

import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.data.Scaler;
import io.lanewise.runtime.data.Split;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.lessons.data.Table;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.ConfusionPlot;
import io.lanewise.samples.plots.Plane;
import io.lanewise.samples.plots.Regions;
import io.lanewise.training.Evaluation;
import io.lanewise.training.Trainer;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ConfusionMatrix;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;
import java.util.List;

/**
 * Softmax regression parts the species of iris by planes, an MLP by bent borders. Three in ten flowers are held out, each species
 * in the same share. Fisher, 1936.
 */
public final class Iris {
    private static final List<String> SPECIES = List.of("setosa", "versicolor", "virginica");
    private static final long SEED = 1;

    private Iris() {}

    /** One layer: softmax regression. */
    @Model("IrisSoftmax")
    interface Linear {
        @Input(shape = 4)
        Tensor flower();

        @Dense(units = 3, activation = SOFTMAX)
        @Loss(CROSS_ENTROPY)
        Tensor species(Tensor flower);
    }

    /** A hidden layer before it. */
    @Model("IrisMlp")
    interface Mlp {
        @Input(shape = 4)
        Tensor flower();

        @Dense(units = 16, activation = TANH)
        Tensor hidden(Tensor flower);

        @Dense(units = 3, activation = SOFTMAX)
        @Loss(CROSS_ENTROPY)
        Tensor species(Tensor hidden);
    }

    /** The features on a common scale, which knows the training part alone. */
    static Scaler scaler() {
        return Scaler.standard(raw(softmaxData()).train(), "flower");
    }

    private static Split raw(Dataset all) {
        return all.stratifiedSplit(0.3, SEED);
    }

    static Split split(Dataset all) {
        Split raw = raw(all);
        return new Split(scaler().apply(raw.train(), "flower"), scaler().apply(raw.test(), "flower"));
    }

    static Dataset softmaxData() {
        return IrisSoftmax.data(Table.iris().inputs(), Table.iris().classes());
    }

    static Dataset mlpData() {
        return IrisMlp.data(Table.iris().inputs(), Table.iris().classes());
    }

    static IrisSoftmax softmax() {
        IrisSoftmax model = IrisSoftmax.create(SEED);
        Dataset train = split(softmaxData()).train();
        Trainer.of(model).optimizer(Adam.of(0.05)).batchSize(16).epochs(100).fit(train);
        return model;
    }

    static IrisMlp mlp() {
        IrisMlp model = IrisMlp.create(SEED);
        Dataset train = split(mlpData()).train();
        Trainer.of(model).optimizer(Adam.of(0.02)).batchSize(16).epochs(100).fit(train);
        return model;
    }

    /** How often each species was taken for each, of the flowers held out. */
    static ConfusionMatrix confusion(Dataset test, float[] probabilities) {
        ConfusionMatrix confusion = new ConfusionMatrix();
        confusion.update(Answers.of(probabilities, test.ints("species")));
        return confusion;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        IrisSoftmax softmax = softmax();
        Dataset test = split(softmaxData()).test();
        float[] probabilities = new float[3 * test.count()];
        softmax.predict(test.floats("flower"), test.count(), probabilities);
        report(page, "softmax", Evaluation.of(softmax, test), confusion(test, probabilities), petals(softmax::predict));

        IrisMlp mlp = mlp();
        Dataset same = split(mlpData()).test();
        mlp.predict(same.floats("flower"), same.count(), probabilities);
        report(page, "mlp", Evaluation.of(mlp, same), confusion(same, probabilities), petals(mlp::predict));
    }

    private static void report(Page page, String name, Evaluation result, ConfusionMatrix confusion, Plane petals)
            throws IOException {
        page.say(
                "%s: loss %.4f, accuracy %.1f %% on the flowers held out",
                name, result.loss(), 100 * result.accuracy());
        for (int species = 0; species < 3; species++) {
            page.say(
                    "  %-12s taken for %2d setosa %2d versicolor %2d virginica",
                    SPECIES.get(species),
                    confusion.count(species, 0),
                    confusion.count(species, 1),
                    confusion.count(species, 2));
        }
        page.draw("iris-" + name + "-confusion", ConfusionPlot.of("Iris by " + name, confusion, SPECIES));
        Regions regions = Regions.of("Iris by " + name, new Box(0.5, 7.5, 0, 3), petals, 3);
        regions.axes("petal length, cm", "petal width, cm");
        for (int species = 0; species < 3; species++) {
            regions.points(SPECIES.get(species), petal(species, 2), petal(species, 3));
        }
        page.draw("iris-" + name, regions);
    }

    /** The model as a function of the petal alone, in cm, the sepal being of mean size. */
    private static Plane petals(Plane model) {
        Scaler scaler = scaler();
        double[] mean = scaler.offset();
        return (points, count, values) -> {
            float[] flowers = new float[4 * count];
            for (int i = 0; i < count; i++) {
                flowers[4 * i] = (float) mean[0];
                flowers[4 * i + 1] = (float) mean[1];
                flowers[4 * i + 2] = points[2 * i];
                flowers[4 * i + 3] = points[2 * i + 1];
            }
            model.at(scaler.apply(flowers), count, values);
        };
    }

    /** One feature of the 50 flowers of a species, which stand together in the file. */
    private static double[] petal(int species, int feature) {
        double[][] flowers = Table.iris().rows();
        double[] values = new double[50];
        for (int i = 0; i < 50; i++) {
            values[i] = flowers[50 * species + i][feature];
        }
        return values;
    }
}
