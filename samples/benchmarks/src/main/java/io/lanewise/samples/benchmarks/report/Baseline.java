package io.lanewise.samples.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Ratios of a run, to compare another with. It reads what a run wrote, {@code baseline.csv} or {@code peers.csv}, by the names of
 * the columns.
 */
public final class Baseline {
    /** A ratio must fall by more than this, however close together the forks lay. */
    private static final double LEAST = 0.05;

    private static final List<String> KEY = List.of("workload", "batch", "threads", "kind", "peer");

    private record Ratio(double value, double spread) {}

    private final Map<String, Ratio> ratios = new LinkedHashMap<>();

    private Baseline() {}

    /** Reads the ratios of a file. */
    public static Baseline read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> header = List.of(lines.getFirst().split(",", -1));
        Baseline baseline = new Baseline();
        for (String line : lines.subList(1, lines.size())) {
            Map<String, String> cells = new LinkedHashMap<>();
            String[] values = line.split(",", -1);
            for (int i = 0; i < values.length; i++) {
                cells.put(header.get(i), values[i]);
            }
            String ratio = cells.getOrDefault("ratio", "");
            if (!ratio.isEmpty() && !"alloc".equals(cells.get("kind"))) {
                String key = String.join(
                        ", ",
                        KEY.stream().map(name -> cells.getOrDefault(name, "")).toList());
                baseline.ratios.put(key, new Ratio(Double.parseDouble(ratio), spread(cells)));
            }
        }
        return baseline;
    }

    private static double spread(Map<String, String> cells) {
        double sum = 0;
        for (String name : List.of("spread", "lanewise_spread", "peer_spread")) {
            String value = cells.getOrDefault(name, "");
            sum += value.isEmpty() ? 0 : Double.parseDouble(value);
        }
        return sum;
    }

    /** A line for each row whose ratio fell by more than the spread of both runs; rows that only one of them has are left out. */
    public List<String> worse(Baseline run) {
        List<String> worse = new ArrayList<>();
        for (Map.Entry<String, Ratio> entry : ratios.entrySet()) {
            Ratio before = entry.getValue();
            Ratio now = run.ratios.get(entry.getKey());
            if (now == null) {
                continue;
            }
            double allowed = Math.max(LEAST, Math.max(before.spread, now.spread));
            if (now.value < before.value * (1 - allowed)) {
                worse.add(String.format(
                        Locale.ROOT,
                        "Worse: %s: ratio %.2f, was %.2f (%.0f %% may fall)",
                        entry.getKey(),
                        now.value,
                        before.value,
                        100 * allowed));
            }
        }
        return worse;
    }
}
