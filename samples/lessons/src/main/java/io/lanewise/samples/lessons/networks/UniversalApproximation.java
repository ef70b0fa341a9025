package io.lanewise.samples.lessons.networks;

import static io.lanewise.annotations.Activation.TANH;
import static io.lanewise.annotations.Initializer.UNIFORM;
import static io.lanewise.annotations.LossFunction.MEAN_SQUARED;

import io.lanewise.annotations.Apply;
import io.lanewise.annotations.Block;
import io.lanewise.annotations.From;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Input;
import io.lanewise.annotations.Loss;
import io.lanewise.annotations.Model;
import io.lanewise.annotations.Output;
import io.lanewise.annotations.Tensor;
import io.lanewise.annotations.layers.Dense;
import io.lanewise.runtime.Network;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Adam;
import java.io.IOException;

/**
 * One hidden layer fits any continuous curve, the better the more neurons it has: 1, 4, 16 and 64 of them on the same wave.
 * Cybenko, 1989; Hornik, Stinchcombe and White, 1989.
 */
public final class UniversalApproximation {
    static final int[] NEURONS = {1, 4, 16, 64};

    private static final int POINTS = 128;

    private UniversalApproximation() {}

    /** A hidden layer of {@code width} neurons and a linear one. */
    @Block
    interface Curve {
        int width();

        @Input
        Tensor x();

        @Dense(
                activation = TANH,
                kernelInitializer = @Init(value = UNIFORM, scale = 6),
                biasInitializer = @Init(value = UNIFORM, scale = 6))
        Tensor hidden(Tensor x, @From("width") int units);

        @Dense(units = 1)
        @Output
        Tensor y(Tensor hidden);
    }

    /** One neuron. */
    @Model("CurveOf1")
    interface One {
        @Input(shape = 1)
        Tensor x();

        @Apply(value = Curve.class, with = "width = 1")
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    /** Four neurons. */
    @Model("CurveOf4")
    interface Four {
        @Input(shape = 1)
        Tensor x();

        @Apply(value = Curve.class, with = "width = 4")
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    /** Sixteen neurons. */
    @Model("CurveOf16")
    interface Sixteen {
        @Input(shape = 1)
        Tensor x();

        @Apply(value = Curve.class, with = "width = 16")
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    /** Sixty-four neurons. */
    @Model("CurveOf64")
    interface SixtyFour {
        @Input(shape = 1)
        Tensor x();

        @Apply(value = Curve.class, with = "width = 64")
        @Loss(MEAN_SQUARED)
        Tensor y(Tensor x);
    }

    static double wave(double x) {
        return Math.sin(3 * x) + 0.5 * Math.cos(11 * x) * x;
    }

    static float[] points() {
        float[] x = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = 2f * i / (POINTS - 1) - 1;
        }
        return x;
    }

    private static float[] waves() {
        float[] y = points();
        for (int i = 0; i < POINTS; i++) {
            y[i] = (float) wave(y[i]);
        }
        return y;
    }

    /** What the trained curve of this many neurons says at each of the points. */
    static float[] fitted(int neurons) {
        float[] x = points();
        float[] y = new float[POINTS];
        switch (neurons) {
            case 1 -> {
                CurveOf1 curve = CurveOf1.create(1);
                fit(curve, CurveOf1.data(x, waves()));
                curve.predict(x, POINTS, y);
            }
            case 4 -> {
                CurveOf4 curve = CurveOf4.create(1);
                fit(curve, CurveOf4.data(x, waves()));
                curve.predict(x, POINTS, y);
            }
            case 16 -> {
                CurveOf16 curve = CurveOf16.create(1);
                fit(curve, CurveOf16.data(x, waves()));
                curve.predict(x, POINTS, y);
            }
            case 64 -> {
                CurveOf64 curve = CurveOf64.create(1);
                fit(curve, CurveOf64.data(x, waves()));
                curve.predict(x, POINTS, y);
            }
            default ->
                throw new IllegalArgumentException(
                        "There is no model of " + neurons + " neurons. Choose 1, 4, 16 or 64.");
        }
        return y;
    }

    private static void fit(Network curve, Dataset data) {
        Trainer.of(curve).optimizer(Adam.of(0.01)).fullBatch().epochs(3_000).fit(data);
    }

    /** Root of the mean squared error. */
    static double error(float[] fitted) {
        float[] y = waves();
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum += (fitted[i] - y[i]) * (fitted[i] - y[i]);
        }
        return Math.sqrt(sum / POINTS);
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = points()[i];
            y[i] = waves()[i];
        }
        Curves plot = Curves.of("A wave fitted with 1, 4, 16 and 64 neurons")
                .axes("x", "y")
                .points("wave", x, y);
        page.say("neurons   root of the mean squared error");
        for (int neurons : NEURONS) {
            float[] fitted = fitted(neurons);
            page.say("%7d   %.4f", neurons, error(fitted));
            double[] line = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                line[i] = fitted[i];
            }
            plot.line(neurons + (neurons == 1 ? " neuron" : " neurons"), x, line);
        }
        page.draw("universal", plot);
    }
}
