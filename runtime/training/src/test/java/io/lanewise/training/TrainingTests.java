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
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Momentum;
import io.lanewise.training.optimizer.Optimizer;
import io.lanewise.training.optimizer.Sgd;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrainingTests {
    @Test
    void lossFallsAndTheNetworkKeepsItsWeightsUntilPublished() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Training training = Training.of(model, Adam.of(0.02), 3);
        Batches batches = model.data(200, 5).batches(16);
        double first = training.evaluate(model.data(200, 5), 16).loss();
        for (int epoch = 1; epoch <= 20; epoch++) {
            for (Batch batch : batches.shuffled(3, epoch)) {
                training.step(batch);
            }
        }
        Evaluation after = training.evaluate(model.data(200, 5), 16);
        assertTrue(after.loss() < 0.3 * first, after + " from " + first);
        assertTrue(after.accuracy() > 0.9, after.toString());
        assertEquals(20 * 13, training.steps());
        assertTrue(before == model.weights().current());
        training.publish();
        assertEquals(after, Evaluation.of(model, model.data(200, 5), 16));
    }

    @Test
    void evaluationDoesNotDependOnHowTheDataIsCut() {
        TwoLayers model = TwoLayers.withDropout(1);
        Dataset data = model.data(101, 5);
        Evaluation whole = Evaluation.of(model, data, 101);
        for (int size : new int[] {1, 7, 32, 1000}) {
            Evaluation cut = Evaluation.of(model, data, size);
            assertEquals(whole.loss(), cut.loss(), 1e-6);
            assertEquals(whole.accuracy(), cut.accuracy());
        }
    }

    @Test
    void seedsDecideDropout() {
        float[] one = trained(7);
        assertArrayEquals(one, trained(7));
        assertFalse(Arrays.equals(one, trained(8)));
    }

    private static float[] trained(long seed) {
        TwoLayers model = TwoLayers.withDropout(1);
        Training training = Training.of(model, Sgd.of(0.1), seed);
        for (Batch batch : model.data(64, 5).batches(16)) {
            training.step(batch);
        }
        training.publish();
        return model.weights().current();
    }

    @Test
    void lossThatIsNotFiniteNamesWhereItAroseAndChangesNothing() {
        for (Optimizer optimizer : new Optimizer[] {Sgd.of(0.1), Momentum.of(0.1), Adam.of(0.1)}) {
            TwoLayers model = TwoLayers.create(1);
            // Weights of 2, so that large inputs overflow.
            model.parameters().set("hidden.weight", filled(TwoLayers.IN * TwoLayers.HIDDEN, 2, 2));
            TwoLayers other = model.copy();
            Batch good = onlyBatch(model.data(8, 5));
            Training training = Training.of(model, optimizer, 3);
            Training untouched = Training.of(other, optimizer, 3);
            training.step(good);
            untouched.step(good);

            NonFiniteException input = assertThrows(NonFiniteException.class, () -> training.step(with(Float.NaN)));
            assertEquals("point", input.layer());
            assertEquals(2, input.step());
            assertTrue(input.getMessage().contains("NaN in example 1 of the batch"), input.getMessage());

            // Large but finite: the product overflows in the first layer, and ∞ − ∞ makes the loss NaN.
            NonFiniteException hidden = assertThrows(NonFiniteException.class, () -> training.step(with(3e38f)));
            assertEquals("hidden", hidden.layer(), hidden.getMessage());

            assertEquals(untouched.step(good), training.step(good));
            assertEquals(untouched.step(good), training.step(good));
            assertEquals(3, training.steps());
            training.publish();
            untouched.publish();
            assertArrayEquals(other.weights().current(), model.weights().current());
        }
    }

    @Test
    void lossAloneIsNamedWhenEveryNodeIsFinite() {
        TwoLayers model = TwoLayers.create(1);
        model.parameters().set("kind.bias", new float[] {3e38f, -3e38f, 0, 0});
        Training training = Training.of(model, Sgd.of(0.1), 3);
        NonFiniteException failure = assertThrows(
                NonFiniteException.class, () -> training.step(Batch.of(1, new float[] {1, 1, 1}, new int[] {1})));
        assertEquals("loss", failure.layer());
        assertTrue(failure.getMessage().contains("Infinity in step 1"), failure.getMessage());
    }

    @Test
    void parameterThatIsNotFiniteIsNamed() {
        TwoLayers model = TwoLayers.create(1);
        model.parameters().set("kind.bias", new float[] {0, Float.NaN, 0, 0});
        Training training = Training.of(model, Sgd.of(0.1), 3);
        NonFiniteException failure =
                assertThrows(NonFiniteException.class, () -> training.step(onlyBatch(model.data(8, 5))));
        assertEquals("kind.bias", failure.layer());
        assertEquals(
                "The loss became NaN in step 1. The parameter 'kind.bias' is NaN. It was so before the first step. Set it"
                        + " to finite numbers, or load or create the model anew. The parameters are as before this step.",
                failure.getMessage());
    }

    @Test
    void parameterThatOverflowedInAStepBeforeIsNamed() {
        TwoLayers model = TwoLayers.create(1);
        Training training = Training.of(model, Sgd.of(3e38), 3);
        Batch steep = Batch.of(1, new float[] {1000, 1000, 1000}, new int[] {2});
        training.step(steep);
        String message = assertThrows(NonFiniteException.class, () -> training.step(steep))
                .getMessage();
        assertTrue(message.contains("in step 2. The parameter '"), message);
        assertTrue(message.contains("A step before this one overflowed"), message);
        assertTrue(message.endsWith(" The parameters are as before this step."), message);
        assertEquals(1, training.steps());
    }

    @Test
    void gradientThatOverflowsNamesItsParameterAndChangesNothing() {
        TwoLayers model = TwoLayers.create(1);
        float[] huge = new float[TwoLayers.IN * TwoLayers.HIDDEN];
        model.parameters().set("hidden.weight", huge);
        model.parameters().set("kind.weight", filled(TwoLayers.HIDDEN * TwoLayers.CLASSES, 1e38f, -1e38f));
        model.parameters().set("hidden.bias", filled(TwoLayers.HIDDEN, 1e-38f, 1e-38f));
        Training training = Training.of(model, Sgd.of(0.1), 3);
        float[] points = {1e38f, 1e38f, 1e38f};
        NonFiniteException failure =
                assertThrows(NonFiniteException.class, () -> training.step(Batch.of(1, points, new int[] {2})));
        assertEquals("hidden.weight", failure.layer(), failure.getMessage());
        assertTrue(failure.getMessage().contains("gradient"), failure.getMessage());
        assertEquals(0, training.steps());
        float[] before = model.weights().current();
        training.publish();
        assertArrayEquals(before, model.weights().current());
    }

    @Test
    void weightsThatOverflowAreNeverPublished() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Training training = Training.of(model, Sgd.of(3e38), 3);
        Batch steep = Batch.of(1, new float[] {1000, 1000, 1000}, new int[] {2});
        training.step(steep);
        NonFiniteException failure = assertThrows(NonFiniteException.class, training::publish);
        assertTrue(failure.getMessage().contains("The parameter '" + failure.layer()), failure.getMessage());
        assertTrue(
                failure.getMessage().endsWith(" The network keeps the weights that it had last."),
                failure.getMessage());
        assertTrue(before == model.weights().current());
    }

    @Test
    void batchesThatDoNotFitAreRefused() {
        TwoLayers model = TwoLayers.create(1);
        Training training = Training.of(model, Sgd.of(0.1), 3);
        assertRefused(training, Batch.of(2, new float[6]), "has 1 arrays but TwoLayers takes 2");
        assertRefused(
                training, Batch.of(2, new float[5], new int[2]), "'point' has 5 numbers but 2 examples of 3 need 6");
        assertRefused(training, Batch.of(2, new float[6], new int[1]), "'kind' has 1 numbers");
        assertRefused(training, Batch.of(2, new float[6], new int[] {0, 4}), "Label 4 at index 1 of 'kind'");
        assertRefused(training, Batch.of(2, new float[6], new int[] {-1, 0}), "Label -1 at index 0 of 'kind'");
        assertRefused(training, Batch.of(2, new float[6], new float[2]), "'kind' is a float[]");
        assertRefused(training, Batch.of(2, new int[6], new int[2]), "'point' is an int[]");
        assertEquals(0, training.steps());
        training.step(Batch.of(2, new float[60], new int[] {3, 0, 99}));
    }

    @Test
    void batchesOfWhatIsNoProbabilityAreRefused() {
        Signature signature = Signature.builder("Judge")
                .input("x", 1)
                .probabilities("yes", 2)
                .output("yes", 2)
                .length(0)
                .build();
        Arguments arguments = new Arguments(signature);
        arguments.check(Batch.of(2, new float[2], new float[] {0, 1, 0.5f, -0.0f, 7}));
        for (float wrong : new float[] {1.5f, -0.25f, Float.NaN}) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> arguments.check(Batch.of(2, new float[2], new float[] {0, 1, 0.5f, wrong})))
                    .getMessage();
            assertEquals(
                    "'yes' is " + wrong + " at index 3 (example 1), which is no probability. Pass numbers from 0 to 1.",
                    message);
        }
    }

    private static void assertRefused(Training training, Batch batch, String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> training.step(batch))
                .getMessage();
        assertTrue(message.contains(text), message);
    }

    @Test
    void warmStepsAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TwoLayers model = TwoLayers.withDropout(1);
        for (Optimizer optimizer : new Optimizer[] {Sgd.of(0.01), Momentum.of(0.01), Adam.of(0.01)}) {
            Training training = Training.of(model, optimizer, 3);
            Batches batches = model.data(64, 5).batches(10);
            long least = Long.MAX_VALUE;
            // Until warm: the vector form of the optimizer allocates while the compiler has not come to it, which takes
            // longer on a busy machine.
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
            assertTrue(least <= 32, optimizer + " allocates " + least + " bytes in 7 steps");
        }
    }

    private static Batch onlyBatch(Dataset data) {
        return data.batches(data.count()).iterator().next();
    }

    /** Two harmless examples, of which the second has one coordinate replaced. */
    private static Batch with(float value) {
        return Batch.of(2, new float[] {0.1f, -0.2f, 0.3f, 0.5f, value, value}, new int[] {1, 2});
    }

    private static float[] filled(int length, float even, float odd) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = i % 2 == 0 ? even : odd;
        }
        return values;
    }
}
