package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Sgd;
import org.junit.jupiter.api.Test;

class LearningRateFinderTests {
    @Test
    void ratesGrowAndTheNetworkKeepsItsWeights() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Dataset data = model.data(200, 5);
        LearningRateSweep sweep = LearningRateFinder.of(model)
                .optimizer(Sgd.of(0.7))
                .range(1e-4, 100)
                .steps(61)
                .batchSize(20)
                .seed(4)
                .find(data);
        assertTrue(before == model.weights().current());
        double[] rates = sweep.rates();
        assertEquals(1e-4, rates[0], 1e-16);
        for (int i = 1; i < rates.length; i++) {
            assertEquals(Math.pow(10, 0.1), rates[i] / rates[i - 1], 1e-9);
        }

        // The same steps by hand, each with an optimizer of its own rate.
        float[] losses = new float[rates.length];
        TwoLayers other = TwoLayers.create(1);
        for (int i = 0, epoch = 1; i < rates.length; epoch++) {
            for (Batch batch : data.batches(20).shuffled(4, epoch)) {
                if (i < rates.length) {
                    Training training = Training.of(other, Sgd.of(rates[i]), 4);
                    losses[i++] = training.step(batch);
                    training.publish();
                }
            }
        }
        double mean = 0;
        for (int i = 0; i < rates.length; i++) {
            assertEquals(losses[i], sweep.losses()[i], 1e-5 * losses[i]);
            mean = 0.98 * mean + 0.02 * sweep.losses()[i];
            assertEquals(mean / (1 - Math.pow(0.98, i + 1)), sweep.smoothed()[i], 1e-12);
        }
    }

    @Test
    void theSuggestionTrainsWell() {
        TwoLayers model = TwoLayers.create(1);
        Dataset data = model.data(400, 5);
        LearningRateSweep sweep = LearningRateFinder.of(model)
                .optimizer(Adam.torch())
                .range(1e-6, 10)
                .find(data);
        double rate = sweep.suggestion().orElseThrow();
        assertTrue(rate > 1e-4 && rate < 1, sweep.toString());
        History history = Trainer.of(model)
                .optimizer(Adam.of(rate))
                .epochs(15)
                .progress(false)
                .validation(model.data(100, 6))
                .fit(data);
        assertTrue(history.last().accuracy() > 0.9, sweep + " " + history.last());
    }

    @Test
    void theSweepEndsWhereTheLossRunsAway() {
        TwoLayers model = TwoLayers.create(1);
        Dataset data = model.data(200, 5);
        for (double high : new double[] {1e6, 1e38}) {
            LearningRateSweep sweep = LearningRateFinder.of(model)
                    .optimizer(Sgd.of(0.1))
                    .range(1e-3, high)
                    .steps(200)
                    .find(data);
            assertTrue(sweep.rates().length < 200, sweep.toString());
            assertEquals(sweep.rates().length, sweep.losses().length);
            assertEquals(sweep.rates().length, sweep.smoothed().length);
            for (double loss : sweep.losses()) {
                assertTrue(Double.isFinite(loss));
            }
        }
    }

    @Test
    void aLossThatOnlyRisesSuggestsNothing() {
        double[] rising = {1, 2, 3, 4, 5};
        LearningRateSweep sweep = new LearningRateSweep(rising, rising, rising);
        assertFalse(sweep.suggestion().isPresent());
        assertEquals("5 learning rates from 1.0 to 5.0; none suggested", sweep.toString());
        sweep.rates()[0] = 7;
        assertArrayEquals(new double[] {1, 2, 3, 4, 5}, sweep.rates());
        double[] falling = {5, 5, 4, 1, 1};
        assertEquals(
                3, new LearningRateSweep(rising, falling, falling).suggestion().orElseThrow());
    }

    /** Where a rate is too large the loss leaps up and falls again, more steeply than ever on the good way. */
    @Test
    void whatComesAfterTheLeastLossDoesNotCount() {
        double[] rates = {1, 2, 3, 4, 5, 6, 7};
        double[] losses = {4, 4, 3, 2, 9, 4, 3};
        assertEquals(
                3, new LearningRateSweep(rates, losses, losses).suggestion().orElseThrow());
    }

    @Test
    void mistakesAreNamed() {
        TwoLayers model = TwoLayers.create(1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> LearningRateFinder.of(model).range(1, 0.1))
                .getMessage();
        assertEquals(
                "The learning rates go from 1.0 to 0.1. Pass a finite number above 0 and a larger one, such as 1e-7 and"
                        + " 10.",
                message);
        assertThrows(
                IllegalArgumentException.class,
                () -> LearningRateFinder.of(model).steps(1));
        assertThrows(
                IllegalArgumentException.class,
                () -> LearningRateFinder.of(model).batchSize(0));
        assertThrows(IllegalStateException.class, () -> LearningRateFinder.of(TwoLayers.withoutLoss(1)));
    }
}
