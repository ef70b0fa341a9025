package io.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.Parameters;
import io.lanewise.runtime.data.Batch;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Both networks learn as they do in PyTorch: from the same weights, in the same order of images, with the same losses for 100 steps,
 * to a thousandth. {@code src/test/python/curves.py} makes weights and images in the same way.
 */
final class CurvesTests {
    private static final int BATCH = 4;
    private static final int EXAMPLES = 16;
    private static final int PIXELS = 32 * 32;

    @Test
    void resNet() throws Exception {
        ResNet20Model model = ResNet20Model.create(1);
        float[] images = new Numbers().next(EXAMPLES * PIXELS * 3);
        learns("resnet", model, at -> {
            int[] kinds = new int[BATCH];
            Arrays.setAll(kinds, i -> (at + i) % 10);
            return Batch.of(BATCH, of(images, at, PIXELS * 3), kinds);
        });
    }

    @Test
    void uNet() throws Exception {
        UNetModel model = UNetModel.create(1);
        float[] images = new Numbers().next(EXAMPLES * PIXELS);
        float[] above = new float[images.length];
        for (int i = 0; i < above.length; i++) {
            int right = i % 32 == 31 ? i - 31 : i + 1;
            above[i] = images[i] + images[right] > 0 ? 1 : 0;
        }
        learns("unet", model, at -> Batch.of(BATCH, of(images, at, PIXELS), of(above, at, PIXELS)));
    }

    private static float[] of(float[] all, int at, int size) {
        return Arrays.copyOfRange(all, at * size, (at + BATCH) * size);
    }

    private static void learns(String name, Network model, IntFunction<Batch> batches) throws Exception {
        String[] line = lines().stream()
                .filter(text -> text.startsWith(name + " "))
                .findFirst()
                .orElseThrow()
                .split(" ");
        assertEquals(102, line.length, "a name, a learning rate, and a loss for each step");
        start(model.parameters());
        Training training = Training.of(model, Adam.of(Double.parseDouble(line[1])), 1);
        for (int step = 0; step < 100; step++) {
            float loss = training.step(batches.apply(step * BATCH % EXAMPLES));
            double expected = Double.parseDouble(line[step + 2]);
            int number = step;
            assertEquals(expected, loss, 1e-3 * expected, () -> "step " + number);
        }
    }

    private static List<String> lines() throws Exception {
        try (InputStream in = Objects.requireNonNull(CurvesTests.class.getResourceAsStream("curves.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Of normalisations 1 and 0, of biases 0, else numbers as large as suits their fan-in. */
    private static void start(Parameters parameters) {
        Numbers numbers = new Numbers();
        for (String name : parameters.names().stream().sorted().toList()) {
            List<Integer> shape = parameters.shape(name);
            if (name.contains("running")) {
                continue;
            }
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            if (shape.size() == 1) {
                Arrays.fill(values, name.endsWith("weight") ? 1 : 0);
            } else {
                int fanIn = values.length / shape.get(0);
                float bound = (float) Math.pow(2, Math.floor(Math.log(Math.sqrt(6.0 / fanIn)) / Math.log(2)));
                float[] drawn = numbers.next(values.length);
                for (int i = 0; i < values.length; i++) {
                    values[i] = bound * drawn[i];
                }
            }
            parameters.set(name, values);
        }
    }

    /** Numbers from −1 to 1 by a linear congruence, exact in a float. */
    private static final class Numbers {
        private long state = 1;

        float[] next(int count) {
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                state = (1103515245 * state + 12345) % (1L << 31);
                numbers[i] = (float) ((state >> 8) / (double) (1 << 22) - 1);
            }
            return numbers;
        }
    }
}
