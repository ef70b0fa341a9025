package io.lanewise.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Window;
import io.lanewise.runtime.kernel.Convolution;
import io.lanewise.runtime.kernel.Pooling;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The compiler reserves what the runtime's convolutions need. */
final class WindowTests {
    @Test
    void scratchIsWhatTheRuntimeNeeds() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            int groups = random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1;
            int channels = groups * (1 + random.nextInt(random.nextBoolean() ? 2 : 35));
            int filters = groups * (1 + random.nextInt(40));
            int[] size = {1 + random.nextInt(9), 1 + random.nextInt(9)};
            int[] kernel = {1 + random.nextInt(4), 1 + random.nextInt(4)};
            int[] stride = {1 + random.nextInt(3), 1 + random.nextInt(3)};
            int[] dilation = {1 + random.nextInt(2), 1 + random.nextInt(2)};
            int[] before = {random.nextInt(3), random.nextInt(3)};
            int[] out = new int[2];
            for (int axis = 0; axis < 2; axis++) {
                int all = size[axis] + before[axis] + random.nextInt(3) - (kernel[axis] - 1) * dilation[axis] - 1;
                out[axis] = Math.floorDiv(all, stride[axis]) + 1;
            }
            if (out[0] < 1 || out[1] < 1) {
                continue;
            }
            Window window = new Window(
                    size[0],
                    size[1],
                    channels,
                    filters,
                    kernel[0],
                    kernel[1],
                    stride[0],
                    stride[1],
                    dilation[0],
                    dilation[1],
                    before[0],
                    before[1],
                    out[0],
                    out[1],
                    groups);
            int pixel = random.nextBoolean() ? channels : Layout.pad(channels);
            Convolution convolution = Convolution.of(
                    size[0],
                    size[1],
                    channels,
                    pixel,
                    filters,
                    kernel[0],
                    kernel[1],
                    stride[0],
                    stride[1],
                    dilation[0],
                    dilation[1],
                    before[0],
                    before[1],
                    out[0],
                    out[1],
                    groups);
            assertEquals(convolution.resultScratch(), window.resultScratch(pixel), window.toString());
            assertEquals(convolution.imageScratch(), window.imageScratch(), window.toString());
            int high = 1 + random.nextInt(out[0]);
            int wide = 1 + random.nextInt(out[1]);
            Window maxima = new Window(
                    out[0],
                    out[1],
                    filters,
                    filters,
                    high,
                    wide,
                    high,
                    wide,
                    1,
                    1,
                    0,
                    0,
                    out[0] / high,
                    out[1] / wide,
                    1);
            Pooling windows = Pooling.of(
                    out[0], out[1], filters, high, wide, high, wide, 0, 0, out[0] / high, out[1] / wide, Pooling.MEAN);
            assertEquals(convolution.linesScratch(windows), window.linesScratch(maxima), window.toString());
        }
    }
}
