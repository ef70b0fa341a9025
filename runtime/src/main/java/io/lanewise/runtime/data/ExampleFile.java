package io.lanewise.runtime.data;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Examples in a file, which may be larger than memory: it is mapped, and what is kept of it on the heap is a batch and the order
 * of one window.
 *
 * <pre>{@code
 * ExampleFile.write(path, parts);                       // parts of any size, one after the other
 * Trainer.of(model).prefetch(4).fit(ExampleFile.open(path, model));
 * }</pre>
 *
 * <p>Shuffling is in windows: the file is cut into blocks of 64 KiB, the blocks are put in random order, and the examples of
 * so many blocks as make a window are shuffled together. Each example comes once an epoch. If the window holds the whole
 * file, every order is equally likely; if not, what stands in one block stays near, so a file in no order of its own (not
 * sorted by class) is best.
 *
 * <p>The file, all little-endian: the line {@code lanewise examples 1: image 784 f32, digit 1 i32} with the model's arguments,
 * filled up with blanks before its line feed to a multiple of 64 bytes; then the examples, each the numbers of its arguments
 * in that order, 4 bytes each. NumPy writes it from a structured array. The file must not change while it is in use.
 */
public final class ExampleFile implements Examples {
    private static final int WINDOW = 1 << 16;
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int SEGMENT_BYTES = 1 << 30;

    private final Path path;
    private final Signature signature;
    private final int count;
    private final int rowFloats;
    private final int rowsOfSegment;
    private final FloatBuffer[] floats;
    private final IntBuffer[] ints;
    private final int window;

    private ExampleFile(
            Path path, Signature signature, int count, int rowsOfSegment, FloatBuffer[] floats, IntBuffer[] ints) {
        this(path, signature, count, rowsOfSegment, floats, ints, WINDOW);
    }

    private ExampleFile(
            Path path,
            Signature signature,
            int count,
            int rowsOfSegment,
            FloatBuffer[] floats,
            IntBuffer[] ints,
            int window) {
        this.path = path;
        this.signature = signature;
        this.count = count;
        this.rowFloats = rowFloats(signature);
        this.rowsOfSegment = rowsOfSegment;
        this.floats = floats;
        this.ints = ints;
        this.window = window;
    }

    /**
     * Opens a file of examples for this model.
     *
     * @throws IOException if the file cannot be read, is no file of examples, is cut, or was made for other arguments; the
     *     message says which
     */
    public static ExampleFile open(Path path, Network model) throws IOException {
        return open(path, model.weights().signature());
    }

