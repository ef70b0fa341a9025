package io.lanewise.samples.benchmarks.work;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights of a net as plain numbers, for engines that have no file of their own.
 *
 * @param all by the name of the parameter, in the model's order
 */
public record Weights(Map<String, Weight> all) {
    /** Row-major numbers of that shape. */
    public record Weight(long[] shape, float[] values) {}

    public Weights {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** The parameter of that name. */
    public Weight of(String name) {
        Weight weight = all.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("No parameter '" + name + "' among " + all.keySet() + ".");
        }
        return weight;
    }

    /** Writes all, each its name, its shape and its numbers. */
    public void write(Path file) {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(all.size());
            for (Map.Entry<String, Weight> each : all.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().shape.length);
                for (long size : each.getValue().shape) {
                    out.writeLong(size);
                }
                float[] values = each.getValue().values;
                out.writeInt(values.length);
                ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
                bytes.asFloatBuffer().put(values);
                out.write(bytes.array());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Weights read(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            Map<String, Weight> all = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                long[] shape = new long[in.readInt()];
                for (int i = 0; i < shape.length; i++) {
                    shape[i] = in.readLong();
                }
                float[] values = new float[in.readInt()];
                ByteBuffer.wrap(in.readNBytes(4 * values.length))
                        .asFloatBuffer()
                        .get(values);
                all.put(name, new Weight(shape, values));
            }
            return new Weights(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
