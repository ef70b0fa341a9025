package io.lanewise.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.runtime.generated.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetTests {
    private static final Signature SIGNATURE = Signature.builder("Shapes")
            .input("image", 2, 1)
            .classes("kind", 3)
            .target("size")
            .length(0)
            .build();

    /** Example i is (2i, 2i + 1), class i % 3 but for a surplus of class 0, size i. */
    static Dataset data(int count) {
        float[] images = new float[2 * count];
        int[] kinds = new int[count];
        float[] sizes = new float[count];
        for (int i = 0; i < count; i++) {
            images[2 * i] = 2 * i;
            images[2 * i + 1] = 2 * i + 1;
            kinds[i] = i % 5 == 4 ? 0 : i % 3;
            sizes[i] = i;
        }
        return Dataset.of(SIGNATURE, images, kinds, sizes);
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        assertRefused("takes 3 arrays ('image', 'kind', 'size') but was given 1", new float[2]);
        assertRefused("The data is empty: 'image'", new float[0], new int[0], new float[0]);
        assertRefused(
                "'image' has 3 numbers, which is no whole number of examples of 2",
                new float[3],
                new int[1],
                new float[1]);
        assertRefused("'image' has 2 examples but 'kind' has 3", new float[4], new int[3], new float[2]);
        assertRefused("'image' has 2 examples but 'size' has 1", new float[4], new int[2], new float[1]);
        assertRefused("'kind' is a float[]. Pass an int[]", new float[4], new float[2], new float[2]);
        assertRefused("'image' is a int[]. Pass a float[]", new int[4], new int[2], new float[2]);
        assertRefused("Label 3 at index 1 of 'kind'", new float[4], new int[] {0, 3}, new float[2]);
        assertRefused("Label -1 at index 0 of 'kind'", new float[4], new int[] {-1, 2}, new float[2]);
    }

    @Test
    void examplesWithoutArraysAreCounted() {
        Signature signature = Signature.builder("Surface").length(0).build();
        assertEquals(3, Dataset.ofCount(signature, 3).count());
        assertEquals(
                "Surface takes no arrays, which would say how many examples there are. Pass their number:"
                        + " SurfaceModel.data(count), or Dataset.ofCount().",
                assertThrows(IllegalArgumentException.class, () -> Dataset.of(signature))
                        .getMessage());
    }

    @Test
    void weightsAndSignsOutOfRangeAreRefused() {
        Signature signature = Signature.builder("Sides")
                .input("x", 2)
                .signs("side")
                .weights("sideWeights")
                .length(0)
                .build();
        assertTrue(signature.arguments().get(2).isWeights());
        float[] x = new float[4];
        assertEquals(
                2,
                Dataset.of(signature, x, new float[] {1, -1}, new float[] {0, 2.5f})
                        .count());
        assertEquals(
                "'side' is 0.0 at index 1 (example 1), which is neither -1 nor 1. Pass -1 and 1 as targets of a hinge loss,"
                        + " where others have 0 and 1.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dataset.of(signature, x, new float[] {1, 0}, new float[2]))
                        .getMessage());
        assertEquals(
                "'sideWeights' is -1.0 at index 0 (example 0), which is no finite number of at least 0. Pass such numbers.",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dataset.of(signature, x, new float[] {1, 1}, new float[] {-1, 1}))
                        .getMessage());
    }

    @Test
    void probabilitiesOutOfRangeAreRefused() {
        Signature signature = Signature.builder("Mixture")
                .input("image", 2)
                .probabilities("share", 2)
                .target("size")
                .length(0)
                .build();
        assertTrue(signature.arguments().get(1).isTarget());
        float[] sizes = {-7, 9};
        assertEquals(
                2,
                Dataset.of(signature, new float[4], new float[] {0, 1, 1, 0}, sizes)
                        .count());
        for (float wrong : new float[] {1.0000001f, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] shares = {0, 1, wrong, 0};
            String message = assertThrows(
                            IllegalArgumentException.class, () -> Dataset.of(signature, new float[4], shares, sizes))
                    .getMessage();
            assertTrue(message.contains("'share' is " + wrong + " at index 2 (example 1)"), message);
        }
    }

    @Test
    void nullIsRefused() {
        float[] images = {1, 2};
        Object[] arrays = {images, null, new float[1]};
        String message = assertThrows(IllegalArgumentException.class, () -> Dataset.of(SIGNATURE, arrays))
                .getMessage();
        assertTrue(message.contains("'kind' is null"), message);
    }

    private static void assertRefused(String text, Object... arrays) {
        String message = assertThrows(IllegalArgumentException.class, () -> Dataset.of(SIGNATURE, arrays))
                .getMessage();
        assertTrue(message.contains(text), message);
    }

    @Test
    void subsetsKeepTheirExamplesTogether() {
        Dataset subset = data(6).subset(4, 0, 4).subset(0, 1);
        assertEquals(2, subset.count());
        assertArrayEquals(new float[] {8, 9, 0, 1}, subset.floats("image"));
        assertArrayEquals(new float[] {4, 0}, subset.floats("size"));
        assertArrayEquals(new int[] {0, 0}, subset.ints("kind"));
        String message = assertThrows(IllegalArgumentException.class, () -> subset.subset(2))
                .getMessage();
        assertTrue(message.contains("Example 2 of a data set of 2"), message);
        assertThrows(IllegalArgumentException.class, () -> subset.subset());
        assertThrows(IllegalArgumentException.class, () -> subset.subset(-1));
    }

    @Test
    void argumentsAreReadByName() {
        Dataset data = data(3);
        String unknown = assertThrows(IllegalArgumentException.class, () -> data.floats("kinds"))
                .getMessage();
        assertTrue(unknown.contains("no argument 'kinds'. It has 'image', 'kind', 'size'"), unknown);
        assertThrows(IllegalArgumentException.class, () -> data.floats("kind"));
        assertThrows(IllegalArgumentException.class, () -> data.ints("image"));
    }

    @Test
    void splitsShareNoExampleAndLoseNone() {
        Dataset data = data(53);
        for (Split split : List.of(data.split(0.25, 7), data.stratifiedSplit(0.25, 7))) {
            assertEquals(13, split.test().count());
            assertEquals(40, split.train().count());
            Set<Float> seen = new HashSet<>();
            for (Dataset part : List.of(split.train(), split.test())) {
                float[] sizes = part.floats("size");
                float[] images = part.floats("image");
                for (int i = 0; i < sizes.length; i++) {
                    assertTrue(seen.add(sizes[i]), "twice: " + sizes[i]);
                    assertEquals(2 * sizes[i], images[2 * i]);
                }
            }
            assertEquals(53, seen.size());
        }
    }

    @Test
    void splitsAreAFunctionOfTheSeed() {
        Dataset data = data(100);
        assertArrayEquals(
                data.split(0.2, 7).test().floats("size"),
                data.split(0.2, 7).test().floats("size"));
        assertFalse(Arrays.equals(
                data.split(0.2, 7).test().floats("size"),
                data.split(0.2, 8).test().floats("size")));
    }

    @Test
    void stratifiedSplitsKeepTheProportionsOfTheClasses() {
        Dataset data = data(1000);
        int[] all = counts(data);
        for (long seed = 0; seed < 20; seed++) {
            int[] held = counts(data.stratifiedSplit(0.2, seed).test());
            for (int kind = 0; kind < 3; kind++) {
                assertEquals(0.2 * all[kind], held[kind], 1, "class " + kind);
            }
        }
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[3];
        for (int kind : data.ints("kind")) {
            counts[kind]++;
        }
        return counts;
    }

    @Test
    void splitsThatLeaveAPartEmptyAreRefused() {
        for (double fraction : new double[] {0, 1, -0.5, Double.NaN, 0.01, 0.99}) {
            assertThrows(IllegalArgumentException.class, () -> data(10).split(fraction, 1));
            assertThrows(IllegalArgumentException.class, () -> data(10).stratifiedSplit(fraction, 1));
        }
        Signature none = Signature.builder("None").input("x", 1).length(0).build();
        Dataset values = Dataset.of(none, new float[10]);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> values.stratifiedSplit(0.5, 1))
                .getMessage()
                .contains("Use split()"));
    }

    @Test
    void batchesAreOneObjectFilledAnew() {
        Batches batches = data(7).batches(3);
        assertEquals(3, batches.count());
        List<Batch> objects = new ArrayList<>();
        List<List<Float>> seen = new ArrayList<>();
        for (Batch batch : batches) {
            objects.add(batch);
            List<Float> sizes = new ArrayList<>();
            for (int i = 0; i < batch.count(); i++) {
                assertEquals(2 * batch.floats(2)[i], batch.floats(0)[2 * i]);
                sizes.add(batch.floats(2)[i]);
            }
            seen.add(sizes);
        }
        assertEquals(List.of(List.of(0f, 1f, 2f), List.of(3f, 4f, 5f), List.of(6f)), seen);
        assertSame(objects.get(0), objects.get(2));
        assertEquals(7, data(7).batches(100).iterator().next().count());
        assertThrows(IllegalArgumentException.class, () -> data(7).batches(0));
    }

    @Test
    void orderIsAFunctionOfSeedAndEpoch() {
        Batches batches = data(50).batches(50);
        float[] first = order(batches, 3, 1);
        float[] second = order(batches, 3, 2);
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(first, order(batches, 3, 1));
        assertArrayEquals(second, order(data(50).batches(50), 3, 2));
        assertFalse(Arrays.equals(first, order(batches, 4, 1)));
        float[] sorted = first.clone();
        Arrays.sort(sorted);
        float[] straight = data(50).floats("size");
        Arrays.sort(straight);
        assertArrayEquals(straight, sorted);
    }

    private static float[] order(Batches batches, long seed, int epoch) {
        return batches.shuffled(seed, epoch).iterator().next().floats(2).clone();
    }

    @Test
    void everyPlaceIsEquallyLikely() {
        int rounds = 6000;
        int[][] seen = new int[6][6];
        for (int round = 0; round < rounds; round++) {
            int[] order = Order.straight(6);
            Order.shuffle(order, 42, round);
            for (int place = 0; place < 6; place++) {
                seen[place][order[place]]++;
            }
        }
        for (int[] place : seen) {
            for (int count : place) {
                assertEquals(rounds / 6.0, count, 5 * Math.sqrt(rounds / 6.0), "five standard deviations");
            }
        }
    }

    @Test
    void batchesOfOtherArraysAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Batch.of(0, new float[1]));
        String message = assertThrows(IllegalArgumentException.class, () -> Batch.of(1, new float[1], new long[1]))
                .getMessage();
        assertTrue(message.contains("Argument 1 of a batch is a long[]"), message);
        Batch batch = Batch.of(1, new float[1], new int[1]);
        assertTrue(batch.isFloats(0) && !batch.isFloats(1));
        assertThrows(IllegalArgumentException.class, () -> batch.ints(0));
        assertThrows(IllegalArgumentException.class, () -> batch.floats(1));
    }
}
