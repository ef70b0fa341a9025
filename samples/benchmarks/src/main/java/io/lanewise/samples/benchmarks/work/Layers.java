package io.lanewise.samples.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a net as plain numbers, for engines that have no file of their own: layer after layer, weight [out, in] and
 * bias [out], little-endian.
 *
 * @param all the layers, first to last
 */
public record Layers(List<Layer> all) {
    /** One dense layer: weight [out, in], row-major, and bias [out]. */
    public record Layer(float[] weight, float[] bias) {}

    /** Writes all numbers. */
    public void write(Path file) {
        int count = all.stream()
                .mapToInt(layer -> layer.weight.length + layer.bias.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
        for (Layer layer : all) {
            for (float[] numbers : new float[][] {layer.weight, layer.bias}) {
                for (float number : numbers) {
                    bytes.putFloat(number);
                }
            }
        }
        try {
            Files.write(file, bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote for this net. */
    public static Layers read(Path file, Net net) {
        try {
            FloatBuffer numbers = ByteBuffer.wrap(Files.readAllBytes(file))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            List<Layer> layers = new ArrayList<>();
            for (int i = 0; i < net.layers(); i++) {
                layers.add(new Layer(next(numbers, net.in(i) * net.out(i)), next(numbers, net.out(i))));
            }
            return new Layers(layers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] next(FloatBuffer numbers, int count) {
        float[] values = new float[count];
        numbers.get(values);
        return values;
    }
}
