package io.lanewise.samples.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.runtime.Parameters;
import io.lanewise.samples.benchmarks.work.Form;
import io.lanewise.samples.benchmarks.work.Form.Order;
import io.lanewise.samples.benchmarks.work.Net;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted of a net that is written for the peers is what the model has; and the order of its inputs. */
class NetTests {
    @ParameterizedTest
    @EnumSource
    void parametersAreThoseOfTheModel(Net net) {
        Parameters parameters = LanewiseNet.create(net, 1).network().parameters();
        int trained = parameters.names().stream()
                .filter(name -> !name.contains(".running_"))
                .mapToInt(name -> parameters.get(name).length)
                .sum();
        assertEquals(trained, net.parameters());
    }

    @Test
    void flopsAreTwoForEachMultiplication() {
        double first = 2.0 * 28 * 28 * 9 * 16;
        double others = 2.0 * (14 * 14 * 9 * 16 * 32 + 7 * 7 * 32 * 10);
        assertEquals(first + others, Net.IMAGES.forwardFlops());
        assertEquals(2 * first + 3 * others, Net.IMAGES.trainingFlops());
        assertEquals(2.0 * 100 * 256 * (32 + 64), Net.MEMORY.forwardFlops());
        assertEquals(2.0 * 192 * (64 + 64), Net.STREAM.forwardFlops());
        double ofTokens = 2.0 * 64 * (4 * 128 * 128 + 2 * 128 * 512);
        double ofPairs = 2.0 * 2 * 64 * 64 * 128;
        assertEquals(ofTokens + ofPairs, Net.SENTENCE.forwardFlops());
        assertEquals(3 * (ofTokens + ofPairs) - 2.0 * 64 * 3 * 128 * 128, Net.SENTENCE.trainingFlops());
    }

    @Test
    void peersHaveChannelsOrStepsFirst() {
        Form images = new Form("x", Order.CHANNELS, List.of(1, 2, 3));
        assertArrayEquals(new long[] {2, 3, 1, 2}, images.shape(2));
        assertArrayEquals(
                new float[] {0, 3, 1, 4, 2, 5, 6, 9, 7, 10, 8, 11},
                images.inOrder(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
        Form steps = new Form("x", Order.STEPS, List.of(3, 2));
        assertArrayEquals(new long[] {3, 2, 2}, steps.shape(2));
        assertArrayEquals(
                new float[] {0, 1, 6, 7, 2, 3, 8, 9, 4, 5, 10, 11},
                steps.inOrder(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}));
        Form rows = new Form("x", Order.EXAMPLES, List.of(2, 2));
        assertArrayEquals(new float[] {0, 1, 2, 3}, rows.inOrder(new float[] {0, 1, 2, 3}));
    }
}
