package io.lanewise.samples.lessons.descent;

import static io.lanewise.annotations.LossFunction.VALUE;

import io.lanewise.annotations.From;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Add;
import io.lanewise.annotations.layers.Multiply;
import io.lanewise.annotations.layers.Rescaling;
import io.lanewise.annotations.layers.Subtract;
import io.lanewise.annotations.layers.Weight;
import io.lanewise.runtime.data.Batch;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Contour;
import io.lanewise.samples.plots.Plane;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adadelta;
import io.lanewise.training.optimizer.Adagrad;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.AdamW;
import io.lanewise.training.optimizer.Adamax;
import io.lanewise.training.optimizer.AmsGrad;
import io.lanewise.training.optimizer.Ftrl;
import io.lanewise.training.optimizer.Momentum;
import io.lanewise.training.optimizer.Nadam;
import io.lanewise.training.optimizer.Nesterov;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.RmsProp;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every optimizer on one surface, a bent valley: J = (1 − a)² + 10·(b − a²)², least at (1, 1). Each starts at (−1, 1½) with a rate
 * that suits it. Plain descent must be slow, for the walls are steep; momentum swings through; those that divide by the gradients'
 * size go straight. Rosenbrock, 1960, with 100 instead of 10.
 */
public final class OptimizerPaths {
    static final int STEPS = 300;

    private static final Box BOX = new Box(-1.6, 1.8, -0.6, 2.2);

    private OptimizerPaths() {}

    /** The surface: a network whose two weights are the place on it. */
    @Model("ValleyModel")
    interface Valley {
        @Weight(shape = 1)
        Tensor a();

        @Weight(shape = 1)
        Tensor b();

        @Rescaling(scale = -1, offset = 1)
        Tensor ahead(Tensor a);

        @Multiply
        Tensor aheadSquared(@From("ahead") Tensor left, @From("ahead") Tensor right);

        @Multiply
        Tensor bend(@From("a") Tensor left, @From("a") Tensor right);

        @Subtract
        Tensor aside(Tensor b, Tensor bend);

        @Multiply
        Tensor asideSquared(@From("aside") Tensor left, @From("aside") Tensor right);

        @Rescaling(scale = 10)
        Tensor wall(Tensor asideSquared);

        @Add
        @Loss(VALUE)
        Tensor j(Tensor aheadSquared, Tensor wall);
    }

    /** The optimizers, each with a rate that suits it. */
    static Map<String, Optimizer> optimizers() {
        Map<String, Optimizer> all = new LinkedHashMap<>();
        all.put("Sgd", Sgd.of(0.02));
        all.put("Momentum", Momentum.of(0.005));
        all.put("Nesterov", Nesterov.of(0.005));
        all.put("Adagrad", Adagrad.of(0.3));
        all.put("Adadelta", Adadelta.of(3));
        all.put("RmsProp", RmsProp.of(0.01));
        all.put("Adam", Adam.of(0.1));
        all.put("AmsGrad", AmsGrad.of(0.1));
        all.put("AdamW", AdamW.of(0.1));
        all.put("Adamax", Adamax.of(0.2));
        all.put("Nadam", Nadam.of(0.05));
        all.put("Ftrl", Ftrl.of(0.3));
        return all;
    }

    /** Where a and b are before the first step and after each: all a, then all b. */
    static double[][] path(Optimizer optimizer) {
        ValleyModel valley = ValleyModel.create(0);
        valley.parameters().set("a.weight", new float[] {-1});
        valley.parameters().set("b.weight", new float[] {1.5f});
        Training training = Training.of(valley, optimizer, 0);
        Batch once = Batch.of(1);
        double[][] path = new double[2][STEPS + 1];
        for (int step = 0; step <= STEPS; step++) {
            path[0][step] = valley.parameters().get("a.weight")[0];
            path[1][step] = valley.parameters().get("b.weight")[0];
            if (step < STEPS) {
                training.step(once);
                training.publish();
            }
        }
        return path;
    }

    static double height(double a, double b) {
        return (1 - a) * (1 - a) + 10 * (b - a * a) * (b - a * a);
    }

    static double last(double[][] path) {
        return height(path[0][STEPS], path[1][STEPS]);
    }

    private static void surface(float[] points, int count, float[] heights) {
        for (int i = 0; i < count; i++) {
            heights[i] = (float) height(points[2 * i], points[2 * i + 1]);
        }
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        page.say("From (−1, 1.5), where J = %.2f, %d steps:%n", height(-1, 1.5), STEPS);
        page.say("%-10s %18s %12s", "", "ends at", "J");
        Map<String, double[][]> paths = new LinkedHashMap<>();
        optimizers().forEach((name, optimizer) -> {
            double[][] path = path(optimizer);
            paths.put(name, path);
            page.say("%-10s (%7.4f, %7.4f) %12.2e", name, path[0][STEPS], path[1][STEPS], last(path));
        });
        draw(page, "optimizers-momentum", paths, List.of("Sgd", "Momentum", "Nesterov"));
        draw(page, "optimizers-adaptive", paths, List.of("Adagrad", "Adadelta", "RmsProp", "Ftrl"));
        draw(page, "optimizers-adam", paths, List.of("Adam", "AmsGrad", "AdamW", "Adamax", "Nadam"));
        draw(page, "optimizers", paths, List.copyOf(paths.keySet()));
    }

    private static void draw(Page page, String file, Map<String, double[][]> paths, List<String> names)
            throws IOException {
        Plane surface = OptimizerPaths::surface;
        Contour plot =
                Contour.of("From (−1, 1.5), " + STEPS + " steps", BOX, surface).axes("a", "b");
        for (String name : names) {
            plot.path(name, paths.get(name)[0], paths.get(name)[1]);
        }
        page.draw(file, plot.mark("least", 1, 1));
    }
}
