package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.LanewiseEngine;
import io.lanewise.samples.benchmarks.engine.NetFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Measures rows, one group after the other; within a group the engines take turns.
 *
 * @param folder where the weights lie
 * @param forks forks of each engine for a row
 */
public record Suite(Path folder, int forks) {
    /** Groups between two measurements of the peak. */
    private static final int PEAK_EVERY = 6;

    /** What a run found. */
    public record Result(List<Measured> rows, Peaks peaks) {}

    /**
     * Writes the weights, compares the engines' outputs, and measures.
     *
     * @param progress gets the results of each group and all that is measured so far
     * @throws IllegalStateException if two engines compute different numbers
     */
    public Result run(List<Row> rows, BiConsumer<List<Measured>, Result> progress) {
        rows.stream().map(Row::work).distinct().forEach(work -> NetFiles.write(work, folder));
        agree(rows);
        Peaks peaks = new Peaks();
        Map<String, List<Row>> groups =
                rows.stream().collect(Collectors.groupingBy(Row::group, LinkedHashMap::new, Collectors.toList()));
        List<Measured> results = new ArrayList<>();
        int done = 0;
        for (List<Row> group : groups.values()) {
            if (done++ % PEAK_EVERY == 0) {
                peaks.measure(folder);
            }
            List<Measured> found = measure(group);
            results.addAll(found);
            progress.accept(found, new Result(List.copyOf(results), peaks));
        }
        return new Result(results, peaks);
    }

    private void agree(List<Row> rows) {
        Set<List<String>> pairs = new LinkedHashSet<>();
        for (Row row : rows) {
            for (EngineName peer : row.peers()) {
                pairs.add(List.of(row.workload(), Integer.toString(row.batch()), peer.name()));
            }
        }
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        pairs.forEach(arguments::addAll);
        // The bits of a Lanewise model are the same before it is warm.
        List<String> flags = new ArrayList<>(Jvm.flags(true));
        flags.add("-D" + LanewiseEngine.COLD + "=true");
        Jvm.run(flags, System.getProperty("java.class.path"), Agreement.class, arguments);
    }

    private List<Measured> measure(List<Row> rows) {
        Row first = rows.getFirst();
        Turns turns = switch (first.kind()) {
            case "cold" -> {
                ColdStart cold = ColdStart.of(first.workload(), folder);
                yield new Turns(
                        "us", 2 * forks, true, each(rows, (row, engine, vector) -> cold.micros(engine, vector)));
            }
            case "warm" ->
                new Turns(
                        "us",
                        forks,
                        false,
                        each(rows, (row, engine, vector) -> WarmUpTime.micros(engine, row, folder)));
            case "alloc" ->
                new Turns(
                        "bytes", 1, false, each(rows, (row, engine, vector) -> Allocation.bytes(engine, row, folder)));
            default -> {
                boolean twin = first.threads() == 1 && !first.kind().equals("epoch");
                String unit = first.kind().equals("callers") ? "us p99" : "us";
                yield new Turns(unit, forks, twin, (engine, vector) -> calls(rows, engine, vector));
            }
        };
        return turns.take(rows);
    }

    /** A process for each row. */
    private static Turns.Process each(List<Row> rows, Single figure) {
        return (engine, vector) -> Figures.of(
                rows.stream().mapToDouble(row -> figure.of(row, engine, vector)).toArray());
    }

    private interface Single {
        double of(Row row, EngineName engine, boolean vector);
    }

    /** One process for all rows; behind the steps of one thread, the pass of each of their optimizers. */
    private Figures calls(List<Row> rows, EngineName engine, boolean vector) {
        List<Row> all = new ArrayList<>(rows);
        Row first = rows.getFirst();
        if (engine == EngineName.LANEWISE && vector && first.kind().equals("train") && first.threads() == 1) {
            all.addAll(Turns.optimizers(rows));
        }
        return Fork.run(engine, all, vector, folder);
    }
}
