package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the engines take turns: Lanewise, a peer, the next peer, Lanewise …; the scalar twin once, at the end.
 *
 * @param unit of the figures
 * @param times how often each engine has its turn
 * @param twin whether Lanewise without the vector module is measured, too
 * @param process what is measured in a turn
 */
record Turns(String unit, int times, boolean twin, Process process) {
    /** A process of one engine, which gives a figure for each row, and of Lanewise perhaps those of the optimizers behind them. */
    interface Process {
        Figures of(EngineName engine, boolean vector);
    }

    /** The results of rows that have the same peers: of each row against each peer. */
    List<Measured> take(List<Row> rows) {
        Map<EngineName, List<Figures>> turns = new EnumMap<>(EngineName.class);
        turns.put(EngineName.LANEWISE, new ArrayList<>());
        rows.getFirst().peers().forEach(peer -> turns.put(peer, new ArrayList<>()));
        for (int turn = 0; turn < times; turn++) {
            turns.forEach((engine, figures) -> figures.add(process.of(engine, true)));
        }
        Figures scalar = twin ? process.of(EngineName.LANEWISE, false) : Figures.of();
        List<Figures> ours = turns.get(EngineName.LANEWISE);
        List<String> unsteady = ours.stream()
                .flatMap(figures -> figures.unsteady().stream().limit(1))
                .toList();
        List<Measured> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            int optimizer = rows.size() + workloads(rows).indexOf(rows.get(i).workload());
            boolean found = optimizer < ours.getFirst().values().length;
            for (EngineName peer : rows.getFirst().peers()) {
                results.add(new Measured(
                        rows.get(i),
                        unit,
                        spread(ours, i),
                        peer,
                        spread(turns.get(peer), i),
                        i < scalar.values().length ? scalar.values()[i] : Double.NaN,
                        found ? spread(ours, optimizer).median() : Double.NaN,
                        unsteady));
            }
        }
        return results;
    }

    /** A row for the optimizer of each training workload. */
    static List<Row> optimizers(List<Row> rows) {
        return workloads(rows).stream()
                .map(workload -> Rows.update(rows.stream()
                        .filter(row -> row.workload().equals(workload))
                        .findFirst()
                        .orElseThrow()))
                .toList();
    }

    private static List<String> workloads(List<Row> rows) {
        return rows.stream().map(Row::workload).distinct().toList();
    }

    private static Spread spread(List<Figures> forks, int row) {
        return Spread.of(forks.stream().mapToDouble(fork -> fork.values()[row]).toArray());
    }
}
