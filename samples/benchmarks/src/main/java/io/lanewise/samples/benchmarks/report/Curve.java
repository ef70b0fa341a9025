package io.lanewise.samples.benchmarks.report;

import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Suite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the ratio to a peer changes with the rows of a call, or with the size of a square product.
 *
 * @param name workload, peer and threads
 * @param square whether x is the size of a square product
 * @param x rows or size, rising
 * @param ratios the peer's time over ours
 */
record Curve(String name, boolean square, List<Double> x, List<Double> ratios) {
    /** All curves of at least two points in a run. */
    static List<Curve> of(Suite.Result result) {
        Map<String, Curve> curves = new LinkedHashMap<>();
        for (Measured measured : result.rows()) {
            Row row = measured.row();
            if (!Double.isNaN(measured.flops()) && !row.kind().equals("epoch")) {
                boolean square = row.workload().equals("gemm " + row.batch());
                String name = (square ? "gemm n×n×n" : row.workload()) + " vs "
                        + measured.peer().title() + ", " + row.threads()
                        + (row.threads() == 1 ? " thread" : " threads");
                Curve curve = curves.computeIfAbsent(
                        name, key -> new Curve(key, square, new ArrayList<>(), new ArrayList<>()));
                curve.x.add((double) row.batch());
                curve.ratios.add(measured.ratio());
            }
        }
        return curves.values().stream().filter(curve -> curve.x.size() > 1).toList();
    }

    /** Where the ratio crosses 1, read off straight lines between the points on logarithmic axes. */
    List<Double> crossovers() {
        List<Double> crossovers = new ArrayList<>();
        for (int i = 1; i < x.size(); i++) {
            double before = Math.log(ratios.get(i - 1));
            double after = Math.log(ratios.get(i));
            if (before < 0 != after < 0) {
                double share = before / (before - after);
                crossovers.add(x.get(i - 1) * Math.pow(x.get(i) / x.get(i - 1), share));
            }
        }
        return crossovers;
    }

    /** One line: who is ahead where. */
    String sentence() {
        String unit = square ? "n = " : "rows = ";
        StringBuilder text = new StringBuilder(name).append(": ");
        text.append(ratios.getFirst() >= 1 ? "ahead" : "behind")
                .append(" from ")
                .append(unit);
        text.append(Math.round(x.getFirst()));
        boolean ahead = ratios.getFirst() >= 1;
        for (double crossover : crossovers()) {
            ahead = !ahead;
            text.append(String.format(Locale.ROOT, ", %s from about %.0f", ahead ? "ahead" : "behind", crossover));
        }
        return text.append(", measured up to ")
                .append(Math.round(x.getLast()))
                .append('.')
                .toString();
    }
}
