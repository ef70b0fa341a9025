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
    /** A process of one engine, which gives a figure for each row, and of Lanewise perhaps that of the optimizer behind them. */
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
        long unsteady =
                ours.stream().filter(figures -> !figures.unsteady().isEmpty()).count();
        double optimizer = ours.getFirst().values().length > rows.size()
                ? spread(ours, rows.size()).median()
                : Double.NaN;
        List<Measured> results = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (EngineName peer : rows.getFirst().peers()) {
                results.add(new Measured(
                        rows.get(i),
                        unit,
                        spread(ours, i),
                        peer,
                        spread(turns.get(peer), i),
                        i < scalar.values().length ? scalar.values()[i] : Double.NaN,
                        optimizer,
                        (int) unsteady));
            }
        }
        return results;
    }

    private static Spread spread(List<Figures> forks, int row) {
        return Spread.of(forks.stream().mapToDouble(fork -> fork.values()[row]).toArray());
    }
}
