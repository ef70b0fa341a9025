package io.lanewise.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.generated.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFileTests {
    @TempDir
    private Path folder;

    private ExampleFile file(int count) throws IOException {
        Path path = folder.resolve("examples" + count);
        Dataset data = DatasetTests.data(count);
        // In two parts of different length.
        int cut = Math.max(1, count / 3);
        List<Dataset> parts = count == 1 ? List.of(data) : List.of(range(data, 0, cut), range(data, cut, count));
        ExampleFile.write(path, parts);
        return ExampleFile.open(path, data.signature());
    }

    private static Dataset range(Dataset data, int from, int to) {
        int[] rows = new int[to - from];
        Arrays.setAll(rows, i -> from + i);
        return data.subset(rows);
    }

    private static List<Float> order(Batches batches) {
        List<Float> sizes = new ArrayList<>();
        for (Batch batch : batches) {
            for (int i = 0; i < batch.count(); i++) {
                float size = batch.floats(2)[i];
                assertEquals(2 * size, batch.floats(0)[2 * i]);
                assertEquals(2 * size + 1, batch.floats(0)[2 * i + 1]);
                assertEquals(size % 5 == 4 ? 0 : (int) size % 3, batch.ints(1)[i]);
                sizes.add(size);
            }
        }
        return sizes;
    }

    @Test
    void holdsWhatWasWrittenInItsOrder() throws IOException {
        for (int count : new int[] {1, 7, 100}) {
            List<Float> found = order(file(count).batches(8));
            assertEquals(order(DatasetTests.data(count).batches(3)), found);
        }
    }

    @Test
    void eachExampleComesOnceAnEpochWhateverTheWindow() throws IOException {
        ExampleFile file = file(5003);
        List<Float> straight = order(file.batches(64));
        for (int window : new int[] {1, 7, 64, 1000, 5002, 5003, 100_000}) {
            Batches batches = file.window(window).batches(64);
            List<Float> first = order(batches.shuffled(3, 1));
            assertEquals(first, order(batches.shuffled(3, 1)));
            assertEquals(first, order(file.window(window).batches(500).shuffled(3, 1)));
            List<Float> second = order(batches.shuffled(3, 2));
            assertFalse(first.equals(second));
            assertFalse(first.equals(straight));
            for (List<Float> order : List.of(first, second)) {
                List<Float> sorted = new ArrayList<>(order);
                Collections.sort(sorted);
                assertEquals(straight, sorted);
            }
        }
    }

    @Test
    void windowOfTheWholeFileMixesAllOfIt() throws IOException {
        ExampleFile file = file(2000);
        List<Float> order = order(file.batches(100).shuffled(3, 1));
        double distance = 0;
        for (int i = 0; i < order.size(); i++) {
            distance += Math.abs(order.get(i) - i);
        }
        // The mean distance of two random places is a third; its standard deviation over 2,000 is below 1 % of that.
        assertEquals(2000 / 3.0, distance / 2000, 0.05 * 2000);
    }

    @Test
    void epochCanBeTakenUpWithinAWindow() throws IOException {
        ExampleFile file = file(503).window(100);
        Batches batches = file.batches(16).shuffled(3, 1);
        List<Float> whole = order(batches);
        Iterator<Batch> rest = file.batches(16).shuffled(3, 1).from(17);
        assertEquals(whole.get(17 * 16), rest.next().floats(2)[0]);
        assertThrows(IllegalArgumentException.class, () -> batches.from(33));
        assertFalse(batches.from(32).hasNext());
    }

    @Test
    void prefetchedBatchesAreTheSameInTheSameOrder() throws IOException {
        ExampleFile file = file(503).window(100);
        List<Float> expected = order(file.batches(16).shuffled(3, 1));
        for (int ahead : new int[] {1, 2, 5, 1000}) {
            try (Prefetch batches = file.batches(16).prefetch(ahead)) {
                for (int round = 0; round < 20; round++) {
                    assertEquals(expected, order(batches.shuffled(3, 1)));
                }
            }
        }
    }

    @Test
    void prefetchEndsItsThreadWhenALoopIsLeft() throws IOException {
        Prefetch batches = file(503).batches(16).prefetch(2);
        Iterator<Batch> left = batches.iterator();
        left.next();
        assertEquals(1, readers());
        Iterator<Batch> next = batches.iterator();
        next.next();
        assertEquals(1, readers());
        assertThrows(IllegalStateException.class, left::next);
        batches.close();
        assertEquals(0, readers());
        assertThrows(IllegalStateException.class, next::next);
        assertEquals(503, order(batches).size());
        batches.close();
        assertThrows(IllegalArgumentException.class, () -> batches.prefetch(0));
    }

    private static long readers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lanewise-prefetch"))
                .count();
    }

    @Test
    void whatFailsWhileReadingAheadIsThrownAtItsBatch() throws IOException {
        ExampleFile good = file(100);
        byte[] bytes = Files.readAllBytes(folder.resolve("examples100"));
        int header = bytes.length - 100 * 16;
        bytes[header + 70 * 16 + 8] = 9; // the label of example 70
        Path path = Files.write(folder.resolve("wrong"), bytes);
        ExampleFile file = ExampleFile.open(path, good.signature());
        try (Prefetch batches = file.batches(16).prefetch(3)) {
            Iterator<Batch> all = batches.iterator();
            for (int i = 0; i < 4; i++) {
                all.next();
            }
            for (int again = 0; again < 2; again++) {
                String message =
                        assertThrows(IllegalArgumentException.class, all::next).getMessage();
                assertTrue(message.startsWith("Label 9 of example 70 of 'kind' in '"), message);
            }
        }
        assertEquals(0, readers());
    }

    @Test
    void probabilitiesOutOfRangeAreRefusedAsTheyAreRead() throws IOException {
        Signature signature = Signature.builder("Share")
                .input("x", 1)
                .probabilities("p")
                .length(0)
                .build();
        Path path = folder.resolve("shares");
        ExampleFile.write(path, List.of(Dataset.of(signature, new float[] {1, 2}, new float[] {0, 1})));
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 1] = 0x41; // 1 becomes 16
        Files.write(path, bytes);
        ExampleFile file = ExampleFile.open(path, signature);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> file.batches(2).iterator().next())
                .getMessage();
        assertTrue(message.startsWith("'p' is 16.0 in example 1 of '"), message);
    }

    @Test
    void firstLineIsAsDocumented() throws IOException {
        file(7);
        byte[] bytes = Files.readAllBytes(folder.resolve("examples7"));
        String text = new String(bytes, 0, 64, StandardCharsets.US_ASCII);
        assertEquals("lanewise examples 1: image 2 f32, kind 1 i32, size 1 f32", text.strip());
        assertEquals('\n', bytes[63]);
        assertEquals(64 + 7 * 16, bytes.length);
    }

    @Test
    void filesThatAreNotWholeAreRefused() throws IOException {
        ExampleFile file = file(7);
        Path path = folder.resolve("examples7");
        byte[] bytes = Files.readAllBytes(path);
        assertRefused(
                "has 111 bytes of examples, which is no number of examples of 16 bytes",
                file,
                Arrays.copyOf(bytes, bytes.length - 1));
        assertRefused("has 0 bytes of examples", file, Arrays.copyOf(bytes, 64));
        assertRefused("is no file of examples", file, Arrays.copyOf(bytes, 10));
        assertRefused("is no file of examples", file, "a,b\n1,2\n".repeat(20).getBytes());
        Signature other = Signature.builder("Other").input("image", 3).length(0).build();
        String message = assertThrows(IOException.class, () -> ExampleFile.open(path, other))
                .getMessage();
        assertTrue(
                message.contains(
                        "was made for other arguments. Its first line is 'lanewise examples 1: image 2 f32, kind"
                                + " 1 i32, size 1 f32' where 'lanewise examples 1: image 3 f32' is due"),
                message);
        message = assertThrows(IOException.class, () -> ExampleFile.open(folder.resolve("none"), other))
                .getMessage();
        assertTrue(message.endsWith("none' does not exist. Check the path."), message);
        assertThrows(IllegalArgumentException.class, () -> file.window(0));
        assertThrows(IllegalArgumentException.class, () -> ExampleFile.write(path, List.of()));
        Dataset stranger = Dataset.of(other, new float[3]);
        assertThrows(
                IllegalArgumentException.class, () -> ExampleFile.write(path, List.of(DatasetTests.data(3), stranger)));
        assertArrayEquals(bytes, Files.readAllBytes(path));
    }

    private void assertRefused(String text, ExampleFile like, byte[] bytes) throws IOException {
        Path path = Files.write(folder.resolve("broken"), bytes);
        String message = assertThrows(IOException.class, () -> ExampleFile.open(path, like.signature()))
                .getMessage();
        assertTrue(message.contains(text), message);
    }
}
