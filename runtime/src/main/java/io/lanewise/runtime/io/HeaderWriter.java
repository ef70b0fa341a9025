package io.lanewise.runtime.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Writes the header of a safetensors file: sorted by name, padded by blanks so that the numbers begin at a multiple of 8. */
final class HeaderWriter {
    private final List<StoredTensor> sorted;
    private final StringBuilder text = new StringBuilder("{");

    HeaderWriter(Map<String, String> metadata, List<StoredTensor> tensors) {
        this.sorted = new ArrayList<>(tensors);
        sorted.sort(Comparator.comparing(StoredTensor::name));
        string("__metadata__").append(":{");
        String comma = "";
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            text.append(comma);
            string(entry.getKey()).append(':');
            string(entry.getValue());
            comma = ",";
        }
        text.append('}');
        long begin = 0;
        for (StoredTensor tensor : sorted) {
            long end = begin + (long) Float.BYTES * tensor.values().length;
            text.append(',');
            string(tensor.name()).append(":{\"dtype\":\"F32\",\"shape\":[");
            comma = "";
            for (int axis : tensor.shape()) {
                text.append(comma).append(axis);
                comma = ",";
            }
            text.append("],\"data_offsets\":[")
                    .append(begin)
                    .append(',')
                    .append(end)
                    .append("]}");
            begin = end;
        }
        text.append('}');
    }

    /** The tensors in the order of the file. */
    List<StoredTensor> sorted() {
        return sorted;
    }

    byte[] bytes() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int length = (bytes.length + 7) / 8 * 8;
        byte[] padded = new byte[length];
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        Arrays.fill(padded, bytes.length, length, (byte) ' ');
        return padded;
    }

    private StringBuilder string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        return text.append('"');
    }
}
