package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Batches;
import io.lanewise.runtime.io.CheckpointException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTests {
    @TempDir
    private Path folder;

    @Test
    void resumedTrainingGoesOnToTheBit() {
        for (Optimizer optimizer : List.of(
                Sgd.of(0.1),
                Momentum.of(0.05),
                Momentum.keras(),
                Nesterov.of(0.05),
                Adagrad.keras(),
                Adadelta.torch(),
                RmsProp.of(0.01),
                RmsProp.of(0.01).withMomentum(0.9).withCentered(true),
                Adam.of(0.01),
                AmsGrad.of(0.01),
                AdamW.of(0.01),
                Adamax.of(0.01),
                Nadam.of(0.01),
                Ftrl.of(0.05).withRegularization(1e-3, 1e-3))) {
            TwoLayers whole = TwoLayers.withDropout(1);
            Training unbroken = Training.of(whole, optimizer, -9);
            epochs(unbroken, whole, 1, 5);
            unbroken.publish();

            TwoLayers first = TwoLayers.withDropout(1);
            Training before = Training.of(first, optimizer, -9);
            epochs(before, first, 1, 2);
            Path file = folder.resolve("training.safetensors");
            before.save(file);

            TwoLayers second = TwoLayers.withDropout(77);
            float[] untouched = second.weights().current();
            Training after = Training.resume(second, optimizer, file);
            assertEquals(-9, after.seed());
            assertEquals(before.steps(), after.steps());
            assertTrue(untouched == second.weights().current());
            epochs(after, second, 3, 5);
            after.publish();
            assertArrayEquals(whole.weights().current(), second.weights().current(), optimizer.toString());
        }
    }

    private static void epochs(Training training, TwoLayers model, int from, int to) {
        Batches batches = model.data(50, 5).batches(8);
        for (int epoch = from; epoch <= to; epoch++) {
            for (Batch batch : batches.shuffled(training.seed(), epoch)) {
                training.step(batch);
            }
        }
    }

    @Test
    void callbackCanSaveTheTraining() {
        TwoLayers model = TwoLayers.create(1);
        Path file = folder.resolve("training.safetensors");
        Trainer.of(model)
                .optimizer(Adam.of(0.01))
                .epochs(3)
                .callback((epoch, control) -> control.training().save(file))
                .fit(model.data(50, 5));
        TwoLayers other = TwoLayers.create(2);
        Training resumed = Training.resume(other, Adam.of(0.01), file);
        resumed.publish();
        assertEquals(6, resumed.steps());
        assertArrayEquals(model.weights().current(), other.weights().current());
    }

    @Test
    void filesOfAnotherKindAreRefusedWithWhatDiffers() throws IOException {
        TwoLayers model = TwoLayers.create(1);
        Path adam = folder.resolve("adam.safetensors");
        Training.of(model, Adam.of(0.01), 3).save(adam);
        assertRefused(model, Sgd.of(0.1), adam, "'exp_avg/hidden.weight' [7, 3] is not used");
        assertRefused(model, Momentum.of(0.1), adam, "'momentum_buffer/kind.bias' [4] is missing");
        Path weights = folder.resolve("weights.safetensors");
        model.save(weights);
        assertRefused(model, Adam.of(0.01), weights, "holds no training");
        Path cut = folder.resolve("cut.safetensors");
        byte[] bytes = Files.readAllBytes(adam);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused(model, Adam.of(0.01), cut, "cut.safetensors");
        assertRefused(model, Adam.of(0.01), folder.resolve("none"), "none");
        CheckpointException load =
                assertThrows(CheckpointException.class, () -> model.weights().load(adam));
        assertTrue(load.getMessage().contains("exp_avg/hidden.weight"), load.getMessage());
    }

    private static void assertRefused(TwoLayers model, Optimizer optimizer, Path file, String text) {
        String message = assertThrows(CheckpointException.class, () -> Training.resume(model, optimizer, file))
                .getMessage();
        assertTrue(message.contains(text), message);
    }
}
