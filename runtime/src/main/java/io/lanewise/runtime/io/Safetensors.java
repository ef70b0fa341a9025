package io.lanewise.runtime.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads and writes safetensors files: eight bytes of length, a JSON header, and the tensors' bytes one after the other.
 *
 * <p>A file is read without trust. Every rule of the format is checked before a number is read, and no memory is claimed on
 * the word of a header alone. Floats of all widths (F32, F64, F16, BF16) are read as {@code float}; F32 is written.
 */
public final class Safetensors {
    /** The format's limit on its header, in bytes. */
    private static final int LONGEST_HEADER = 100_000_000;

    private static final int CHUNK = 1 << 16;

    private Safetensors() {}

    /** One tensor's place; offsets are in bytes from the end of the header. */
    record Entry(String name, Dtype dtype, List<Integer> shape, long begin, long end) implements Comparable<Entry> {
        /** By place; a tensor without numbers comes before the one that begins there. */
        @Override
        public int compareTo(Entry other) {
            int order = Long.compare(begin, other.begin);
            return order == 0 ? Long.compare(end, other.end) : order;
        }
    }

    /** What a file says of itself before its numbers. */
    public static final class Header {
        private final Map<String, String> metadata;
        private final List<Entry> entries;
        private final Set<String> skipped = new HashSet<>();

        Header(Map<String, String> metadata, List<Entry> entries) {
            this.metadata = metadata;
            this.entries = entries;
        }

        /** Free text by name. */
        public Map<String, String> metadata() {
            return Map.copyOf(metadata);
        }

        /** The tensors' shapes by name, in the order of the file. */
        public Map<String, List<Integer>> shapes() {
            Map<String, List<Integer>> shapes = new LinkedHashMap<>();
            for (Entry entry : entries) {
                shapes.put(entry.name(), entry.shape());
            }
            return shapes;
        }

        /** Says that the numbers of this tensor are not wanted, whatever they are. */
        public void skip(String name) {
            skipped.add(name);
        }

        List<Entry> entries() {
            return entries;
        }

