package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.training.metric.ClassCounts.Average;
import io.lanewise.training.metric.Metrics;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.schedule.CosineDecay;
import io.lanewise.training.schedule.ReduceOnPlateau;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTests {
    @TempDir
    private Path folder;

    private final Dataset data = TwoLayers.create(1).data(100, 5);
    private final Dataset held = noise(60);

    /** Labels that cannot be learnt, so that early stopping has something to restore. */
    private static Dataset noise(int count) {
        TwoLayers model = TwoLayers.create(1);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (i * 7 + i / 3 * 5) % TwoLayers.CLASSES;
        }
        return model.data(model.data(count, 9).floats("point"), labels);
    }

    private Trainer trainer(TwoLayers model) {
        return Trainer.of(model)
                .optimizer(Adam.of(0.03))
                .batchSize(8)
                .accumulate(2)
                .seed(7)
                .validation(held, Metrics.f1(Average.MACRO), Metrics.logLoss())
                .earlyStopping(4);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aTrainingThatWasStoppedEarlyGoesOnWithMorePatience() {
        TwoLayers model = TwoLayers.withDropout(1);
        History first = trainer(model).epochs(500).checkpoint(folder).fit(data);
        assertEquals(StopReason.EARLY_STOPPING, first.reason());
        assertEquals(first, trainer(model).epochs(500).resume(folder).fit(data));
        int more = first.epochs().size() + 1;
        History longer =
                trainer(model).earlyStopping(5).epochs(500).resume(folder).fit(data);
        assertTrue(longer.epochs().size() >= more, longer.csv());
    }

    @Test
    void checkpointsOfAnotherTrainingAreNotTouched() throws IOException {
        Path mine = Files.createDirectory(folder.resolve("mine"));
        Path others = Files.createDirectory(folder.resolve("others"));
        trainer(TwoLayers.withDropout(1)).epochs(1).checkpoint(mine).fit(data);
        trainer(TwoLayers.withDropout(2)).epochs(3).checkpoint(others).fit(data);
        Trainer resumed = trainer(TwoLayers.withDropout(1))
                .epochs(4)
                .resume(mine)
                .checkpoint(Checkpoints.in(others).keepLast(1));
        String message =
                assertThrows(CheckpointException.class, () -> resumed.fit(data)).getMessage();
        assertTrue(message.contains("already holds checkpoints"), message);
        assertEquals(3, names(others).size());
    }

    @Test
    void resumedAtAnyStepGivesTheSameBitsAndTheSameHistory() throws IOException {
        TwoLayers whole = TwoLayers.withDropout(1);
        History expected = trainer(whole)
                .epochs(12)
                .checkpoint(Checkpoints.in(folder).everySteps(5).everyEpochs(2))
                .fit(data);
        assertTrue(expected.restored(), expected.csv());
        List<String> names = names(folder);
        assertTrue(names.contains("step-000000000005.safetensors"), names.toString());
        assertTrue(names.contains("step-000000000014.safetensors"), names.toString());
        for (String name : names) {
            for (int ahead : new int[] {0, 3}) {
                TwoLayers model = TwoLayers.withDropout(99);
                Trainer again = trainer(model).epochs(12).resume(folder.resolve(name));
                History history = (ahead > 0 ? again.prefetch(ahead) : again).fit(data);
                assertEquals(expected, history, name);
                assertArrayEquals(whole.weights().current(), model.weights().current(), name);
            }
        }
    }

    /** What a step does around the rule is part of it: the average, the plateau's memory and the place in the schedule. */
    @Test
    void resumedWithEveryOptionGivesTheSameBits() throws IOException {
        TwoLayers whole = TwoLayers.withDropout(1);
        History expected = withOptions(whole)
                .checkpoint(Checkpoints.in(folder).everySteps(9))
                .fit(data);
        for (String name : names(folder)) {
            TwoLayers model = TwoLayers.withDropout(99);
            assertEquals(
                    expected, withOptions(model).resume(folder.resolve(name)).fit(data), name);
            assertArrayEquals(whole.weights().current(), model.weights().current(), name);
        }
    }

    private Trainer withOptions(TwoLayers model) {
        return trainer(model)
                .epochs(9)
                .averaged(0.9)
                .globalClipNorm(0.5)
                .weightDecay(0.01)
                .schedule(CosineDecay.of(50).warmUp(10))
                .reduceOnPlateau(ReduceOnPlateau.of(0.5, 1));
    }

    @Test
    void stepsInTwoPartsAreTheStepsInOne() {
        TwoLayers whole = TwoLayers.withDropout(1);
        History expected = trainer(whole).earlyStopping(99).steps(40).fit(data);
        assertEquals(StopReason.STEPS, expected.reason());
        for (int first : new int[] {1, 7, 20}) {
            Path parts = folder.resolve("parts" + first);
            Path more = folder.resolve("more" + first);
            TwoLayers begun = TwoLayers.withDropout(1);
            trainer(begun).earlyStopping(99).steps(first).checkpoint(parts).fit(data);
            TwoLayers model = TwoLayers.withDropout(2);
            History history = trainer(model)
                    .earlyStopping(99)
                    .steps(40)
                    .resume(parts)
                    .checkpoint(more)
                    .fit(data);
            assertEquals(expected, history);
            assertArrayEquals(whole.weights().current(), model.weights().current());
            assertEquals(
                    "step-000000000040.safetensors",
                    Checkpoints.newest(more).getFileName().toString());
        }
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        TwoLayers model = TwoLayers.create(1);
        Trainer trainer = Trainer.of(model)
                .batchSize(50)
                .checkpoint(Checkpoints.in(folder.resolve("some/where")).keepLast(2));
        trainer.epochs(5).fit(data);
        List<String> last = List.of("step-000000000008.safetensors", "step-000000000010.safetensors");
        assertEquals(last, names(folder.resolve("some/where")));
        assertEquals(
                last.get(1),
                Checkpoints.newest(folder.resolve("some/where")).getFileName().toString());
        // From the older of the two the newer is written again.
        trainer.resume(folder.resolve("some/where").resolve(last.get(0)))
                .epochs(6)
                .fit(data);
        assertEquals(
                List.of("step-000000000010.safetensors", "step-000000000012.safetensors"),
                names(folder.resolve("some/where")));
    }

    @Test
    void trainingThatWasEndedByEarlyStoppingStaysEnded() {
        TwoLayers model = TwoLayers.withDropout(1);
        History expected = trainer(model).epochs(500).checkpoint(folder).fit(data);
        assertEquals(StopReason.EARLY_STOPPING, expected.reason());
        TwoLayers other = TwoLayers.withDropout(2);
        assertEquals(expected, trainer(other).epochs(500).resume(folder).fit(data));
        assertArrayEquals(model.weights().current(), other.weights().current());
    }

    @Test
    void resumingBehindTheLimitDoesNothingButPublish() {
        TwoLayers model = TwoLayers.create(1);
        History expected = Trainer.of(model).epochs(3).checkpoint(folder).fit(data);
        TwoLayers other = TwoLayers.create(2);
        List<Integer> heard = new ArrayList<>();
        History history = Trainer.of(other)
                .epochs(2)
                .resume(folder)
                .callback((epoch, control) -> heard.add(epoch.number()))
                .fit(data);
        assertEquals(expected.epochs(), history.epochs());
        assertEquals(List.of(), heard);
        assertArrayEquals(model.weights().current(), other.weights().current());
    }

    @Test
    void mistakesAreRefused() throws IOException {
        TwoLayers model = TwoLayers.create(1);
        Trainer.of(model).batchSize(30).steps(2).checkpoint(folder).fit(data);
        assertRefused(
                "already holds checkpoints, up to 'step-000000000002.safetensors'. Go on with that training by"
                        + " resume(folder), or choose an empty folder.",
                () -> Trainer.of(model).checkpoint(folder).fit(data));
        assertRefused(
                "saved within an epoch of 100 examples in batches of 30, but now there are 100 in batches of 32. Resume with",
                () -> Trainer.of(model).resume(folder).fit(data));
        assertRefused(
                "has no checkpoint",
                () -> Trainer.of(model)
                        .resume(Files.createTempDirectory(folder, "empty"))
                        .fit(data));
        assertRefused(
                "none", () -> Trainer.of(model).resume(folder.resolve("none")).fit(data));
        Path byHand = folder.resolve("training.safetensors");
        Training.of(model, Adam.torch(), 3).save(byHand);
        assertRefused(
                "saved by Training.save()",
                () -> Trainer.of(model).resume(byHand).fit(data));
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused(
                "cannot be created", () -> Trainer.of(model).checkpoint(file).fit(data));
        assertThrows(
                IllegalArgumentException.class, () -> Checkpoints.in(folder).keepLast(-1));
    }

    private static void assertRefused(String text, Executable call) {
        String message = assertThrows(CheckpointException.class, call).getMessage();
        assertTrue(message.contains(text), message);
    }
}
