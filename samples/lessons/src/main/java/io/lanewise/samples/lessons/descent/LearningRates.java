package io.lanewise.samples.lessons.descent;

import io.lanewise.samples.lessons.Page;
import io.lanewise.samples.plots.Box;
import io.lanewise.samples.plots.Contour;
import io.lanewise.samples.plots.Curves;
import io.lanewise.training.Trainer;
import io.lanewise.training.optimizer.Sgd;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Along a direction in which the loss has the curvature λ, a step of descent multiplies the distance to the best place by
 * 1 − lr·λ. So the largest λ sets a limit, 2/λ, above which every step leads further away, and the least one says how long the
 * way is. Of all rates 2 / (largest + least) is the fastest.
 */
public final class LearningRates {
    static final int STEPS = 30;

    /** The rates that the lesson compares. */
    enum Rate {
        TOO_SMALL("too small", 0.01 * limit()),
        RIGHT("right", 2 / (Line.largestCurvature() + Line.leastCurvature())),
        ALMOST_TOO_LARGE("almost too large", 0.97 * limit()),
        TOO_LARGE("too large", 1.03 * limit());

        private final String title;
        private final double value;

        Rate(String title, double value) {
            this.title = title;
            this.value = value;
        }

        double value() {
            return value;
        }
    }

    private LearningRates() {}

    /** The rate above which descent leads away. */
    static double limit() {
        return 2 / Line.largestCurvature();
    }

    /** The way of w and b in 30 steps of all examples. */
    static Trace descend(double learningRate) {
        Trace trace = new Trace("y.weight", "y.bias");
        Trainer.of(Line.begin(-0.9f, 1))
                .optimizer(Sgd.of(learningRate))
                .fullBatch()
                .epochs(STEPS)
                .callback(trace)
                .fit(Line.data());
        return trace;
    }

    /** Distance to the best place before the first step and after each. */
    static double[] distances(Trace trace) {
        double[] distances = new double[trace.count()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.hypot(trace.first()[i] - Line.BEST_W, trace.second()[i] - Line.BEST_B);
        }
        return distances;
    }

    /** Gives the lesson. */
    public static void teach(Page page) throws IOException {
        page.say("Curvatures of the loss: %.3f to %.3f.", Line.leastCurvature(), Line.largestCurvature());
        page.say("Largest rate that leads down: 2 / %.3f = %.4f%n", Line.largestCurvature(), limit());
        Contour paths = Contour.of("30 steps", new Box(-1.5, 2, -2, 1.5), Line.surface())
                .axes("w", "b");
        Curves curves = Curves.of("Learning rates")
                .axes("step", "distance to the best place")
                .logY();
        page.say("%-18s %8s %24s", "", "rate", "distance after 30 steps");
        for (Rate rate : List.of(Rate.values()).reversed()) { // the way out first, so that it hides no other
            Trace trace = descend(rate.value);
            double[] distances = distances(trace);
            page.say("%-18s %8.4f %24.6f", rate.title, rate.value, distances[STEPS]);
            paths.path(rate.title, trace.first(), trace.second());
            curves.line(
                    rate.title, IntStream.rangeClosed(0, STEPS).asDoubleStream().toArray(), distances);
        }
        page.say("%nAbove the limit each step lands on the other side of the valley, and higher.");
        page.draw("learning-rates", paths);
        page.draw("learning-rates-distance", curves);
    }
}
