package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the engines take turns for one row: Lanewise, a peer, the next peer, Lanewise …; the scalar twin once, at the end.
 *
 * @param unit of the figures
 * @param times how often each engine has its turn
 * @param twin whether Lanewise without the vector module is measured, too
 * @param figure what is measured in a turn
 */
record Turns(String unit, int times, boolean twin, Figure figure) {
    /** One figure of one engine, from a process of its own. */
    interface Figure {
        double of(EngineName engine, boolean vector);
    }

    /** A result against each peer. */
    List<Measured> take(Row row, double optimizer) {
        Map<EngineName, double[]> figures = new EnumMap<>(EngineName.class);
        double[] ours = new double[times];
        figures.put(EngineName.LANEWISE, ours);
        row.peers().forEach(peer -> figures.put(peer, new double[times]));
        for (int turn = 0; turn < times; turn++) {
            for (Map.Entry<EngineName, double[]> engine : figures.entrySet()) {
                engine.getValue()[turn] = figure.of(engine.getKey(), true);
            }
        }
        double scalar = twin ? figure.of(EngineName.LANEWISE, false) : Double.NaN;
        figures.remove(EngineName.LANEWISE);
        return figures.entrySet().stream()
                .map(peer -> new Measured(
                        row, unit, Spread.of(ours), peer.getKey(), Spread.of(peer.getValue()), scalar, optimizer))
                .toList();
    }
}
