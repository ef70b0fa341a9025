package io.lanewise.samples.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.runtime.Parameters;
import io.lanewise.runtime.data.Batch;
import io.lanewise.training.Training;
import io.lanewise.training.optimizer.Adam;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The encoder and decoder learn as they do in PyTorch: from the same weights, in the same order of sequences, with the same losses for
 * 100 steps, to a thousandth. {@code src/test/python/curve.py} makes weights and sequences in the same way.
 */
final class CurveTests {
    private static final int STEPS = 100;
    private static final int BATCH = 8;
    private static final int EXAMPLES = 64;

    private final int[] read = new int[EXAMPLES * Tokens.READ];
    private final int[] written = new int[EXAMPLES * Tokens.WRITTEN];
    private final int[] next = new int[EXAMPLES * Tokens.WRITTEN];

    @Test
    void lossesAreThoseOfPyTorch() throws Exception {
        String[] line = line();
        assertEquals(1 + STEPS, line.length, "a learning rate, and a loss for each step");
        pairs();
        ReverserModel model = ReverserModel.create(1);
        start(model.parameters());
        Training training = Training.of(model, Adam.of(Double.parseDouble(line[0])), 1);
        for (int step = 0; step < STEPS; step++) {
            int at = step * BATCH % EXAMPLES;
            float loss = training.step(Batch.of(
                    BATCH, of(read, at, Tokens.READ), of(written, at, Tokens.WRITTEN), of(next, at, Tokens.WRITTEN)));
            double expected = Double.parseDouble(line[step + 1]);
            int number = step;
            assertEquals(expected, loss, 1e-3 * expected, () -> "step " + number);
        }
    }

    private static int[] of(int[] all, int at, int size) {
        return Arrays.copyOfRange(all, at * size, (at + BATCH) * size);
    }

    private static String[] line() throws Exception {
        try (InputStream in = Objects.requireNonNull(CurveTests.class.getResourceAsStream("curve.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().split(" ");
        }
    }

    private void pairs() {
        Numbers numbers = new Numbers();
        for (int i = 0; i < EXAMPLES; i++) {
            int length = 3 + i % 6;
            written[i * Tokens.WRITTEN] = Tokens.EDGE;
            next[i * Tokens.WRITTEN + length] = Tokens.EDGE;
            for (int k = 0; k < length; k++) {
                int letter = Tokens.A + (int) Math.floor((numbers.next() + 1) * 13);
                read[i * Tokens.READ + k] = letter;
                next[i * Tokens.WRITTEN + length - 1 - k] = letter;
                written[i * Tokens.WRITTEN + length - k] = letter;
            }
        }
    }

    /** Of normalisations 1 and 0, of biases 0, else numbers as large as suits their fan-in. */
    private static void start(Parameters parameters) {
        Numbers numbers = new Numbers();
        for (String name : parameters.names().stream().sorted().toList()) {
            List<Integer> shape = parameters.shape(name);
            float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
            if (shape.size() == 1) {
                Arrays.fill(values, name.endsWith("weight") ? 1 : 0);
            } else {
                double bound = Math.pow(2, Math.floor(Math.log(Math.sqrt(6.0 / shape.get(1))) / Math.log(2)));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (bound * numbers.next());
                }
            }
            if (name.equals("vectors.weight")) {
                Arrays.fill(values, 0, shape.get(1), 0);
            }
            parameters.set(name, values);
        }
    }

    /** Numbers from −1 to 1 by a linear congruence, exact in a float. */
    private static final class Numbers {
        private long state = 1;

        double next() {
            state = (1103515245 * state + 12345) % (1L << 31);
            return (state >> 8) / (double) (1 << 22) - 1;
        }
    }
}
