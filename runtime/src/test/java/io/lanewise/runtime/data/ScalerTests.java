package io.lanewise.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.TwoLayers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalerTests {
    @Test
    void standardisesAsTheClosedFormSays() {
        Scaler scaler = Scaler.standard(new float[] {1, 5, 2, 5, 4, 5, 9, 5}, 2);
        assertArrayEquals(new double[] {4, 5}, scaler.offset(), 1e-15);
        assertArrayEquals(new double[] {Math.sqrt(9.5), 1}, scaler.scale(), 1e-15);
        float[] scaled = scaler.apply(new float[] {1, 5, 9, 6});
        assertArrayEquals(new float[] {(float) (-3 / Math.sqrt(9.5)), 0, (float) (5 / Math.sqrt(9.5)), 1}, scaled);
        assertArrayEquals(new float[] {1, 5, 9, 6}, scaler.inverse(scaled), 1e-6f);
    }

    @Test
    void minMaxBringsTheRangeToZeroToOne() {
        Scaler scaler = Scaler.minMax(new float[] {-2, 7, 6, 7, 0, 7}, 2);
        assertArrayEquals(new float[] {0, 0, 1, 0, 0.25f, 0}, scaler.apply(new float[] {-2, 7, 6, 7, 0, 7}));
        assertArrayEquals(new float[] {-2, 7, 6, 8}, scaler.inverse(new float[] {0, 0, 1, 1}));
    }

    /** Sums of squares in float, or of squares less the square of the mean, lose all digits here. */
    @Test
    void keepsItsDigitsFarFromZero() {
        float[] values = new float[100_000];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = 1e6f + i % 7 * 0.0625f;
            sum += values[i];
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        Scaler scaler = Scaler.standard(values, 1);
        assertEquals(mean, scaler.offset()[0], 1e-12 * mean);
        assertEquals(Math.sqrt(squares / values.length), scaler.scale()[0], 1e-9);
    }

    @Test
    void constantFeatureBecomesZeroWhateverItsValue() {
        for (float value : new float[] {0.1f, 1e30f, -3, 0}) {
            float[] values = new float[1001];
            java.util.Arrays.fill(values, value);
            assertEquals(0, Scaler.standard(values, 1).apply(new float[] {value})[0]);
            assertEquals(0, Scaler.minMax(values, 1).apply(new float[] {value})[0]);
        }
    }

    @Test
    void dataSetsAreScaledByTheirTrainingPart() {
        Dataset data = DatasetTests.data(40);
        Split split = data.split(0.25, 3);
        Scaler scaler = Scaler.minMax(split.train(), "size");
        Dataset train = scaler.apply(split.train(), "size");
        float least = 1;
        float greatest = 0;
        for (float value : train.floats("size")) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        assertEquals(0, least);
        assertEquals(1, greatest);
        assertArrayEquals(split.train().ints("kind"), train.ints("kind"));
        assertArrayEquals(split.train().floats("image"), train.floats("image"));
        assertArrayEquals(
                split.test().floats("size"),
                scaler.inverse(scaler.apply(split.test(), "size").floats("size")),
                1e-5f);
    }

    @Test
    void isSavedAndLoadedWithTheModel(@TempDir Path folder) throws IOException {
        TwoLayers model = TwoLayers.create(1);
        Scaler scaler = Scaler.standard(new float[] {0.1f, 1f / 3, 7e-30f, -2e20f, 5, 6}, 3);
        scaler.keep(model, "image");
        model.note("labels", "zero\n\"ü\"");
        assertEquals(scaler, Scaler.of(model.copy(), "image"));
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        for (TwoLayers loaded : new TwoLayers[] {TwoLayers.load(file), TwoLayers.load(Files.newInputStream(file))}) {
            assertEquals(scaler, Scaler.of(loaded, "image"));
            assertEquals("zero\n\"ü\"", loaded.note("labels"));
        }
        TwoLayers other = TwoLayers.create(2);
        other.weights().load(file);
        assertEquals(scaler, Scaler.of(other, "image"));
        String message = assertThrows(IllegalArgumentException.class, () -> Scaler.of(other, "images"))
                .getMessage();
        assertEquals(
                "Nothing is kept with TwoLayers under 'scaler.images'. It keeps 'labels', 'scaler.image'. Keep it with the"
                        + " network before it is saved.",
                message);
    }

    @Test
    void mistakesAreRefused() {
        assertRefused("5 numbers are no examples of 2 features", () -> Scaler.standard(new float[5], 2));
        assertRefused("0 numbers are no examples of 2 features", () -> Scaler.minMax(new float[0], 2));
        assertRefused(
                "Feature 1 of example 2 of the data is NaN. Replace such values",
                () -> Scaler.standard(new float[] {1, 2, 3, 4, 5, Float.NaN}, 2));
        assertRefused("'kind' holds class labels", () -> Scaler.standard(DatasetTests.data(4), "kind"));
        assertRefused("no argument 'sizes'", () -> Scaler.standard(DatasetTests.data(4), "sizes"));
        Scaler scaler = Scaler.standard(new float[] {1, 2, 3, 4}, 2);
        assertRefused("3 numbers are no examples of 2 features", () -> scaler.apply(new float[3]));
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }
}
