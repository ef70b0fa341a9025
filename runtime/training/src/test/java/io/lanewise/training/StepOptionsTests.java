package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Form;
import io.lanewise.training.optimizer.Nadam;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.RmsProp;
import io.lanewise.training.optimizer.Sgd;
import io.lanewise.training.schedule.CosineDecay;
import io.lanewise.training.schedule.ReduceOnPlateau;
import io.lanewise.training.schedule.StepDecay;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options as trainings and trainers take them. */
class StepOptionsTests {
    /** Content with nothing less than a tenth of the loss, so that it lowers the rate after each epoch but the first. */
    private static final ReduceOnPlateau PLATEAU = new ReduceOnPlateau(0.8, 0, 0.9, 0, 0.01, Form.TORCH);

    private static final StepOptions EVERYTHING = StepOptions.none()
            .globalClipNorm(0.05)
            .l2(1e-3)
            .weightDecay(1e-2)
            .averaged(0.9)
            .schedule(CosineDecay.of(1000).warmUp(3, 0.1))
            .reduceOnPlateau(PLATEAU)
            .learningRate("hidden.*", 0.5)
            .freeze("kind.bias");

    @Test
    void noneIsTheRuleAlone() {
        assertArrayEquals(trained(Adam.of(0.01), null, 30), trained(Adam.of(0.01), StepOptions.none(), 30));
        assertFalse(Arrays.equals(trained(Adam.of(0.01), null, 30), trained(Adam.of(0.01), EVERYTHING, 30)));
    }

    private static float[] trained(Optimizer optimizer, @Nullable StepOptions options, int steps) {
        TwoLayers model = TwoLayers.withDropout(1);
        Training training =
                options == null ? Training.of(model, optimizer, 3) : Training.of(model, optimizer, options, 3);
        steps(training, model, 0, steps);
        training.publish();
        return model.weights().current();
    }

