package io.lanewise.runtime.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file and trusts none of it: only what the format allows passes, each name once, and the
 * tensors fill the data from its beginning without hole or overlap.
 */
final class HeaderReader {
    private final JsonCursor json;

    private HeaderReader(JsonCursor json) {
        this.json = json;
    }

    static Safetensors.Header read(byte[] bytes) throws FormatException {
        if (bytes.length == 0 || bytes[0] != '{') {
            throw new FormatException("its header does not begin with '{'");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FormatException("its header is not UTF-8");
        }
        return new HeaderReader(new JsonCursor(text)).header();
    }

    private Safetensors.Header header() throws FormatException {
        Map<String, String> metadata = Map.of();
        List<Safetensors.Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (boolean more = json.open('{', '}'); more; more = json.next('}')) {
            String name = json.key(names);
            if (name.equals("__metadata__")) {
                metadata = metadata();
            } else {
                entries.add(entry(name));
            }
        }
        json.end();
        Collections.sort(entries);
        long end = 0;
        for (Safetensors.Entry entry : entries) {
            if (entry.begin() != end) {
                throw new FormatException("'" + entry.name() + "' begins at byte " + entry.begin()
                        + " of the data where " + end + " is due");
            }
            end = entry.end();
        }
        return new Safetensors.Header(metadata, entries);
    }

    private Map<String, String> metadata() throws FormatException {
        Map<String, String> metadata = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (boolean more = json.open('{', '}'); more; more = json.next('}')) {
            String key = json.key(names);
            metadata.put(key, json.string());
        }
        return metadata;
    }

    private Safetensors.Entry entry(String name) throws FormatException {
        @Nullable Dtype dtype = null;
        @Nullable List<Long> shape = null;
        @Nullable List<Long> offsets = null;
        Set<String> names = new HashSet<>();
        for (boolean more = json.open('{', '}'); more; more = json.next('}')) {
            String key = json.key(names);
            switch (key) {
                case "dtype" -> {
                    String type = json.string();
                    dtype = Dtype.named(type);
                    if (dtype == null) {
                        throw new FormatException("'" + name + "' has the unknown type '" + type + "'");
                    }
                }
                case "shape" -> shape = numbers();
                case "data_offsets" -> offsets = numbers();
                default -> throw new FormatException("'" + name + "' has the unknown entry '" + key + "'");
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw new FormatException("'" + name + "' lacks its type, its shape or its two offsets");
        }
        return checked(name, dtype, shape, offsets.get(0), offsets.get(1));
    }

    private static Safetensors.Entry checked(String name, Dtype dtype, List<Long> shape, long begin, long end)
            throws FormatException {
        long count = 1;
        long bits;
        List<Integer> axes = new ArrayList<>();
        try {
            for (long axis : shape) {
                axes.add(Math.toIntExact(axis));
                count = Math.multiplyExact(count, axis);
            }
            bits = Math.multiplyExact(Math.toIntExact(count), (long) dtype.bits());
        } catch (ArithmeticException e) {
            throw new FormatException("'" + name + "' of shape " + shape + " has more numbers than an array can hold");
        }
        if (bits % 8 != 0 || end < begin || end - begin != bits / 8) {
            throw new FormatException("'" + name + "' of type " + dtype + " and shape " + shape
                    + " is given the bytes from " + begin + " to " + end);
        }
        return new Safetensors.Entry(name, dtype, List.copyOf(axes), begin, end);
    }

    private List<Long> numbers() throws FormatException {
        List<Long> numbers = new ArrayList<>();
        for (boolean more = json.open('[', ']'); more; more = json.next(']')) {
            numbers.add(json.number());
        }
        return numbers;
    }
}
