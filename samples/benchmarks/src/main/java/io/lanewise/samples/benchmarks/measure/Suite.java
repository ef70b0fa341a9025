package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.NetFiles;
import io.lanewise.samples.benchmarks.work.Work;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures rows, one after the other; within a row the engines take turns.
 *
 * @param folder where the weights lie
 * @param jmh one fork of JMH
 * @param forks forks of each engine for a row
 */
public record Suite(Path folder, Forks jmh, int forks) {
    /** Rows between two measurements of the peak. */
    private static final int PEAK_EVERY = 16;

    /** What a run found. */
    public record Result(List<Measured> rows, Peaks peaks) {}

    /**
     * Writes the weights, compares the engines' outputs, and measures.
     *
     * @param progress gets all that is measured so far, after each row
     * @throws IllegalStateException if two engines compute different numbers
     */
    public Result run(List<Row> rows, Consumer<Result> progress) {
        rows.stream().map(Row::work).distinct().forEach(work -> NetFiles.write(work, folder));
        agree(rows);
        Peaks peaks = new Peaks();
        Optimizers optimizers = new Optimizers(jmh);
        List<Measured> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % PEAK_EVERY == 0) {
                peaks.measure(jmh);
            }
            results.addAll(measure(rows.get(i), optimizers));
            progress.accept(new Result(List.copyOf(results), peaks));
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
        Jvm.run(Jvm.flags(true), System.getProperty("java.class.path"), Agreement.class, arguments);
    }

    private List<Measured> measure(Row row, Optimizers optimizers) {
        double optimizer = row.work() instanceof Work.Step step && row.kind().equals("train")
                ? optimizers.micros(step.rule(), step.net())
                : Double.NaN;
        Turns turns = switch (row.kind()) {
            case "cold" -> {
                ColdStart cold = new ColdStart(folder, row.workload().endsWith("unpacked"));
                yield new Turns("us", 2 * forks, true, cold::micros);
            }
            case "warm" -> new Turns("us", forks, false, (engine, vector) -> WarmUpTime.micros(engine, row, folder));
            case "alloc" -> new Turns("bytes", 1, false, (engine, vector) -> Allocation.bytes(engine, row, folder));
            case "callers" ->
                new Turns("us p99", forks, true, (engine, vector) -> jmh(vector).callers(engine, row, vector));
            case "epoch" ->
                new Turns("us", forks, false, (engine, vector) -> jmh.once().call(engine, row, vector));
            default -> {
                boolean twin = row.threads() == 1;
                yield new Turns(
                        "us", forks, twin, (engine, vector) -> jmh(vector).call(engine, row, vector));
            }
        };
        return turns.take(row, optimizer);
    }

    /** One fork for figures that are compared; a shorter one for the scalar twin. */
    private Forks jmh(boolean vector) {
        return vector ? jmh : jmh.once();
    }
}
