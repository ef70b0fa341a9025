package io.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.data.Dataset;
import io.lanewise.training.metric.Answers;
import io.lanewise.training.metric.ConfusionMatrix;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigitsTests {
    private static final int[] IMAGES_OF_EACH_DIGIT = {178, 182, 177, 183, 181, 182, 181, 179, 174, 180};

    @Test
    void theDataIsComplete() {
        Dataset data = DigitsData.read();
        int[] found = new int[10];
        for (int digit : data.ints("digit")) {
            found[digit]++;
        }
        assertArrayEquals(IMAGES_OF_EACH_DIGIT, found);
        for (float pixel : data.floats("image")) {
            assertTrue(pixel >= 0 && pixel <= 1, () -> "pixel of " + pixel);
        }
    }

    @Test
    void theCommittedSeedReads97OfAHundred(@TempDir Path folder) throws Exception {
        Experiment done = Experiment.run(DigitsModel.create(Experiment.SEED), Experiment.SEED, false);
        assertTrue(done.result().accuracy() >= 0.97, () -> "accuracy " + done.result());

        int count = done.test().count();
        float[] expected = new float[count * 10];
        done.model().predict(done.test().floats("image"), count, expected);
        ConfusionMatrix confusion = new ConfusionMatrix();
        confusion.update(Answers.of(expected, done.test().ints("digit")));
        long right = 0;
        for (int digit = 0; digit < 10; digit++) {
            right += confusion.count(digit, digit);
        }
        assertEquals(done.result().accuracy(), (double) right / count, 1e-12);

        Path checkpoint = folder.resolve("digits.safetensors");
        done.model().save(checkpoint);
        float[] actual = new float[count * 10];
        DigitsModel.load(checkpoint).predict(done.test().floats("image"), count, actual);
        assertArrayEquals(expected, actual);
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void otherSeedsRead96OfAHundred(long seed) {
        Experiment done = Experiment.run(DigitsModel.create(seed), seed, false);
        assertTrue(done.result().accuracy() >= 0.96, () -> "accuracy " + done.result());
    }
}
