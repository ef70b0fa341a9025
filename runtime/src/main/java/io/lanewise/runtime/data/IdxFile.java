package io.lanewise.runtime.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * An array in the IDX format, as MNIST and its relatives come in, packed by gzip or not:
 *
 * <pre>{@code
 * IdxFile images = IdxFile.read(folder.resolve("train-images-idx3-ubyte.gz"));
 * IdxFile labels = IdxFile.read(folder.resolve("train-labels-idx1-ubyte.gz"));
 * Dataset data = FashionModel.data(images.floats(1 / 255f), labels.ints());
 * }</pre>
 *
 * <p>The format (LeCun, "The MNIST database"): two zero bytes, a byte for the type, a byte for the number of axes, their sizes
 * and the numbers, all big-endian.
 */
public final class IdxFile {
    private static final int CHUNK = 1 << 16;

    /** What the type bytes 8 to 14 stand for; 10 is none. */
    private enum Type {
        UNSIGNED_BYTE(1),
        BYTE(1),
        NONE(0),
        SHORT(2),
        INT(4),
        FLOAT(4),
        DOUBLE(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private final Path path;
    private final int[] shape;
    private final Type type;
    private final byte[] numbers;

    private IdxFile(Path path, int[] shape, Type type, byte[] numbers) {
        this.path = path;
        this.shape = shape;
        this.type = type;
        this.numbers = numbers;
    }

    /**
     * Reads a file; whether it is packed shows in its first bytes, not in its name.
     *
     * @throws IOException if it cannot be read, is no IDX file, is cut, or goes on behind its last number; the message says
     *     which
     */
    public static IdxFile read(Path path) throws IOException {
        try (BufferedInputStream file = new BufferedInputStream(Files.newInputStream(path))) {
            file.mark(2);
            boolean packed = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            return read(path, packed ? new GZIPInputStream(file, CHUNK) : file);
        } catch (NoSuchFileException e) {
            throw new IOException("'" + path + "' does not exist. Check the folder and the name of the file.", e);
        } catch (EOFException | ZipException e) {
            throw wrong(path, "its gzip packing is cut or damaged (" + e.getMessage() + ")", e);
        }
    }

    private static IdxFile read(Path path, InputStream stream) throws IOException {
        byte[] head = stream.readNBytes(4);
        int code = head.length < 4 || head[0] != 0 || head[1] != 0 ? -1 : head[2] - 8;
        if (code < 0 || code >= Type.values().length || code == Type.NONE.ordinal() || head[3] < 1) {
            throw wrong(
                    path,
                    "its first bytes are "
                            + IntStream.range(0, head.length)
                                    .mapToObj(i -> String.format("%02x", head[i]))
                                    .collect(Collectors.joining(" "))
                            + " where 00 00, a type from 08 to 0e and a number of axes are due",
                    null);
        }
        Type type = Type.values()[code];
        byte[] sizes = stream.readNBytes(4 * head[3]);
        if (sizes.length < 4 * head[3]) {
            throw wrong(path, "it is cut within its header", null);
        }
        int[] shape = new int[head[3]];
        long bytes = type.bytes;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = ByteBuffer.wrap(sizes).getInt(4 * i);
            bytes = shape[i] < 0 || bytes > Integer.MAX_VALUE ? Long.MAX_VALUE : bytes * shape[i];
        }
        if (bytes > Integer.MAX_VALUE - 8) {
            throw wrong(
                    path,
                    "its header gives the shape " + Arrays.toString(shape) + ", more than an array can hold",
                    null);
        }
        byte[] numbers = stream.readNBytes((int) bytes); // claims memory only as bytes come
        if (numbers.length < bytes) {
            throw wrong(
                    path,
                    "it is cut: the shape " + Arrays.toString(shape) + " of its header takes " + bytes + " bytes but "
                            + numbers.length + " follow",
                    null);
        }
        if (stream.read() >= 0) {
            throw wrong(
                    path,
                    "it goes on behind the " + bytes + " bytes that the shape " + Arrays.toString(shape)
                            + " of its header takes",
                    null);
        }
        return new IdxFile(path, shape, type, numbers);
    }

    private static IOException wrong(Path path, String what, @Nullable Exception cause) {
        return new IOException("'" + path + "' is no whole IDX file: " + what + ". Get the file again.", cause);
    }

    /** Axis sizes; the first is the number of examples. */
    public int[] shape() {
        return shape.clone();
    }

    /** Number of examples: the size of the first axis. */
    public int count() {
        return shape[0];
    }

    /** The numbers as they are, row-major. */
    public float[] floats() {
        return floats(1);
    }

    /**
     * The numbers times a factor, row-major.
     *
     * @param factor such as 1/255 to bring bytes to the range from 0 to 1
     */
    public float[] floats(float factor) {
        float[] values = new float[numbers.length / type.bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value(i) * factor;
        }
        return values;
    }

    /**
     * The numbers as integers, row-major: class labels.
     *
     * @throws IllegalStateException if the file holds fractions (float or double)
     */
    public int[] ints() {
        if (type == Type.FLOAT || type == Type.DOUBLE) {
            throw new IllegalStateException("'" + path + "' holds numbers of type " + type
                    + ", which are no class labels. Read it by floats().");
        }
        int[] values = new int[numbers.length / type.bytes];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) value(i);
        }
        return values;
    }

    private double value(int i) {
        return switch (type) {
            case UNSIGNED_BYTE -> numbers[i] & 0xff;
            case BYTE -> numbers[i];
            case SHORT -> (short) (numbers[2 * i] << 8 | numbers[2 * i + 1] & 0xff);
            case INT -> bits(4 * i);
            case FLOAT -> Float.intBitsToFloat(bits(4 * i));
            case DOUBLE -> Double.longBitsToDouble((long) bits(8 * i) << 32 | bits(8 * i + 4) & 0xffffffffL);
            case NONE -> throw new IllegalStateException("no type");
        };
    }

    private int bits(int at) {
        return numbers[at] << 24
                | (numbers[at + 1] & 0xff) << 16
                | (numbers[at + 2] & 0xff) << 8
                | numbers[at + 3] & 0xff;
    }

    @Override
    public String toString() {
        return path + " " + Arrays.toString(shape) + " of " + type;
    }
}