        long length() {
            return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).end();
        }
    }

    /**
     * Reads a file.
     *
     * @param accept looks at the header before any number is read, and throws if the file is not what is wanted
     * @return the tensors in the order of the file, without those that {@code accept} skips
     * @throws CheckpointException if the file cannot be read, breaks the format or holds other numbers than floats
     */
    public static List<StoredTensor> read(Path path, Consumer<Header> accept) {
        try (InputStream stream = Files.newInputStream(path)) {
            return read(stream, Files.size(path), accept);
        } catch (IOException e) {
            throw new CheckpointException(
                    "'" + path + "' cannot be read: " + missing(path, e) + ". Check the path and its rights.", e);
        } catch (FormatException e) {
            throw new CheckpointException(
                    "'" + path + "' is no valid safetensors file: " + e.getMessage()
                            + ". Use a file that was saved whole.",
                    e);
        } catch (CheckpointException e) {
            throw new CheckpointException("'" + path + "': " + e.getMessage(), e);
        }
    }

    /**
     * Reads a stream to its end and leaves it open.
     *
     * @param accept looks at the header before any number is read, and throws if the stream is not what is wanted
     * @return the tensors in the order of the stream
     * @throws CheckpointException if the stream cannot be read, breaks the format or holds other numbers than floats
     */
    public static List<StoredTensor> read(InputStream stream, Consumer<Header> accept) {
        try {
            return read(stream, Long.MAX_VALUE, accept);
        } catch (IOException e) {
            throw new CheckpointException("The stream of a checkpoint cannot be read: " + reason(e) + ".", e);
        } catch (FormatException e) {
            throw new CheckpointException(
                    "This stream is no valid safetensors file: " + e.getMessage() + ". Use one that was saved whole.",
                    e);
        }
    }

    /** Reads; {@code size} is the length of the whole where it is known, else above all lengths. */
    private static List<StoredTensor> read(InputStream stream, long size, Consumer<Header> accept)
            throws IOException, FormatException {
        byte[] prefix = stream.readNBytes(Long.BYTES);
        if (prefix.length < Long.BYTES) {
            throw new FormatException(
                    prefix.length == 0
                            ? "it is empty"
                            : "it has only " + prefix.length + " bytes, fewer than any such file; it is cut");
        }
        long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
        boolean sizeKnown = size != Long.MAX_VALUE;
        if (length < 0 || length > LONGEST_HEADER) {
            // What the bytes say as a number would only puzzle: those of a text are some 10^18.
            throw new FormatException((sizeKnown ? "of its " + size + " bytes the" : "its")
                    + " first 8 are not the length of a header, so it is a text or of another format");
        }
        byte[] text = stream.readNBytes((int) length); // claims memory only as bytes come
        if (text.length < length) {
            long found = Long.BYTES + (long) text.length;
            throw new FormatException(
                    text.length > 0 && text[0] != '{'
                            ? "it has " + found + " bytes and no header in them, so it is of another format"
                            : "it is cut: it ends within its header, after " + found
                                    + " bytes, where the header ends at " + (Long.BYTES + length));
        }
        Header header = HeaderReader.read(text);
        long whole = Long.BYTES + length + header.length();
        if (sizeKnown && size != whole) {
            throw new FormatException((size < whole ? "it is cut: it has " : "it has ") + size
                    + " bytes where its header asks for " + whole);
        }
        accept.accept(header);
        List<StoredTensor> tensors = new ArrayList<>();
        for (Entry entry : header.entries()) {
            if (header.skipped.contains(entry.name())) {
                skip(stream, entry);
            } else {
                tensors.add(new StoredTensor(entry.name(), entry.shape(), values(stream, entry, sizeKnown)));
            }
        }
        if (stream.read() >= 0) {
            throw new FormatException("it goes on after its last tensor");
        }
        return tensors;
    }

    private static void skip(InputStream stream, Entry entry) throws IOException, FormatException {
        try {
            stream.skipNBytes(entry.end() - entry.begin());
        } catch (EOFException e) {
            throw new FormatException("it ends within '" + entry.name() + "'");
        }
    }

    private static float[] values(InputStream stream, Entry entry, boolean sizeKnown)
            throws IOException, FormatException {
        if (!entry.dtype().isFloat()) {
            throw new CheckpointException("'" + entry.name() + "' is of type " + entry.dtype()
                    + ". Parameters are F32, F64, F16 or BF16; save it as one of these.");
        }
        int bytes = entry.dtype().bits() / 8;
        int count = (int) ((entry.end() - entry.begin()) / bytes);
        int step = CHUNK / bytes;
        // From a stream of unknown length memory grows with what has come, whatever the header says.
        float[] values = new float[sizeKnown ? count : Math.min(count, step)];
        byte[] chunk = new byte[(int) Math.min(CHUNK, entry.end() - entry.begin())];
        for (int at = 0; at < count; ) {
            int part = Math.min(step, count - at);
            if (stream.readNBytes(chunk, 0, part * bytes) < part * bytes) {
                throw new FormatException("it ends within '" + entry.name() + "'");
            }
            if (values.length < at + part) {
                values = Arrays.copyOf(values, (int) Math.min(count, Math.max(2L * values.length, at + part)));
            }
            entry.dtype().decode(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN), values, at, part);
            at += part;
        }
        return values;
    }

    /**
     * Writes a file as F32, sorted by name. The file is the old one or the new one whatever happens.
     *
     * @param path the file, whose folder exists
     * @param metadata free text by name
     * @throws CheckpointException if the file cannot be written; an old one is then as it was
     */
    public static void write(Path path, Map<String, String> metadata, List<StoredTensor> tensors) {
        HeaderWriter header = new HeaderWriter(metadata, tensors);
        byte[] text = header.bytes();
        if (text.length > LONGEST_HEADER) {
            throw new CheckpointException("The names and shapes of " + tensors.size() + " tensors take " + text.length
                    + " bytes, more than the format allows (" + LONGEST_HEADER + ").");
        }
        try {
            AtomicFile.write(path, channel -> {
                ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                buffer.putLong(text.length);
                drain(buffer, channel);
                for (ByteBuffer rest = ByteBuffer.wrap(text); rest.hasRemaining(); ) {
                    channel.write(rest);
                }
                for (StoredTensor tensor : header.sorted()) {
                    for (float value : tensor.values()) {
                        if (buffer.remaining() < Float.BYTES) {
                            drain(buffer, channel);
                        }
                        buffer.putFloat(value);
                    }
                }
                drain(buffer, channel);
            });
        } catch (IOException e) {
            throw new CheckpointException(
                    "'" + path + "' cannot be written: " + reason(e)
                            + ". Choose a file in a folder that exists and may be written to. Nothing was changed.",
                    e);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** The reason, which of a missing file may be its folder. */
    private static String missing(Path path, IOException e) {
        Path folder = path.toAbsolutePath().getParent();
        if (e instanceof NoSuchFileException && folder != null && Files.notExists(folder)) {
            return "the folder '" + folder + "' does not exist";
        }
        return reason(e);
    }

    /** The reason alone, without the path that most messages of the file system begin with. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
