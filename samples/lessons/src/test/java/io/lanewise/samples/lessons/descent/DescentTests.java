package io.lanewise.samples.lessons.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.lessons.descent.LearningRates.Rate;
import io.lanewise.training.LearningRateSweep;
import io.lanewise.training.optimizer.Optimizer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DescentTests {
    /** The closed form of the loss is the network's own. */
    @Test
    void theBowlIsTheLossOfTheLine() {
        LineModel line = Line.begin(-0.9f, 1);
        float loss = line.gradients(Line.data().floats("x"), Line.data().floats("y"), Line.count())
                .loss();
        assertEquals(Line.loss(-0.9f, 1), loss, 1e-5 * loss);
        for (double[] step : new double[][] {{0.01, 0}, {-0.01, 0}, {0, 0.01}, {0, -0.01}}) {
            assertTrue(Line.loss(Line.BEST_W + step[0], Line.BEST_B + step[1]) > Line.loss(Line.BEST_W, Line.BEST_B));
        }
    }

    @Test
    void smallBatchesAreFasterAndLessAtRest() {
        Trace stochastic = BatchSizes.descend(1);
        Trace mini = BatchSizes.descend(32);
        Trace batch = BatchSizes.descend(BatchSizes.ALL);
        assertEquals(1 + 10 * 442, stochastic.count());
        assertEquals(1 + 10 * 14, mini.count());
        assertEquals(1 + 10, batch.count());
        double least = Line.loss(Line.BEST_W, Line.BEST_B);
        double ofBatch = BatchSizes.losses(batch)[0] - least;
        assertTrue(BatchSizes.losses(stochastic)[0] - least < 0.2 * ofBatch);
        assertTrue(BatchSizes.losses(mini)[0] - least < 0.8 * ofBatch);
        assertTrue(BatchSizes.unrest(stochastic) > 2 * BatchSizes.unrest(mini));
        double before = Double.POSITIVE_INFINITY;
        for (double loss : BatchSizes.losses(batch)) {
            assertTrue(loss < before, "the whole batch goes down in every step");
            before = loss;
        }
    }

    /** The limit 2/λ is exact: a hundredth below it the distance shrinks at last, a hundredth above it grows. */
    @Test
    void aboveTheLimitDescentLeadsAway() {
        double[] below = LearningRates.distances(LearningRates.descend(0.99 * LearningRates.limit()));
        double[] above = LearningRates.distances(LearningRates.descend(1.01 * LearningRates.limit()));
        assertTrue(below[30] < below[20] && below[20] < below[10]);
        assertTrue(above[30] > above[20] && above[20] > above[10]);
    }

    @Test
    void theRightRateIsFarAheadOfTheOthers() {
        double right = last(Rate.RIGHT);
        assertTrue(right < 0.01, () -> "distance " + right);
        assertTrue(last(Rate.TOO_SMALL) > 50 * right);
        assertTrue(last(Rate.ALMOST_TOO_LARGE) > 50 * right);
        assertTrue(last(Rate.TOO_LARGE) > LearningRates.distances(LearningRates.descend(Rate.TOO_LARGE.value()))[0]);
    }

    @Test
    void theRateFoundTrainsWell() {
        LearningRateSweep sweep = RateFinder.sweep();
        double found = sweep.suggestion().orElseThrow();
        double loss = RateFinder.loss(found);
        assertTrue(loss < 0.5 * RateFinder.loss(found / 10), "a tenth of the rate");
        assertTrue(loss < 0.5 * RateFinder.loss(found * 100), "a hundred times the rate");
        double[] rates = sweep.rates();
        assertTrue(rates[0] < found / 100 && rates[rates.length - 1] > found * 100, "the sweep goes far to both sides");
    }

    /** From a height of 6.5 every optimizer comes near the least, and those with momentum all the way. */
    @Test
    void everyOptimizerGoesDownTheValley() {
        Map<String, Optimizer> all = OptimizerPaths.optimizers();
        assertEquals(12, all.size());
        all.forEach((name, optimizer) -> {
            double[][] path = OptimizerPaths.path(optimizer);
            assertEquals(6.5, OptimizerPaths.height(path[0][0], path[1][0]), 1e-12);
            assertTrue(OptimizerPaths.last(path) < 0.05, () -> name + " ends at " + OptimizerPaths.last(path));
        });
        double plain = OptimizerPaths.last(OptimizerPaths.path(all.get("Sgd")));
        for (String name : List.of("Momentum", "Nesterov", "Adam", "AmsGrad")) {
            assertTrue(OptimizerPaths.last(OptimizerPaths.path(all.get(name))) < 1e-3 * plain, name);
        }
    }

    /** The compiled surface is the formula's, so the contours lie where the network goes. */
    @Test
    void theSurfaceIsTheNetworks() {
        ValleyModel valley = ValleyModel.create(0);
        for (float[] place : new float[][] {{-1, 1.5f}, {0.3f, -0.2f}, {1, 1}, {1.7f, 2}}) {
            valley.parameters().set("a.weight", new float[] {place[0]});
            valley.parameters().set("b.weight", new float[] {place[1]});
            double height = OptimizerPaths.height(place[0], place[1]);
            assertEquals(height, valley.gradients(1).loss(), 1e-5 * height + 1e-6);
        }
    }

    private static double last(Rate rate) {
        return LearningRates.distances(LearningRates.descend(rate.value()))[LearningRates.STEPS];
    }
}
