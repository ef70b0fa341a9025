package io.lanewise.runtime.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTests {
    @Test
    void everyExampleIsTestedOnceAndTrainedOnOtherwise() {
        Dataset data = DatasetTests.data(53);
        for (List<Split> folds : List.of(data.folds(5, 7), data.stratifiedFolds(5, 7))) {
            assertEquals(5, folds.size());
            List<Float> tested = new ArrayList<>();
            for (Split fold : folds) {
                assertTrue(fold.test().count() == 10 || fold.test().count() == 11);
                assertEquals(53, fold.train().count() + fold.test().count());
                List<Float> all = sizes(fold.train());
                all.addAll(sizes(fold.test()));
                assertEquals(straight(53), sorted(all));
                tested.addAll(sizes(fold.test()));
            }
            assertEquals(straight(53), sorted(tested));
        }
        assertEquals(
                sizes(data.folds(5, 7).get(2).test()),
                sizes(data.folds(5, 7).get(2).test()));
    }

    @Test
    void stratifiedFoldsHoldEachClassEvenly() {
        Dataset data = DatasetTests.data(101);
        int[] all = counts(data);
        for (long seed = 0; seed < 10; seed++) {
            for (Split fold : data.stratifiedFolds(7, seed)) {
                int[] held = counts(fold.test());
                for (int c = 0; c < 3; c++) {
                    assertTrue(held[c] == all[c] / 7 || held[c] == all[c] / 7 + 1, "class " + c + ": " + held[c]);
                }
            }
        }
    }

    @Test
    void threePartsShareNoExample() {
        Dataset data = DatasetTests.data(100);
        for (Partition parts : List.of(data.partition(0.2, 0.1, 3), data.stratifiedPartition(0.2, 0.1, 3))) {
            assertEquals(70, parts.train().count());
            assertEquals(20, parts.validation().count());
            assertEquals(10, parts.test().count());
            List<Float> all = sizes(parts.train());
            all.addAll(sizes(parts.validation()));
            all.addAll(sizes(parts.test()));
            assertEquals(straight(100), sorted(all));
        }
        int[] counts = counts(data);
        int[] validated = counts(data.stratifiedPartition(0.2, 0.1, 3).validation());
        for (int c = 0; c < 3; c++) {
            assertEquals(0.2 * counts[c], validated[c], 1.1);
        }
        assertArrayEquals(
                data.partition(0.2, 0.1, 3).test().floats("size"),
                data.partition(0.2, 0.1, 3).test().floats("size"));
    }

    @Test
    void mistakesAreRefused() {
        Dataset data = DatasetTests.data(10);
        assertRefused("The number of folds is 1. Pass 2 to 10", () -> data.folds(1, 1));
        assertRefused("The number of folds is 11. Pass 2 to 10", () -> data.stratifiedFolds(11, 1));
        assertRefused("below 1 together", () -> data.partition(0.5, 0.5, 1));
        assertRefused("below 1 together", () -> data.partition(0, 0.5, 1));
        assertRefused("leave none to train on", () -> data.partition(0.45, 0.5, 1));
        assertRefused("Holding out 0.01 of 10 examples", () -> data.partition(0.01, 0.5, 1));
    }

    private static void assertRefused(String text, Runnable call) {
        String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
        assertTrue(message.contains(text), message);
    }

    private static List<Float> sizes(Dataset data) {
        List<Float> sizes = new ArrayList<>();
        for (float size : data.floats("size")) {
            sizes.add(size);
        }
        return sizes;
    }

    private static List<Float> sorted(List<Float> values) {
        Collections.sort(values);
        return values;
    }

    private static List<Float> straight(int count) {
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add((float) i);
        }
        return values;
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[3];
        for (int kind : data.ints("kind")) {
            counts[kind]++;
        }
        return counts;
    }
}
