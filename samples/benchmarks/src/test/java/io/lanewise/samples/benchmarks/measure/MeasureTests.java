package io.lanewise.samples.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import io.lanewise.samples.benchmarks.work.Work.Inference;
import io.lanewise.samples.benchmarks.work.Work.Rule;
import io.lanewise.samples.benchmarks.work.Work.Step;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arithmetic of the measurements. */
class MeasureTests {
    @Test
    void spreadIsOfTheMedian() {
        assertEquals(2, Spread.of(3, 1, 2).median());
        assertEquals(1, Spread.of(3, 1, 2).spread());
        assertEquals(2.5, Spread.of(4, 1, 2, 3).median());
        assertEquals(1.2, Spread.of(4, 1, 2, 3).spread());
    }

    @Test
    void warmUpEndsWithTheFirstTenFastCalls() {
        long[] ends = new long[1000];
        long now = 0;
        for (int i = 0; i < ends.length; i++) {
            now += i < 100 ? 50_000 : 1_000;
            ends[i] = now;
        }
        // The median of ten is fast once six of them are.
        assertEquals(100 * 50 + 6, WarmUpTime.micros(ends), 0.001);
    }

    @Test
    void differencesAreFound() {
        Inference infer = new Inference(Net.TINY);
        assertEquals("", Agreement.difference(infer, new float[] {1, 2}, new float[] {1, 2.0001f}));
        assertTrue(Agreement.difference(infer, new float[] {1, 2}, new float[] {1, 2.001f})
                .startsWith("Number 1 is"));
        assertTrue(Agreement.difference(infer, new float[] {Float.NaN}, new float[] {1})
                .startsWith("Number 0 is"));
        Step step = new Step(Net.TINY, Rule.ADAM);
        assertEquals("", Agreement.difference(step, new float[] {1}, new float[] {1.001f}));
    }

    @Test
    void everyRowStandsOnceAndHasItsWork() {
        List<Row> rows = Rows.all();
        assertEquals(
                rows.size(),
                new HashSet<>(rows.stream().map(row -> row.title() + row.kind()).toList()).size());
        rows.forEach(Row::work);
        assertThrows(IllegalArgumentException.class, () -> Rows.work("infer 1-2-3"));
    }

    @Test
    void rowsOfAGroupHaveTheSamePeersAndUnit() {
        Map<String, List<Row>> groups = Rows.all().stream().collect(Collectors.groupingBy(Row::group));
        assertTrue(groups.size() > 20);
        for (List<Row> group : groups.values()) {
            Row first = group.getFirst();
            for (Row row : group) {
                assertEquals(first.peers(), row.peers());
                assertEquals(first.kind(), row.kind());
                assertEquals(first.threads(), row.threads());
            }
        }
        Rows.all().stream().filter(row -> row.kind().equals("train")).forEach(row -> {
            Work.Update update =
                    assertInstanceOf(Work.Update.class, Rows.update(row).work());
            assertEquals(((Step) row.work()).rule(), update.rule());
        });
    }

    @Test
    void aWarmUpThatLeavesAKernelScalarIsNotSteady() {
        assertEquals(
                List.of("steady after 9 ms, scalar: [tile]", "not steady after 5000 ms, scalar: []"),
                new Figures(
                                new double[1],
                                List.of(
                                        "steady after 9 ms, scalar: [tile]",
                                        "steady after 412 ms, scalar: []",
                                        "not steady after 5000 ms, scalar: []"))
                        .unsteady());
    }

    @Test
    void flopsAreTwoAWeightAndThreeTimesThatLessTheFirstLayersInTraining() {
        assertEquals(2 * (784 * 128 + 128 * 10), Net.DIGITS.forwardFlops());
        assertEquals(3 * 2 * (784 * 128 + 128 * 10) - 2 * 784 * 128, Net.DIGITS.trainingFlops());
        assertEquals(101_770, Net.DIGITS.parameters());
    }
}
