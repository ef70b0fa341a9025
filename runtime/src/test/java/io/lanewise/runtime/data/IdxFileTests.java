package io.lanewise.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTests {
    /** Two images of 2×3. */
    private static final byte[] IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 127, -128, -1, 10, 11, 12, 13, 14, 15
    };

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("some-idx"), bytes);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void bytesAreUnsignedPackedOrNot() throws IOException {
        for (byte[] bytes : new byte[][] {IMAGES, packed(IMAGES)}) {
            IdxFile images = IdxFile.read(file(bytes));
            assertArrayEquals(new int[] {2, 2, 3}, images.shape());
            assertEquals(2, images.count());
            assertArrayEquals(new float[] {0, 1, 2, 127, 128, 255, 10, 11, 12, 13, 14, 15}, images.floats());
            assertArrayEquals(new int[] {0, 1, 2, 127, 128, 255, 10, 11, 12, 13, 14, 15}, images.ints());
            assertEquals(128 * (1 / 255f), images.floats(1 / 255f)[4]);
        }
    }

    @Test
    void everyTypeIsReadBigEndian() throws IOException {
        assertArrayEquals(
                new float[] {-2}, IdxFile.read(file(typed(9, new byte[] {-2}))).floats());
        assertArrayEquals(
                new int[] {-255},
                IdxFile.read(file(typed(11, new byte[] {-1, 1}))).ints());
        assertArrayEquals(
                new int[] {-123456789},
                IdxFile.read(file(typed(12, bytes(4).putInt(-123456789)))).ints());
        assertArrayEquals(
                new float[] {-1.5e-7f},
                IdxFile.read(file(typed(13, bytes(4).putFloat(-1.5e-7f)))).floats());
        assertArrayEquals(
                new float[] {(float) Math.PI},
                IdxFile.read(file(typed(14, bytes(8).putDouble(Math.PI)))).floats());
        IdxFile fractions = IdxFile.read(file(typed(13, bytes(4).putFloat(1))));
        assertTrue(assertThrows(IllegalStateException.class, () -> fractions.ints())
                .getMessage()
                .contains("holds numbers of type FLOAT, which are no class labels. Read it by floats()."));
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    private static byte[] typed(int type, ByteBuffer number) {
        return typed(type, number.array());
    }

    private static byte[] typed(int type, byte[] number) {
        return ByteBuffer.allocate(8 + number.length)
                .put(new byte[] {0, 0, (byte) type, 1, 0, 0, 0, 1})
                .put(number)
                .array();
    }

    @Test
    void filesThatAreNotWholeAreRefusedWithWhatIsWrong() throws IOException {
        assertRefused(
                "it is cut: the shape [2, 2, 3] of its header takes 12 bytes but 11 follow",
                Arrays.copyOf(IMAGES, IMAGES.length - 1));
        assertRefused("it goes on behind the 12 bytes", Arrays.copyOf(IMAGES, IMAGES.length + 1));
        assertRefused("it is cut within its header", Arrays.copyOf(IMAGES, 15));
        assertRefused("its first bytes are 61 2c 62 0a where", "a,b\n1,2\n".getBytes());
        assertRefused("its first bytes are  where", new byte[0]);
        assertRefused("its first bytes are 00 00 0a 01 where", typed(10, new byte[4]));
        assertRefused("more than an array can hold", new byte[] {0, 0, 8, 2, 0x7f, -1, -1, -1, 0x7f, -1, -1, -1});
        assertRefused("more than an array can hold", new byte[] {0, 0, 8, 1, -1, 0, 0, 0});
        byte[] packed = packed(IMAGES);
        assertRefused("its gzip packing is cut or damaged", Arrays.copyOf(packed, packed.length - 9));
        packed[packed.length - 6] ^= 1;
        assertRefused("its gzip packing is cut or damaged", packed);
        String message = assertThrows(IOException.class, () -> IdxFile.read(folder.resolve("none")))
                .getMessage();
        assertTrue(message.endsWith("none' does not exist. Check the folder and the name of the file."), message);
    }

    private void assertRefused(String text, byte[] bytes) throws IOException {
        Path file = file(bytes);
        String message =
                assertThrows(IOException.class, () -> IdxFile.read(file)).getMessage();
        assertTrue(message.contains("some-idx' is no whole IDX file: ") && message.contains(text), message);
    }
}