    /** Steps from {@code from} to {@code to}, the end of an epoch told after each fifth. */
    private static void steps(Training training, TwoLayers model, int from, int to) {
        Dataset data = model.data(200, 5);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            float[] points = new float[20 * TwoLayers.IN];
            int[] kinds = new int[20];
            for (int j = 0; j < points.length; j++) {
                points[j] = ((i * 61 + j * 37) % 101 - 50) / 50f;
            }
            for (int j = 0; j < kinds.length; j++) {
                kinds[j] = (points[j * 3] > 0 ? 1 : 0) + (points[j * 3 + 1] > 0 ? 2 : 0);
            }
            batches.add(Batch.of(20, points, kinds));
        }
        for (int step = from; step < to; step++) {
            training.step(batches.get(step % 5));
            if (step % 5 == 4) {
                training.endEpoch(training.evaluate(data, 200).loss());
            }
        }
    }

    @Test
    void resumedTrainingWithEverythingGoesOnToTheBit(@TempDir Path folder) {
        for (Optimizer optimizer :
                List.of(Adam.of(0.01), RmsProp.of(0.01).withMomentum(0.5).withCentered(true), Nadam.of(0.01))) {
            float[] unbroken = trained(optimizer, EVERYTHING, 60);
            TwoLayers model = TwoLayers.withDropout(1);
            Training before = Training.of(model, optimizer, EVERYTHING, 3);
            steps(before, model, 0, 37);
            Path file = folder.resolve("training.safetensors");
            before.save(file);
            TwoLayers other = TwoLayers.withDropout(77);
            Training after = Training.resume(other, optimizer, EVERYTHING, file);
            assertEquals(before.learningRate(), after.learningRate());
            steps(after, other, 37, 60);
            after.publish();
            assertArrayEquals(unbroken, other.weights().current());
            assertTrue(after.learningRate() < 0.01 * 0.1, "the plateau lowered it in each epoch but the first");

            String message = assertThrows(
                            CheckpointException.class,
                            () -> Training.resume(other, optimizer, StepOptions.none(), file))
                    .getMessage();
            assertTrue(message.contains("'ema/hidden.weight' [7, 3] is not used"), message);
            assertTrue(message.contains("averaged or not as it was then"), message);
        }
    }

    @Test
    void theAverageIsWhatIsJudgedAndPublished() {
        TwoLayers model = TwoLayers.create(1);
        TwoLayers plain = TwoLayers.create(1);
        Training averaged = Training.of(model, Sgd.of(0.5), StepOptions.none().averaged(0.75), 3);
        Training raw = Training.of(plain, Sgd.of(0.5), 3);
        Dataset data = model.data(100, 5);
        averaged.publish();
        assertArrayEquals(plain.weights().current(), model.weights().current(), "before the first step");
        int length = model.weights().signature().parameterFloats();
        double[] mean = new double[length];
        for (int step = 0; step < 10; step++) {
            steps(averaged, model, step, step + 1);
            steps(raw, plain, step, step + 1);
            raw.publish();
            float[] weights = plain.weights().current();
            for (int i = 0; i < length; i++) {
                mean[i] = step == 0 ? weights[i] : 0.75 * mean[i] + 0.25 * weights[i];
            }
        }
        averaged.publish();
        for (int i = 0; i < length; i++) {
            assertEquals(mean[i], model.weights().current()[i], 1e-6, "the average of the weights of each step");
        }
        assertEquals(averaged.evaluate(data, 100), Evaluation.of(model, data, 100));
        assertFalse(averaged.evaluate(data, 100).equals(raw.evaluate(data, 100)));
    }

    @Test
    void aScheduleThatFailsChangesNothing() {
        TwoLayers model = TwoLayers.create(1);
        StepOptions options =
                StepOptions.none().schedule(step -> step < 2 ? 1 : Double.NaN).averaged(0.5);
        Training training = Training.of(model, Adam.of(0.01), options, 3);
        steps(training, model, 0, 2);
        training.publish();
        float[] before = model.weights().current();
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> steps(training, model, 2, 3));
        assertEquals(
                "The schedule gives NaN for step 2, counted from 0. A factor of the learning rate is finite and at least"
                        + " 0. The parameters are as before this step.",
                failure.getMessage());
        assertEquals(2, training.steps());
        training.publish();
        assertArrayEquals(before, model.weights().current());
    }

    @Test
    void aStepThatIsNotFiniteChangesNothingWithEverything() {
        TwoLayers model = TwoLayers.create(1);
        TwoLayers other = TwoLayers.create(1);
        Training training = Training.of(model, Adam.of(0.1), EVERYTHING, 3);
        Training untouched = Training.of(other, Adam.of(0.1), EVERYTHING, 3);
        steps(training, model, 0, 3);
        steps(untouched, other, 0, 3);
        assertThrows(
                NonFiniteException.class,
                () -> training.step(Batch.of(1, new float[] {Float.NaN, 0, 0}, new int[] {1})));
        steps(training, model, 3, 6);
        steps(untouched, other, 3, 6);
        training.publish();
        untouched.publish();
        assertArrayEquals(other.weights().current(), model.weights().current());
    }

    @Test
    void accumulatedGradientsTakeTheSameOptions() {
        TwoLayers whole = TwoLayers.create(1);
        TwoLayers parts = TwoLayers.create(1);
        Training one = Training.of(whole, Adam.of(0.1), EVERYTHING, 3);
        Training two = Training.of(parts, Adam.of(0.1), EVERYTHING, 3);
        Batch batch = Batch.of(1, new float[] {0.5f, -0.5f, 0.25f}, new int[] {1});
        for (int step = 0; step < 5; step++) {
            one.step(batch);
            two.accumulate(batch);
            two.step();
        }
        one.publish();
        two.publish();
        assertArrayEquals(whole.weights().current(), parts.weights().current());
    }

    @Test
    void trainersTakeTheOptionsOneByOne() {
        TwoLayers model = TwoLayers.create(1);
        TwoLayers other = TwoLayers.create(1);
        float[] bias = model.parameters().get("kind.bias");
        Dataset data = model.data(60, 5);
        Trainer.of(model)
                .optimizer(Adam.of(0.01))
                .globalClipNorm(0.05)
                .l2(1e-3)
                .weightDecay(1e-2)
                .averaged(0.9)
                .schedule(CosineDecay.of(1000).warmUp(3, 0.1))
                .reduceOnPlateau(PLATEAU)
                .learningRate("hidden.*", 0.5)
                .freeze("kind.bias")
                .epochs(4)
                .progress(false)
                .fit(data);
        Trainer.of(other)
                .optimizer(Adam.of(0.01))
                .options(EVERYTHING)
                .epochs(4)
                .progress(false)
                .fit(data);
        assertArrayEquals(other.weights().current(), model.weights().current());
        assertArrayEquals(bias, model.parameters().get("kind.bias"));
        for (Runnable clipped : List.<Runnable>of(
                () -> Trainer.of(model).clipValue(1).clipNorm(1),
                () -> Trainer.of(model).clipNorm(0))) {
            assertThrows(IllegalArgumentException.class, clipped::run);
        }
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Trainer.of(model).freeze("hiden.*"))
                .getMessage();
        assertTrue(message.contains("Did you mean 'hidden.weight'?"), message);
    }

    @Test
    void fitTellsPlateausTheValidationLossOfEachEpoch() {
        TwoLayers model = TwoLayers.create(1);
        double[] rates = new double[6];
        // A learning rate that cannot help: no epoch is better than the first.
        Trainer.of(model)
                .optimizer(Sgd.of(1e-30))
                .schedule(StepDecay.of(1_000_000))
                .reduceOnPlateau(ReduceOnPlateau.of(0.5, 1))
                .validation(model.data(40, 7))
                .epochs(6)
                .progress(false)
                .callback((epoch, control) ->
                        rates[epoch.number() - 1] = control.training().learningRate() / 1e-30)
                .fit(model.data(60, 5));
        assertArrayEquals(new double[] {1, 1, 0.5, 0.5, 0.25, 0.25}, rates, 1e-12);
    }

    @Test
    void theNormToStopAtIsThatOfWhatIsTrained() {
        TwoLayers model = TwoLayers.create(1);
        // The biases alone reach their minimum, where the gradients of all else are far from 0.
        History history = Trainer.of(model)
                .optimizer(Sgd.of(1))
                .freeze("*.weight")
                .freeze("hidden.bias")
                .fullBatch()
                .untilGradientNorm(1e-4)
                .steps(2000)
                .progress(false)
                .fit(model.data(50, 5));
        assertEquals(StopReason.GRADIENT_NORM, history.reason());
        assertTrue(history.gradientNorm() <= 1e-4);
    }

    @Test
    void warmStepsWithEverythingAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TwoLayers model = TwoLayers.withDropout(1);
        for (Optimizer optimizer : List.of(Nadam.of(1e-4), RmsProp.of(1e-4).withMomentum(0.9))) {
            for (StepOptions options : List.of(
                    EVERYTHING,
                    StepOptions.none().clipNorm(0.1),
                    StepOptions.none().clipValue(0.1))) {
                Training training = Training.of(model, optimizer, options, 3);
                Batches batches = model.data(64, 5).batches(10);
                long least = Long.MAX_VALUE;
                long deadline = System.nanoTime() + 60_000_000_000L;
                for (int round = 1; least > 32 && System.nanoTime() < deadline; round++) {
                    batches.shuffled(3, round);
                    long before = threads.getCurrentThreadAllocatedBytes();
                    for (Batch batch : batches) {
                        training.step(batch);
                    }
                    least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
                }
                // One small iterator an epoch is all there may be.
                assertTrue(least <= 32, optimizer + " " + options + " allocates " + least + " bytes in 7 steps");
            }
        }
    }
}
