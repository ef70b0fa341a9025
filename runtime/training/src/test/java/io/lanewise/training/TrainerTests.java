package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerTests {
    @Test
    void loopWrittenByHandGivesTheSameBits() {
        TwoLayers fitted = TwoLayers.withDropout(1);
        Dataset data = fitted.data(100, 5);
        History history = Trainer.of(fitted)
                .optimizer(Adam.of(0.01))
                .batchSize(16)
                .epochs(4)
                .seed(9)
                .fit(data);

        TwoLayers byHand = TwoLayers.withDropout(1);
        Training training = Training.of(byHand, Adam.of(0.01), 9);
        Batches batches = data.batches(16);
        for (int epoch = 1; epoch <= 4; epoch++) {
            double sum = 0;
            for (Batch batch : batches.shuffled(9, epoch)) {
                sum += (double) training.step(batch) * batch.count();
            }
            assertEquals(sum / 100, history.epochs().get(epoch - 1).loss());
        }
        training.publish();
        assertArrayEquals(byHand.weights().current(), fitted.weights().current());
        assertEquals(4, history.bestEpoch());
        assertFalse(history.restored());
    }

    @Test
    void sameSeedSameBitsOtherSeedOtherBits() {
        assertArrayEquals(fitted(3), fitted(3));
        assertFalse(Arrays.equals(fitted(3), fitted(4)));
    }

    private static float[] fitted(long seed) {
        TwoLayers model = TwoLayers.create(1);
        Trainer.of(model).epochs(2).seed(seed).fit(model.data(100, 5));
        return model.weights().current();
    }

    @Test
    void learnsAndJudgesEachEpoch() {
        TwoLayers model = TwoLayers.create(1);
        Dataset test = model.data(100, 6);
        History history = Trainer.of(model)
                .optimizer(Adam.of(0.02))
                .epochs(30)
                .validation(test)
                .fit(model.data(300, 5));
        assertEquals(30, history.epochs().size());
        assertTrue(history.last().accuracy() > 0.9, history.csv());
        assertTrue(history.last().loss() < 0.3 * history.epochs().get(0).loss(), history.csv());
        Evaluation evaluation = Evaluation.of(model, test);
        assertEquals(evaluation.loss(), history.last().validationLoss());
        assertEquals(evaluation.accuracy(), history.last().accuracy());
    }

    @Test
    void earlyStoppingLeavesTheBestWeights() {
        TwoLayers model = TwoLayers.create(1);
        // Labels that cannot be learnt: validation soon worsens.
        Dataset train = noise(model, 24, 1);
        Dataset validation = noise(model, 60, 2);
        List<float[]> published = new ArrayList<>();
        History history = Trainer.of(model)
                .optimizer(Adam.of(0.05))
                .epochs(200)
                .validation(validation)
                .earlyStopping(4)
                .callback((epoch, control) ->
                        published.add(control.network().weights().current()))
                .fit(train);
        assertTrue(history.epochs().size() < 200, "never stopped");
        assertTrue(history.restored());
        assertEquals(history.bestEpoch() + 4, history.epochs().size());
        double least = Double.POSITIVE_INFINITY;
        for (double loss : history.validationLosses()) {
            least = Math.min(least, loss);
        }
        assertEquals(least, history.epochs().get(history.bestEpoch() - 1).validationLoss());
        assertEquals(least, Evaluation.of(model, validation).loss());
        assertArrayEquals(
                published.get(history.bestEpoch() - 1), model.weights().current());
    }

    @Test
    void bestWeightsAreRestoredAlsoWhenAllEpochsWereDone() {
        TwoLayers model = TwoLayers.create(1);
        Dataset validation = noise(model, 60, 2);
        History history = Trainer.of(model)
                .optimizer(Adam.of(0.05))
                .epochs(40)
                .validation(validation)
                .earlyStopping(1000)
                .fit(noise(model, 24, 1));
        assertEquals(40, history.epochs().size());
        assertTrue(history.bestEpoch() < 40 && history.restored(), history.csv());
        assertEquals(
                history.epochs().get(history.bestEpoch() - 1).validationLoss(),
                Evaluation.of(model, validation).loss());
    }

    private static Dataset noise(TwoLayers model, int count, int seed) {
        Dataset data = model.data(count, seed);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (i * 7 + i / 3 * 5 + seed) % TwoLayers.CLASSES;
        }
        return model.data(data.floats("point"), labels);
    }

    @Test
    void networkInTrainingAnswersFromOneVersionEntirely() throws Exception {
        TwoLayers model = TwoLayers.create(1);
        Batch points = model.data(5, 6).batches(5).iterator().next();
        Set<List<Float>> versions = ConcurrentHashMap.newKeySet();
        versions.add(answer(model, points));
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong asked = new AtomicLong();
        Callable<Set<List<Float>>> asking = () -> {
            Set<List<Float>> answers = new HashSet<>();
            while (!done.get()) {
                answers.add(answer(model, points));
                asked.incrementAndGet();
            }
            return answers;
        };
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Set<List<Float>>>> heard =
                    List.of(threads.submit(asking), threads.submit(asking), threads.submit(asking));
            Trainer.of(model)
                    .optimizer(Adam.of(0.05))
                    .epochs(40)
                    .callback((epoch, control) -> {
                        versions.add(answer(model, points));
                        // Of four answers by three threads, one at least was begun after this epoch was published.
                        long enough = asked.get() + 4;
                        while (asked.get() < enough) {
                            Thread.yield();
                        }
                    })
                    .fit(model.data(60, 5));
            done.set(true);
            Set<List<Float>> all = new HashSet<>();
            for (Future<Set<List<Float>>> answers : heard) {
                all.addAll(answers.get());
            }
            assertTrue(versions.containsAll(all), "an answer of no version that was published");
            assertTrue(all.size() >= 40, "the threads saw only " + all.size() + " versions");
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private static List<Float> answer(TwoLayers model, Batch points) {
        float[] kinds = new float[5 * TwoLayers.CLASSES];
        model.weights().code().predict(model.weights().current(), points, 0, 5, new float[][] {kinds}, new float[160]);
        List<Float> answer = new ArrayList<>();
        for (float value : kinds) {
            answer.add(value);
        }
        return answer;
    }

    @Test
    void callbacksHearEverythingInOrderAndCanStop() {
        TwoLayers model = TwoLayers.create(1);
        List<String> heard = new ArrayList<>();
        History history = Trainer.of(model)
                .batchSize(40)
                .epochs(5)
                .callback(new Callback() {
                    @Override
                    public void onTrainingBegin(Control control) {
                        heard.add("begin " + control.epochs() + "x" + control.stepsPerEpoch());
                    }

                    @Override
                    public void onStepEnd(int epoch, int step, float loss, Control control) {
                        heard.add(epoch + "." + step);
                    }

                    @Override
                    public void onEpochEnd(Epoch epoch, Control control) {
                        heard.add("epoch " + epoch.number());
                        if (epoch.number() == 2) {
                            control.stop();
                        }
                    }

                    @Override
                    public void onTrainingEnd(History result, Control control) {
                        heard.add("end " + result.epochs().size());
                    }
                })
                .fit(model.data(100, 5));
        assertEquals(
                List.of("begin 5x3", "1.1", "1.2", "1.3", "epoch 1", "2.1", "2.2", "2.3", "epoch 2", "end 2"), heard);
        assertEquals(2, history.epochs().size());
    }

    @Test
    void failureKeepsTheLastPublishedWeights() {
        TwoLayers model = TwoLayers.create(1);
        float[] points = model.data(40, 5).floats("point");
        points[17 * TwoLayers.IN] = Float.NEGATIVE_INFINITY;
        float[] before = model.weights().current();
        Trainer trainer = Trainer.of(model).optimizer(Sgd.of(0.1)).batchSize(8).epochs(3);
        NonFiniteException failure =
                assertThrows(NonFiniteException.class, () -> trainer.fit(model.data(points, new int[40])));
        assertEquals("point", failure.layer());
        assertTrue(before == model.weights().current());
    }

    @Test
    void validationThatIsNotFiniteIsAnErrorAndIsNotPublished() {
        TwoLayers model = TwoLayers.create(1);
        float[] before = model.weights().current();
        Dataset bad = model.data(new float[] {1, 2, Float.NaN}, new int[] {0});
        NonFiniteException failure = assertThrows(
                NonFiniteException.class,
                () -> Trainer.of(model).validation(bad).fit(model.data(40, 5)));
        assertTrue(failure.getMessage().contains("validation loss became NaN after epoch 1"), failure.getMessage());
        assertTrue(before == model.weights().current());
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        TwoLayers model = TwoLayers.create(1);
        Trainer trainer = Trainer.of(model);
        assertRefused("batch size is 0", () -> trainer.batchSize(0));
        assertRefused("number of epochs is -1", () -> trainer.epochs(-1));
        assertRefused("patience of early stopping is 0", () -> trainer.earlyStopping(0));
        Signature wider = Signature.builder("Wider")
                .input("point", TwoLayers.IN)
                .classes("kind", TwoLayers.CLASSES + 1)
                .length(0)
                .build();
        Dataset other = Dataset.of(wider, new float[TwoLayers.IN], new int[1]);
        String text = "The data was made for Wider ('point' 3, 'kind' of 5 classes) but the model is TwoLayers"
                + " ('point' 3, 'kind' of 4 classes)";
        assertRefused(text, () -> trainer.fit(other));
        assertRefused(text, () -> trainer.validation(other));
        assertRefused(text, () -> Evaluation.of(model, other));
        trainer.earlyStopping(2);
        String message = assertThrows(IllegalStateException.class, () -> trainer.fit(model.data(10, 5)))
                .getMessage();
        assertTrue(message.contains("Call validation(dataset) before fit()"), message);
    }

    @Test
    void nullIsRefusedByName() {
        Trainer trainer = Trainer.of(TwoLayers.create(1));
        Map<String, Executable> calls = Map.of(
                "The network is null. ", () -> Trainer.of(null),
                "The optimizer is null. ", () -> trainer.optimizer(null),
                "The validation data is null. ", () -> trainer.validation(null),
                "The callback is null. ", () -> trainer.callback(null),
                "The training data is null. ", () -> trainer.fit(null));
        calls.forEach((text, call) -> {
            String message = assertThrows(NullPointerException.class, call).getMessage();
            assertTrue(message.startsWith(text), message);
        });
    }

    @Test
    void modelWithoutLossIsNeitherTrainedNorJudged() {
        TwoLayers model = TwoLayers.withoutLoss(1);
        Dataset data = model.data(10, 5);
        for (Executable call : List.<Executable>of(
                () -> Trainer.of(model), () -> Training.of(model, Sgd.of(0.1), 1), () -> Evaluation.of(model, data))) {
            String message = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(message.startsWith("TwoLayers has no loss"), message);
            assertTrue(message.contains("Mark the node to be trained with @Loss"), message);
        }
    }

    @Test
    void dataServesEveryModelOfTheSameArguments() {
        TwoLayers model = TwoLayers.create(1);
        Dataset data = TwoLayers.withDropout(1).data(10, 5);
        assertEquals(1, Trainer.of(model).validation(data).fit(data).epochs().size());
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }
}
