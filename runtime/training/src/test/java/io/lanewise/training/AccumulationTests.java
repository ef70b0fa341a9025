package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.optimizer.Adam;
import io.lanewise.training.optimizer.Sgd;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccumulationTests {
    private static Batch part(Dataset data, int from, int to) {
        int[] rows = new int[to - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = from + i;
        }
        return data.subset(rows).batches(rows.length).iterator().next();
    }

    @Test
    void partsMakeTheStepOfTheWholeWhateverTheirSizes() {
        Dataset data = TwoLayers.create(1).data(60, 5);
        TwoLayers whole = TwoLayers.create(1);
        float[] start = whole.weights().current().clone();
        Training atOnce = Training.of(whole, Sgd.of(1), 3);
        double loss = atOnce.step(part(data, 0, 60));
        atOnce.publish();
        for (int[] cut : new int[][] {{0, 20, 40, 60}, {0, 7, 50, 60}}) {
            TwoLayers model = TwoLayers.create(1);
            Training inParts = Training.of(model, Sgd.of(1), 3);
            double sum = 0;
            for (int i = 1; i < cut.length; i++) {
                sum += (double) inParts.accumulate(part(data, cut[i - 1], cut[i])) * (cut[i] - cut[i - 1]);
            }
            assertEquals(0, inParts.steps());
            inParts.step();
            assertEquals(1, inParts.steps());
            inParts.publish();
            assertEquals(loss, sum / 60, 1e-6);
            float[] expected = whole.weights().current();
            float[] found = model.weights().current();
            for (int i = 0; i < expected.length; i++) {
                // Both are sums of 60 terms, each of at most 1 where the change of a weight is: the bound of such a
                // sum.
                double bound = 1e-5 * Math.abs(expected[i] - start[i]) + 4 * Math.sqrt(60) * 0x1p-24;
                assertEquals(expected[i], found[i], bound, "weight " + i);
            }
        }
    }

    @Test
    void oneBatchAloneMakesTheSameBits() {
        Dataset data = TwoLayers.create(1).data(21, 5);
        TwoLayers plain = TwoLayers.withDropout(1);
        TwoLayers waited = TwoLayers.withDropout(1);
        Training one = Training.of(plain, Adam.of(0.01), 3);
        Training other = Training.of(waited, Adam.of(0.01), 3);
        for (int i = 0; i < 21; i += 3) {
            Batch batch = part(data, i, i + 3);
            assertEquals(one.step(batch), other.accumulate(batch));
            other.step();
        }
        one.publish();
        other.publish();
        assertArrayEquals(plain.weights().current(), waited.weights().current());
    }

    @Test
    void stepOfABatchTakesInWhatWaits() {
        Dataset data = TwoLayers.create(1).data(20, 5);
        TwoLayers first = TwoLayers.withDropout(1);
        Training one = Training.of(first, Sgd.of(0.5), 3);
        one.accumulate(part(data, 0, 10));
        one.accumulate(part(data, 10, 20));
        one.step();
        one.publish();
        TwoLayers second = TwoLayers.withDropout(1);
        Training other = Training.of(second, Sgd.of(0.5), 3);
        other.accumulate(part(data, 0, 10));
        other.step(part(data, 10, 20));
        assertEquals(1, other.steps());
        other.publish();
        assertArrayEquals(first.weights().current(), second.weights().current());
    }

    @Test
    void batchThatFailsLeavesWhatWaits() {
        Dataset data = TwoLayers.create(1).data(20, 5);
        TwoLayers first = TwoLayers.create(1);
        Training one = Training.of(first, Sgd.of(0.5), 3);
        one.accumulate(part(data, 0, 10));
        Batch broken = Batch.of(1, new float[] {1, Float.NaN, 1}, new int[] {0});
        assertThrows(NonFiniteException.class, () -> one.accumulate(broken));
        assertThrows(NonFiniteException.class, () -> one.step(broken));
        one.step();
        one.publish();
        TwoLayers second = TwoLayers.create(1);
        Training other = Training.of(second, Sgd.of(0.5), 3);
        other.step(part(data, 0, 10));
        other.publish();
        assertArrayEquals(second.weights().current(), first.weights().current());
    }

    @Test
    void misuseIsRefused(@TempDir Path folder) {
        Training training = Training.of(TwoLayers.create(1), Sgd.of(0.5), 3);
        String message =
                assertThrows(IllegalStateException.class, () -> training.step()).getMessage();
        assertEquals("No gradient waits for a step. Call accumulate(batch) before step(), or step(batch).", message);
        training.accumulate(part(TwoLayers.create(1).data(4, 5), 0, 4));
        message = assertThrows(IllegalStateException.class, () -> training.save(folder.resolve("training")))
                .getMessage();
        assertTrue(message.startsWith("The gradients of 1 batches wait for their step"), message);
    }

    @Test
    void allocatesNothing() {
        Dataset data = TwoLayers.create(1).data(20, 5);
        Batch first = part(data, 0, 10);
        Batch second = part(data, 10, 20);
        Training training = Training.of(TwoLayers.create(1), Adam.of(0.001), 3);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // Until warm: the vector form of the optimizer allocates while the compiler has not come to it, which takes
        // longer on a busy machine.
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (least > 0 && System.nanoTime() < deadline) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 200; i++) {
                training.accumulate(first);
                training.accumulate(second);
                training.step();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
