package io.lanewise.runtime.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTests {
    private static final String GOOD = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[8,12]}}";

    @TempDir
    Path folder;

    private static byte[] file(String header, int data) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }

    private static List<StoredTensor> read(byte[] bytes) {
        return Safetensors.read(new ByteArrayInputStream(bytes), header -> {});
    }

    /** Refused from a stream and from a file, both for this reason. */
    private void refused(String reason, byte[] bytes) throws Exception {
        CheckpointException streamed = assertThrows(CheckpointException.class, () -> read(bytes));
        assertTrue(streamed.getMessage().contains(reason), streamed.getMessage());
        Path path = folder.resolve("x.safetensors");
        Files.write(path, bytes);
        CheckpointException file = assertThrows(CheckpointException.class, () -> Safetensors.read(path, header -> {}));
        assertTrue(file.getMessage().contains("x.safetensors"), file.getMessage());
    }

    @Test
    void everyFloatComesBackBitForBit() {
        float[] special = {
            0f, -0f, 1f, Float.MIN_VALUE, -Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NaN, (float) Math.PI
        };
        float[] many = new float[100_003];
        Random random = new Random(1);
        for (int i = 0; i < many.length; i++) {
            many[i] = Float.intBitsToFloat(random.nextInt() & 0xff7fffff);
        }
        Path path = folder.resolve("model.safetensors");
        Map<String, String> metadata = Map.of("quote\"d", "line\nbreak \\ \u00e9 \ud83d\ude00");
        Safetensors.write(
                path,
                metadata,
                List.of(
                        new StoredTensor("z", List.of(2, 4), special),
                        new StoredTensor("many", List.of(many.length), many),
                        new StoredTensor("none", List.of(0, 3), new float[0]),
                        new StoredTensor("scalar \"x\"", List.of(), new float[] {7})));
        List<StoredTensor> back = Safetensors.read(path, header -> {
            assertEquals(metadata, header.metadata());
            assertEquals(
                    List.of("many", "none", "scalar \"x\"", "z"),
                    new ArrayList<>(header.shapes().keySet()));
        });
        assertArrayEquals(bits(many), bits(back.get(0).values()));
        assertEquals(List.of(0, 3), back.get(1).shape());
        assertArrayEquals(new float[] {7}, back.get(2).values());
        assertArrayEquals(bits(special), bits(back.get(3).values()));
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    @Test
    void numbersBeginAtAMultipleOfEight() throws Exception {
        for (String name : List.of("a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh")) {
            Path path = folder.resolve(name);
            Safetensors.write(path, Map.of(), List.of(new StoredTensor(name, List.of(1), new float[] {1})));
            byte[] bytes = Files.readAllBytes(path);
            assertEquals(0, (bytes.length - 4) % 8);
            assertEquals(
                    1f, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat(bytes.length - 4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 3c00, 1", "F16, c100, -2.5", "F16, 0001, 5.9604645E-8", "F16, 83ff, -6.097555E-5", "F16, 7bff, 65504",
        "F16, fc00, -Infinity", "F16, 7e00, NaN", "BF16, 3f80, 1", "BF16, c020, -2.5", "BF16, 7f80, Infinity",
        "F64, 3ff0000000000000, 1", "F64, 3fb999999999999a, 0.1", "F32, 3dcccccd, 0.1"
    })
    void otherFloatsAreReadAsFloat(String type, String hex, float value) {
        int bytes = hex.length() / 2;
        byte[] file =
                file("{\"a\":{\"dtype\":\"" + type + "\",\"shape\":[1],\"data_offsets\":[0," + bytes + "]}}", bytes);
        long bits = Long.parseUnsignedLong(hex, 16);
        for (int i = 0; i < bytes; i++) {
            file[file.length - bytes + i] = (byte) (bits >>> 8 * i);
        }
        assertEquals(value, read(file).get(0).values()[0]);
    }

    @Test
    void whatTheFormatAllowsPasses() {
        assertEquals(2, read(file(GOOD, 12)).size());
        assertEquals(2, read(file(GOOD + "   ", 12)).size());
        assertEquals(0, read(file("{}", 0)).size());
        String spaced =
                "{ \"b\" : {\"data_offsets\":[ 0 , 4 ],\"shape\": [1],\n\"dtype\":\"F32\"} , \"__metadata__\":{} }";
        assertEquals(1, read(file(spaced, 4)).size());
    }

    @Test
    void whatBreaksTheFormatIsRefused() throws Exception {
        refused("only 3 bytes", new byte[3]);
        refused("is empty", new byte[0]);
        refused(
                "ends within its header, after 40 bytes, where the header ends at " + file(GOOD, 0).length,
                Arrays.copyOf(file(GOOD, 0), 40));
        refused("does not begin with '{'", file(" " + GOOD, 12));
        refused("does not begin with '{'", file("", 0));
        refused("ends too early", file("{", 0));
        refused("ends within 'b'", file(GOOD, 11));
        refused("goes on after its last tensor", file(GOOD, 13));
        refused("unexpected character", file(GOOD + "x", 12));
        refused("'a' twice", file(GOOD.replace("\"b\"", "\"a\""), 12));
        refused("'a' twice", file(GOOD.replace("\"b\"", "\"\\u0061\""), 12));
        refused("'dtype' twice", file(GOOD.replace("\"shape\":[]", "\"dtype\":\"F32\""), 12));
        refused("unknown type 'F31'", file(GOOD.replace("F32", "F31"), 12));
        refused("unknown entry 'more'", file(GOOD.replace("\"shape\":[2]", "\"more\":[2]"), 12));
        refused("lacks", file("{\"a\":{}}", 0));
        refused("lacks", file(GOOD.replace("[8,12]", "[8]"), 12));
        refused("bytes from 0 to 4", file(GOOD.replace("[0,8]", "[0,4]"), 12));
        refused("bytes from 8 to 0", file(GOOD.replace("[0,8]", "[8,0]"), 12));
        refused("begins at byte 9", file(GOOD.replace("[8,12]", "[9,13]"), 13));
        refused("begins at byte 4", file(GOOD.replace("[8,12]", "[4,8]"), 8));
        refused("unexpected character", file(GOOD.replace("[2]", "[-2]"), 12));
        refused("unexpected character", file(GOOD.replace("[2]", "[2.0]"), 12));
        refused("unexpected character", file(GOOD.replace("[2]", "[02]"), 12));
        refused("unexpected character", file(GOOD.replace("[2]", "[2,]"), 12));
        refused("unexpected character", file(GOOD.replace("[2]", "[1000000000000000000]"), 12));
        refused("more numbers than", file(GOOD.replace("[2]", "[2000000000,2000000000,2000000000]"), 12));
        refused("unexpected character", file("{\"__metadata__\":{\"a\":1}}", 0));
        refused("unexpected character", file("{\"a\nb\":{}}", 0));
        refused("unexpected character", file("{\"\\x\":{}}", 0));
        byte[] latin = file(GOOD, 12);
        latin[10] = (byte) 0xe9;
        refused("not UTF-8", latin);
        refused("I32", file(GOOD.replace("F32", "I32"), 12));
    }

    @Test
    void aFileThatIsCutOrNoneSaysHowLongItIs() throws Exception {
        byte[] whole = file(GOOD, 12);
        int header = whole.length - 12;
        refusedFile(
                "it is cut: it ends within its header, after 40 bytes, where the header ends at " + header,
                Arrays.copyOf(whole, 40));
        refusedFile(
                "it is cut: it ends within its header, after 8 bytes, where the header ends at " + header,
                Arrays.copyOf(whole, 8));
        refusedFile(
                "it is cut: it has " + (header + 5) + " bytes where its header asks for " + whole.length,
                Arrays.copyOf(whole, header + 5));
        refusedFile("it has " + (whole.length + 1) + " bytes where", Arrays.copyOf(whole, whole.length + 1));
        refusedFile("it has only 7 bytes, fewer than any such file; it is cut", Arrays.copyOf(whole, 7));
        refusedFile("it is empty", new byte[0]);
        refusedFile(
                "of its 26 bytes the first 8 are not the length of a header, so it is a text or of another format",
                "These are notes, no model.".getBytes(StandardCharsets.UTF_8));
        byte[] other = Arrays.copyOf(whole, 40);
        other[8] = 'P';
        refusedFile("it has 40 bytes and no header in them, so it is of another format", other);
    }

    private void refusedFile(String reason, byte[] bytes) throws Exception {
        Path path = folder.resolve("y.safetensors");
        Files.write(path, bytes);
        String message = assertThrows(CheckpointException.class, () -> Safetensors.read(path, header -> {}))
                .getMessage();
        assertTrue(message.contains("'" + path + "' is no valid safetensors file: " + reason), message);
    }

    @Test
    void aMissingFolderIsSaidToBeMissing() throws Exception {
        Path missing = folder.resolve("missing");
        Path file = missing.resolve("model.safetensors");
        List<StoredTensor> tensors = List.of(new StoredTensor("a", List.of(1), new float[] {1}));
        String written = assertThrows(CheckpointException.class, () -> Safetensors.write(file, Map.of(), tensors))
                .getMessage();
        assertTrue(written.contains("cannot be written: the folder '" + missing + "' does not exist."), written);
        String read = assertThrows(CheckpointException.class, () -> Safetensors.read(file, header -> {}))
                .getMessage();
        assertTrue(read.contains("cannot be read: the folder '" + missing + "' does not exist."), read);
        Files.writeString(missing, "");
        String within = assertThrows(CheckpointException.class, () -> Safetensors.write(file, Map.of(), tensors))
                .getMessage();
        assertTrue(within.contains("'" + missing + "' is a file, no folder"), within);
        String absent = assertThrows(
                        CheckpointException.class, () -> Safetensors.read(folder.resolve("absent"), header -> {}))
                .getMessage();
        assertTrue(absent.contains("cannot be read: there is no such file."), absent);
    }

    /** A header that promises gigabytes claims no memory for them. */
    @Test
    void nothingIsClaimedOnTheWordOfAHeader() throws Exception {
        refused(
                "its first 8 are not the length of a header",
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(100_000_001)
                        .array());
        refused(
                "its first 8 are not the length of a header",
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(-1)
                        .array());
        byte[] promise =
                file("{\"a\":{\"dtype\":\"F32\",\"shape\":[2000000000],\"data_offsets\":[0,8000000000]}}", 100);
        refused("ends within 'a'", promise);
    }

    @Test
    void aFileCutAnywhereIsRefused() {
        byte[] bytes = file(GOOD, 12);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(CheckpointException.class, () -> read(cut));
        }
    }

    /** Whatever bytes change, the answer is tensors or a {@link CheckpointException}, never another failure. */
    @Test
    void damageNeverCausesAnotherFailure() {
        Random random = new Random(11);
        byte[] good = file(GOOD, 12);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int at = random.nextInt(8) == 0 ? random.nextInt(8) : 8 + random.nextInt(damaged.length - 8);
                damaged[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : good[8 + random.nextInt(good.length - 8)];
            }
            try {
                read(damaged);
            } catch (CheckpointException expected) {
                refused++;
            } catch (RuntimeException e) {
                fail("round " + round, e);
            }
        }
        assertTrue(refused > 10_000, () -> "most damage is noticed");
    }
}
