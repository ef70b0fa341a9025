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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoppingTests {
    private final TwoLayers model = TwoLayers.create(1);
    private final Dataset data = model.data(100, 5);

    @Test
    void batchMiniBatchAndStochasticDescentDifferInBatchSizeAlone() {
        for (int[] expected : new int[][] {{Trainer.ALL, 1}, {30, 4}, {1, 100}}) {
            AtomicInteger steps = new AtomicInteger();
            Trainer.of(TwoLayers.create(1))
                    .batchSize(expected[0])
                    .callback((epoch, control) ->
                            steps.set((int) control.training().steps()))
                    .fit(data);
            assertEquals(expected[1], steps.get());
        }
        TwoLayers whole = TwoLayers.create(1);
        Trainer.of(whole).optimizer(Sgd.of(0.5)).fullBatch().epochs(3).fit(data);
        Training byHand = Training.of(model, Sgd.of(0.5), 0);
        for (int epoch = 1; epoch <= 3; epoch++) {
            byHand.step(data.batches(100).shuffled(0, epoch).iterator().next());
        }
        byHand.publish();
        assertArrayEquals(model.weights().current(), whole.weights().current());
    }

    @Test
    void stepsEndATrainingWithinAnEpoch() {
        History history = Trainer.of(model).batchSize(30).steps(6).fit(data);
        assertEquals(StopReason.STEPS, history.reason());
        assertEquals(2, history.epochs().size());
        Training byHand = Training.of(TwoLayers.create(1), Adam.torch(), 0);
        double sum = 0;
        int step = 0;
        for (int epoch = 1; epoch <= 2; epoch++) {
            sum = 0;
            for (Batch batch : data.batches(30).shuffled(0, epoch)) {
                if (step++ < 6) {
                    sum += (double) byHand.step(batch) * 30;
                }
            }
        }
        assertEquals(6, byHand.steps());
        assertEquals(sum / 60, history.last().loss(), "the loss of a part of an epoch is that of its examples");
    }

    @Test
    void whicheverLimitComesFirstEndsIt() {
        assertEquals(
                StopReason.EPOCHS,
                Trainer.of(model).epochs(2).steps(100).fit(data).reason());
        assertEquals(
                StopReason.STEPS,
                Trainer.of(model).epochs(50).steps(3).fit(data).reason());
        assertEquals(
                StopReason.CALLBACK,
                Trainer.of(model)
                        .epochs(50)
                        .callback((epoch, control) -> control.stop())
                        .fit(data)
                        .reason());
        History short_ = Trainer.of(model).time(Duration.ofMillis(1)).fit(data);
        assertEquals(StopReason.TIME, short_.reason());
        assertTrue(short_.epochs().size() >= 1);
        assertEquals(
                StopReason.EPOCHS,
                Trainer.of(model)
                        .time(Duration.ofSeconds(Long.MAX_VALUE))
                        .epochs(1)
                        .fit(data)
                        .reason());
    }

    @Test
    void callbackThatStopsWithinAnEpochLetsItEnd() {
        AtomicInteger steps = new AtomicInteger();
        History history = Trainer.of(model)
                .batchSize(30)
                .epochs(9)
                .callback(new Callback() {
                    @Override
                    public void onStepEnd(int epoch, int step, float loss, Control control) {
                        steps.incrementAndGet();
                        control.stop();
                    }

                    @Override
                    public void onEpochEnd(Epoch epoch, Control control) {}
                })
                .fit(data);
        assertEquals(4, steps.get());
        assertEquals(StopReason.CALLBACK, history.reason());
    }

    /** The gradient of the network that was left, had independently, is below the bound, and a step before it was not. */
    @Test
    void descentEndsWhereTheGradientIsSmall() {
        double epsilon = 0.05;
        History history = Trainer.of(model)
                .optimizer(Sgd.of(0.5))
                .fullBatch()
                .untilGradientNorm(epsilon)
                .fit(data);
        assertEquals(StopReason.GRADIENT_NORM, history.reason());
        assertTrue(history.gradientNorm() <= epsilon && history.gradientNorm() > 0);
        assertEquals(norm(model), history.gradientNorm(), 1e-6);
        // As many epochs without the check make the same steps, and one more: the last epoch made none.
        int epochs = history.epochs().size();
        TwoLayers unchecked = TwoLayers.create(1);
        Trainer.of(unchecked)
                .optimizer(Sgd.of(0.5))
                .fullBatch()
                .epochs(epochs - 1)
                .fit(data);
        assertArrayEquals(unchecked.weights().current(), model.weights().current());
        TwoLayers before = TwoLayers.create(1);
        Trainer.of(before).optimizer(Sgd.of(0.5)).fullBatch().epochs(epochs - 2).fit(data);
        assertTrue(norm(before) > epsilon);
    }

    @Test
    void miniBatchesAreJudgedByAPassOverAllOfTheData() {
        double epsilon = 0.05;
        History history = Trainer.of(model)
                .optimizer(Sgd.of(0.5))
                .batchSize(25)
                .untilGradientNorm(epsilon)
                .fit(data);
        assertEquals(StopReason.GRADIENT_NORM, history.reason());
        assertEquals(norm(model), history.gradientNorm(), 1e-6);
        TwoLayers unchecked = TwoLayers.create(1);
        Trainer.of(unchecked)
                .optimizer(Sgd.of(0.5))
                .batchSize(25)
                .epochs(history.epochs().size())
                .fit(data);
        assertArrayEquals(unchecked.weights().current(), model.weights().current());
    }

    /** By the finite differences of the loss in double would be another program; the gradients' own tests have those. */
    private double norm(TwoLayers network) {
        Training training = Training.of(network, Sgd.of(1e-30), 0);
        training.accumulate(data.batches(100).iterator().next());
        return training.waitingNorm();
    }

    @Test
    void gradientNormIsThatOfTheLossByFiniteDifferences() {
        double squares = 0;
        for (String name : model.parameters().names()) {
            float[] values = model.parameters().get(name);
            for (int i = 0; i < values.length; i++) {
                float kept = values[i];
                double step = 1e-2;
                values[i] = (float) (kept + step);
                model.parameters().set(name, values);
                double above = Evaluation.of(model, data, 100).loss();
                values[i] = (float) (kept - step);
                model.parameters().set(name, values);
                double below = Evaluation.of(model, data, 100).loss();
                values[i] = kept;
                model.parameters().set(name, values);
                squares += Math.pow((above - below) / (2 * step), 2);
            }
        }
        // The loss is a float of some 1.4: its rounding over a difference of 0.02 is 6e-6 a parameter, the curvature
        // more.
        assertEquals(Math.sqrt(squares), norm(model), 2e-3 * Math.sqrt(squares));
    }

    @Test
    void gradientThatIsSmallAtOnceMakesNoStep() {
        float[] before = model.weights().current().clone();
        History history = Trainer.of(model).fullBatch().untilGradientNorm(1e6).fit(data);
        assertEquals(1, history.epochs().size());
        assertArrayEquals(before, model.weights().current());
    }

    @Test
    void accumulatedBatchesMakeTheStepsOfLargerOnes() {
        TwoLayers parts = TwoLayers.create(1);
        AtomicInteger steps = new AtomicInteger();
        History inParts = Trainer.of(parts)
                .optimizer(Sgd.of(0.5))
                .batchSize(10)
                .accumulate(4)
                .epochs(3)
                .callback(new Callback() {
                    @Override
                    public void onStepEnd(int epoch, int step, float loss, Control control) {
                        assertEquals(3, control.stepsPerEpoch());
                        assertEquals(steps.getAndIncrement() % 3 + 1, step);
                    }

                    @Override
                    public void onEpochEnd(Epoch epoch, Control control) {}
                })
                .fit(data);
        assertEquals(9, steps.get());
        History atOnce =
                Trainer.of(model).optimizer(Sgd.of(0.5)).batchSize(40).epochs(3).fit(data);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertEquals(atOnce.losses()[epoch], inParts.losses()[epoch], 1e-5);
        }
        float[] expected = model.weights().current();
        float[] found = parts.weights().current();
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1e-5);
        }
    }

    @Test
    void onlineStepsArePublishedAtOnceAndKeepTheMemoryOfTheOptimizer() {
        Trainer online = Trainer.of(model).optimizer(Adam.of(0.01)).seed(3);
        TwoLayers other = TwoLayers.create(1);
        Training byHand = Training.of(other, Adam.of(0.01), 3);
        for (int i = 0; i < 10; i++) {
            float[] point = data.subset(i).floats("point");
            int[] kind = data.subset(i).ints("kind");
            assertEquals(byHand.step(Batch.of(1, point, kind)), online.step(point, kind));
            byHand.publish();
            assertArrayEquals(other.weights().current(), model.weights().current());
        }
        String message = assertThrows(IllegalArgumentException.class, () -> online.step(new float[3], new int[] {4}))
                .getMessage();
        assertTrue(message.contains("Label 4 at index 0 of 'kind'"), message);
    }

    @Test
    void onlineStepsStartFromWeightsThatCameFromElsewhere() {
        Trainer online = Trainer.of(model).optimizer(Sgd.of(0.1)).epochs(2);
        float[] point = data.subset(0).floats("point");
        int[] kind = data.subset(0).ints("kind");
        online.step(point, kind);
        online.fit(data);
        TwoLayers fitted = TwoLayers.create(5);
        fitted.weights().publish(model.weights().current());
        float expected = Training.of(fitted, Sgd.of(0.1), 3).step(Batch.of(1, point, kind));
        assertEquals(expected, online.step(point, kind));
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        Trainer trainer = Trainer.of(model);
        assertRefused("The number of steps is 0. Pass at least 1.", () -> trainer.steps(0));
        assertRefused("The number of batches in a step is 0.", () -> trainer.accumulate(0));
        assertRefused("The time is PT0S. Pass more than none.", () -> trainer.time(Duration.ZERO));
        for (double epsilon : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertRefused(
                    "The norm of the gradient to stop at is " + epsilon, () -> trainer.untilGradientNorm(epsilon));
        }
        assertFalse(trainer.fit(data).restored());
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.startsWith(text), message);
    }
}