    static ExampleFile open(Path path, Signature signature) throws IOException {
        String due = header(signature);
        int start = due.getBytes(StandardCharsets.UTF_8).length;
        int rowBytes = Float.BYTES * rowFloats(signature);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            ByteBuffer head = ByteBuffer.allocate((int) Math.min(size, start));
            while (head.hasRemaining() && channel.read(head) >= 0) {
                continue;
            }
            String found = new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
            if (!found.equals(due)) {
                throw new IOException("'" + path + "' "
                        + (found.startsWith("lanewise examples")
                                ? "was made for other arguments. Its first line is '"
                                        + found.lines().findFirst().orElse("").strip() + "' where '" + due.strip()
                                        + "' is due. Write it anew from this model's data."
                                : "is no file of examples. Write one by ExampleFile.write()."));
            }
            long bytes = size - start;
            if (bytes == 0 || bytes % rowBytes != 0 || bytes / rowBytes > Integer.MAX_VALUE) {
                throw new IOException(
                        "'" + path + "' has " + bytes + " bytes of examples, which is no number of examples" + " of "
                                + rowBytes + " bytes from 1 to " + Integer.MAX_VALUE + ". Write it anew and whole.");
            }
            int count = (int) (bytes / rowBytes);
            int rows = Math.max(1, SEGMENT_BYTES / rowBytes);
            int segments = (count - 1) / rows + 1;
            FloatBuffer[] floats = new FloatBuffer[segments];
            IntBuffer[] ints = new IntBuffer[segments];
            for (int i = 0; i < segments; i++) {
                long from = (long) i * rows;
                ByteBuffer mapped = channel.map(
                                FileChannel.MapMode.READ_ONLY,
                                start + from * rowBytes,
                                Math.min(rows, count - from) * rowBytes)
                        .order(ByteOrder.LITTLE_ENDIAN);
                floats[i] = mapped.asFloatBuffer();
                ints[i] = mapped.asIntBuffer();
            }
            return new ExampleFile(path, signature, count, rows, floats, ints);
        } catch (NoSuchFileException e) {
            throw new IOException("'" + path + "' does not exist. Check the path.", e);
        }
    }

    /**
     * Writes a file of examples; it is the old one or the new one whatever happens.
     *
     * @param parts the examples, in parts that fit in memory, each made for the same model; asked for one after the other
     * @throws IllegalArgumentException if there is no part or one was made for other arguments
     * @throws IOException if the file cannot be written
     */
    public static void write(Path path, Iterable<Dataset> parts) throws IOException {
        Iterator<Dataset> all = parts.iterator();
        if (!all.hasNext()) {
            throw new IllegalArgumentException("There is no part to write. Pass at least one data set.");
        }
        AtomicFile.write(path, channel -> {
            Dataset part = all.next();
            List<Signature.Argument> arguments = part.signature().arguments();
            put(channel, ByteBuffer.wrap(header(part.signature()).getBytes(StandardCharsets.UTF_8)));
            while (true) {
                if (!part.signature().arguments().equals(arguments)) {
                    throw new IllegalArgumentException(
                            "A part was made for " + part
                                    + ", other arguments than those of the first. Write each model's data to a file of its own.");
                }
                write(channel, part);
                if (!all.hasNext()) {
                    return;
                }
                part = all.next();
            }
        });
    }

    private static void write(FileChannel channel, Dataset part) throws IOException {
        int row = rowFloats(part.signature());
        int rows = Math.max(1, BLOCK_BYTES / (Float.BYTES * row));
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(Float.BYTES * row, rows)).order(ByteOrder.LITTLE_ENDIAN);
        for (Batch batch : part.batches(rows)) {
            bytes.clear();
            for (int i = 0; i < batch.count(); i++) {
                for (int a = 0; a < batch.arguments(); a++) {
                    int size = part.signature().arguments().get(a).size();
                    if (batch.isFloats(a)) {
                        bytes.asFloatBuffer().put(batch.floats(a), i * size, size);
                    } else {
                        bytes.asIntBuffer().put(batch.ints(a), i * size, size);
                    }
                    bytes.position(bytes.position() + Float.BYTES * size);
                }
            }
            put(channel, bytes.flip());
        }
    }

    private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static String header(Signature signature) {
        String line = signature.arguments().stream()
                .map(argument -> argument.name() + " " + argument.size() + (argument.isInts() ? " i32" : " f32"))
                .collect(Collectors.joining(", ", "lanewise examples 1: ", ""));
        int bytes = line.getBytes(StandardCharsets.UTF_8).length + 1;
        return line + " ".repeat((64 - bytes % 64) % 64) + "\n";
    }

    private static int rowFloats(Signature signature) {
        int floats = 0;
        for (Signature.Argument argument : signature.arguments()) {
            floats = Math.addExact(floats, argument.size());
        }
        return floats;
    }

    /**
     * The same file shuffled in windows of another size.
     *
     * @param examples examples to be shuffled together, at least 1; 65,536 unless set. It takes 4 bytes of heap each.
     * @throws IllegalArgumentException if {@code examples} is below 1
     */
    public ExampleFile window(int examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("A window of " + examples + " examples. Pass at least 1.");
        }
        return new ExampleFile(path, signature, count, rowsOfSegment, floats, ints, examples);
    }

    @Override
    public Signature signature() {
        return signature;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Batches batches(int size) {
        return new FileBatches(this, size);
    }

    /** Examples that are shuffled together at most. */
    int window() {
        return Math.min(window, count);
    }

    /** Examples that stay together until their window is shuffled. */
    int block() {
        return Math.max(1, Math.min(window(), BLOCK_BYTES / (Float.BYTES * rowFloats)));
    }

    /** Copies an example to a place of a batch. */
    void read(int example, Batch into, int place) {
        int segment = example / rowsOfSegment;
        int at = example % rowsOfSegment * rowFloats;
        List<Signature.Argument> arguments = signature.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            Signature.Argument argument = arguments.get(i);
            int size = argument.size();
            if (argument.isInts()) {
                int[] labels = into.ints(i);
                ints[segment].get(at, labels, place * size, size);
                for (int j = place * size; j < (place + 1) * size; j++) {
                    if (!argument.isLabel(labels[j])) {
                        throw new IllegalArgumentException((argument.isClasses() ? "Label " : "Integer ") + labels[j]
                                + " of example " + example + " of '"
                                + argument.name() + "' in '" + path + "' is " + argument.refusal());
                    }
                }
            } else {
                floats[segment].get(at, into.floats(i), place * size, size);
                if (argument.isTarget()) {
                    check(argument, into.floats(i), place * size, size, example);
                }
            }
            at += size;
        }
    }

    private void check(Signature.Argument argument, float[] values, int at, int size, int example) {
        for (int i = at; i < at + size; i++) {
            if (!argument.kind().holds(values[i])) {
                throw new IllegalArgumentException(
                        "'" + argument.name() + "' is " + values[i] + " in example " + example + " of '" + path
                                + "', which is " + argument.kind().refusal());
            }
        }
    }

    @Override
    public String toString() {
        return path + ": " + count + " examples of " + signature.model();
    }
}
