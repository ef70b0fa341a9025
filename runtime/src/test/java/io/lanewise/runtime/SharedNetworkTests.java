package io.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedNetworkTests {
    private static final int VERSIONS = 64;
    private static final int READERS = 40;
    private static final int COUNT = 9;

    /** More threads than workspaces predict while versions are published: every answer is one version's, whole. */
    @Test
    @Timeout(60)
    void everyAnswerBelongsToOneVersion() throws Exception {
        float[] images = new float[COUNT * TwoLayers.IMAGE];
        for (int i = 0; i < images.length; i++) {
            images[i] = (i % 7 - 3) * 0.3f;
        }
        List<float[]> versions = new ArrayList<>();
        Set<List<Integer>> answers = new HashSet<>();
        for (int seed = 0; seed < VERSIONS; seed++) {
            TwoLayers version = TwoLayers.create(seed);
            versions.add(Arrays.copyOf(
                    version.weights().current(), version.weights().signature().parameterFloats()));
            answers.add(answer(version, images, new float[COUNT * TwoLayers.CLASSES]));
        }
        assertEquals(VERSIONS, answers.size(), "versions that can be told apart");

        TwoLayers shared = TwoLayers.create(0);
        AtomicBoolean published = new AtomicBoolean();
        AtomicLong predictions = new AtomicLong();
        Set<List<Integer>> seen = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        List<Future<?>> readers = new ArrayList<>();
        for (int r = 0; r < READERS; r++) {
            readers.add(threads.submit(() -> {
                float[] digits = new float[COUNT * TwoLayers.CLASSES];
                do {
                    List<Integer> answer = answer(shared, images, digits);
                    assertTrue(answers.contains(answer), "an answer of no version");
                    seen.add(answer);
                    predictions.incrementAndGet();
                } while (!published.get());
            }));
        }
        for (int i = 0; i < 3000 || seen.size() < 3; i++) {
            shared.weights().publish(versions.get(i % VERSIONS));
        }
        published.set(true);
        for (Future<?> reader : readers) {
            reader.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertTrue(predictions.get() >= READERS, () -> predictions + " predictions");
    }

    /** Two threads set different parameters again and again: neither loses the other's. */
    @Test
    @Timeout(60)
    void noParameterThatWasSetIsLost() throws Exception {
        TwoLayers shared = TwoLayers.create(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> writers = new ArrayList<>();
        for (String name : List.of("hidden.bias", "digit.bias")) {
            int count = shared.parameters().get(name).length;
            writers.add(threads.submit(() -> {
                float[] values = new float[count];
                for (int i = 0; i < 2000; i++) {
                    Arrays.fill(values, i);
                    shared.parameters().set(name, values);
                    assertEquals(i, shared.parameters().get(name)[count - 1]);
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();
    }

    private static List<Integer> answer(TwoLayers model, float[] images, float[] digits) {
        model.predict(images, COUNT, digits);
        List<Integer> bits = new ArrayList<>();
        for (float digit : digits) {
            bits.add(Float.floatToRawIntBits(digit));
        }
        return bits;
    }
}
