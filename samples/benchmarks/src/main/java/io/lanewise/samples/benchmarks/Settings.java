package io.lanewise.samples.benchmarks;

import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Rows;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a run was asked for.
 *
 * @param suite {@code short}, {@code full}, or {@code none} to compare the last run with a baseline
 * @param workload one workload by name, or {@code all}
 * @param baseline file of ratios to compare with
 * @param pages Markdown pages to put the tables into
 * @param target folder for all that is written
 */
record Settings(String suite, String workload, Optional<Path> baseline, List<Path> pages, Path target) {
    Settings {
        if (!List.of("short", "full", "none").contains(suite)) {
            throw new IllegalArgumentException("The suite is '" + suite + "'. Pass short, full or none.");
        }
        if (!workload.equals("all")) {
            Rows.work(workload);
        }
    }

    /** Reads {@code name=value}. */
    static Settings of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("'" + argument + "' is no setting. Pass name=value.");
            }
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        String baseline = values.getOrDefault("baseline", "none");
        return new Settings(
                values.getOrDefault("suite", "short"),
                values.getOrDefault("workload", "all"),
                baseline.equals("none") ? Optional.empty() : Optional.of(Path.of(baseline)),
                values.getOrDefault("page", "none").equals("none")
                        ? List.of()
                        : Stream.of(values.get("page").split(",")).map(Path::of).toList(),
                Path.of(values.getOrDefault("target", "target")).toAbsolutePath());
    }

    boolean full() {
        return suite.equals("full");
    }

    /** Whether this run measures a row: of one workload all that the table has, else what the suite has. */
    boolean wants(Row row) {
        return workload.equals("all") ? full() || row.isShort() : row.workload().equals(workload);
    }
}
