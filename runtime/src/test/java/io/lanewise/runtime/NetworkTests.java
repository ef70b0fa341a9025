package io.lanewise.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.lanewise.runtime.io.CheckpointException;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTests {
    private final TwoLayers model = TwoLayers.create(7);
    private final float[] image = image(1);

    @TempDir
    Path folder;

    private static float[] image(int count) {
        Random random = new Random(3);
        float[] image = new float[count * TwoLayers.IMAGE];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        return image;
    }

    @Test
    void equalSeedsGiveEqualBits() {
        assertArrayEquals(model.predict(image), TwoLayers.create(7).predict(image));
        assertFalse(Arrays.equals(model.predict(image), TwoLayers.create(8).predict(image)));
    }

    @Test
    void aBatchGivesTheBitsOfItsExamples() {
        float[] images = image(11);
        float[] digits = new float[11 * TwoLayers.CLASSES];
        model.predict(images, 11, digits);
        for (int i = 0; i < 11; i++) {
            float[] one = Arrays.copyOfRange(images, i * TwoLayers.IMAGE, (i + 1) * TwoLayers.IMAGE);
            assertArrayEquals(
                    model.predict(one), Arrays.copyOfRange(digits, i * TwoLayers.CLASSES, (i + 1) * TwoLayers.CLASSES));
        }
    }

    @Test
    void parametersAreNamedAndShapedAsInPyTorch() {
        Parameters parameters = model.parameters();
        assertEquals(List.of("hidden.weight", "hidden.bias", "digit.weight", "digit.bias"), parameters.names());
        assertEquals(List.of(20, 12), parameters.shape("hidden.weight"));
        assertEquals(20 * 12, parameters.get("hidden.weight").length);
        assertEquals(20 * 12 + 20 + 3 * 20 + 3, parameters.count());
        assertTrue(model.summary().contains("hidden.weight [20, 12]"), model.summary());
    }

    @Test
    void aParameterThatIsSetIsReadAndUsed() {
        Parameters parameters = model.parameters();
        float[] before = model.predict(image);
        float[] bias = {0, 50, 0};
        parameters.set("digit.bias", bias);
        assertArrayEquals(bias, parameters.get("digit.bias"));
        assertFalse(Arrays.equals(before, model.predict(image)));
        assertEquals(1, model.predict(image)[1], 1e-6f);
        float[] zeros = new float[60];
        parameters.set("digit.bias", new float[3]);
        parameters.set("digit.weight", zeros);
        assertArrayEquals(new float[] {1 / 3f, 1 / 3f, 1 / 3f}, model.predict(image), "what is derived follows too");
    }

    @Test
    void unknownNamesAndWrongLengthsAreExplained() {
        Parameters parameters = model.parameters();
        Exception unknown = assertThrows(IllegalArgumentException.class, () -> parameters.get("hiden.weight"));
        assertEquals(
                "TwoLayers has no parameter 'hiden.weight'. Did you mean 'hidden.weight'? It has 'hidden.weight', 'hidden.bias', 'digit.weight', 'digit.bias'.",
                unknown.getMessage());
        for (String[] pair : new String[][] {
            {"digit.bais", "digit.bias"},
            {"Hidden.Bias", "hidden.bias"},
            {"digit_weight", "digit.weight"}
        }) {
            String message = assertThrows(IllegalArgumentException.class, () -> parameters.set(pair[0], new float[1]))
                    .getMessage();
            assertTrue(message.contains("Did you mean '" + pair[1] + "'? It has 'hidden.weight', "), message);
        }
        Exception far = assertThrows(IllegalArgumentException.class, () -> parameters.shape("x"));
        assertTrue(far.getMessage().startsWith("TwoLayers has no parameter 'x'. It has 'hidden"), far.getMessage());
        Exception length =
                assertThrows(IllegalArgumentException.class, () -> parameters.set("digit.bias", new float[4]));
        assertTrue(length.getMessage().contains("[3] = 3 numbers, but 4"), length.getMessage());
        Exception example = assertThrows(IllegalArgumentException.class, () -> model.predict(new float[13]));
        assertTrue(example.getMessage().contains("'image' has 13 numbers, but 1 example of 12"), example.getMessage());
    }

    @Test
    void aCopyIsItsOwn() {
        TwoLayers copy = model.copy();
        assertArrayEquals(model.predict(image), copy.predict(image));
        float[] before = model.predict(image);
        copy.parameters().set("digit.bias", new float[] {9, 0, 0});
        assertArrayEquals(before, model.predict(image));
    }

    @Test
    void aCheckpointGivesTheSameBits() throws Exception {
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        assertArrayEquals(model.predict(image), TwoLayers.load(file).predict(image));
        TwoLayers streamed = TwoLayers.load(new ByteArrayInputStream(Files.readAllBytes(file)));
        assertArrayEquals(model.weights().current(), streamed.weights().current());
        TwoLayers other = TwoLayers.create(99);
        other.weights().load(file);
        assertArrayEquals(model.predict(image), other.predict(image));
    }

    @Test
    void aFailedLoadKeepsTheWeights() throws Exception {
        Path file = folder.resolve("broken.safetensors");
        TwoLayers.create(1).save(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        float[] before = model.predict(image);
        CheckpointException e =
                assertThrows(CheckpointException.class, () -> model.weights().load(file));
        assertTrue(e.getMessage().contains("broken.safetensors"), e.getMessage());
        assertThrows(
                CheckpointException.class,
                () -> model.weights().load(new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length - 1))));
        assertArrayEquals(before, model.predict(image));
    }

    @Test
    void warmingUpChangesNothing() {
        float[] before = model.predict(image);
        float[] weights = model.weights().current();
        model.warmUp();
        assertArrayEquals(before, model.predict(image));
        assertSame(weights, model.weights().current());
    }

    @Test
    void predictingABatchAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] images = image(9);
        float[] digits = new float[9 * TwoLayers.CLASSES];
        model.predict(images, 9, digits);
        // The least of some rounds, until warm: the machine itself allocates now and then, as when it compiles.
        long least = Long.MAX_VALUE;
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (least > 0 && System.nanoTime() < deadline) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                model.predict(images, 9, digits);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
