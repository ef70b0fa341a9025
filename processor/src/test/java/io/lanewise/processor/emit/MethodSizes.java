package io.lanewise.processor.emit;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** Bytecodes of each method of a class file, read by its format (JVM specification, chapter 4). */
final class MethodSizes {
    private MethodSizes() {}

    /** Length of the code by name and descriptor; abstract methods have none. */
    static Map<String, Integer> of(byte[] classFile) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(classFile)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> read(DataInputStream in) throws IOException {
        if (in.readInt() != 0xCAFEBABE) {
            throw new IllegalArgumentException("Not a class file");
        }
        in.skipNBytes(4);
        String[] constants = constants(in);
        in.skipNBytes(6);
        in.skipNBytes(2L * in.readUnsignedShort());
        members(in, constants, new TreeMap<>());
        Map<String, Integer> sizes = new TreeMap<>();
        members(in, constants, sizes);
        return sizes;
    }

    /** Texts of the constant pool; all else of it is skipped. */
    private static String[] constants(DataInputStream in) throws IOException {
        String[] texts = new String[in.readUnsignedShort()];
        for (int i = 1; i < texts.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                default -> throw new IllegalArgumentException("No constant of kind " + tag);
            }
        }
        return texts;
    }

    private static void members(DataInputStream in, String[] constants, Map<String, Integer> sizes) throws IOException {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            in.skipNBytes(2);
            String name = constants[in.readUnsignedShort()] + constants[in.readUnsignedShort()];
            int attributes = in.readUnsignedShort();
            for (int j = 0; j < attributes; j++) {
                boolean code = "Code".equals(constants[in.readUnsignedShort()]);
                int length = in.readInt();
                if (code) {
                    in.skipNBytes(4);
                    sizes.put(name, in.readInt());
                    length -= 8;
                }
                in.skipNBytes(length);
            }
        }
    }
}
