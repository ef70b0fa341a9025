package io.lanewise.samples.benchmarks;

import io.lanewise.samples.benchmarks.measure.Forks;
import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Rows;
import io.lanewise.samples.benchmarks.measure.Suite;
import io.lanewise.samples.benchmarks.report.Baseline;
import io.lanewise.samples.benchmarks.report.Csv;
import io.lanewise.samples.benchmarks.report.Plots;
import io.lanewise.samples.benchmarks.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Runs the suite, writes {@code peers.csv}, {@code peers.md} and plots, and compares with a baseline. */
public final class Main {
    private Main() {}

    /** Takes settings as {@code name=value}: suite, workload, baseline and target. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(arguments);
        Path csv = settings.target().resolve("peers.csv");
        if (!settings.suite().equals("none")) {
            measure(settings, csv);
        }
        if (settings.baseline().isPresent()) {
            List<String> worse = Baseline.read(settings.baseline().get()).worse(Baseline.read(csv));
            worse.forEach(System.out::println);
            System.out.println(worse.isEmpty() ? "No ratio is worse than the baseline by more than the spread." : "");
            if (!worse.isEmpty()) {
                System.exit(1);
            }
        }
    }

    private static void measure(Settings settings, Path csv) throws IOException {
        System.setProperty("benchmarks.cache", settings.target().resolve("djl").toString());
        System.setProperty("jmh.ignoreLock", "true");
        List<Row> rows = Rows.all().stream().filter(settings::wants).toList();
        Files.createDirectories(settings.target());
        Forks jmh = settings.full()
                ? new Forks(settings.target().resolve("nets"), 3, 5, 500)
                : new Forks(settings.target().resolve("nets"), 2, 3, 200);
        Suite suite = new Suite(jmh.folder(), jmh, settings.full() ? 5 : 3);
        long start = System.nanoTime();
        Suite.Result result = suite.run(rows, Main::show);
        System.out.println();
        System.out.print(Table.of(result));
        System.out.printf("%n%d rows in %d s%n", rows.size(), (System.nanoTime() - start) / 1_000_000_000L);
        Csv.write(result, csv);
        Csv.writeRatios(result, settings.target().resolve("baseline.csv"));
        Files.writeString(settings.target().resolve("peers.md"), Table.markdown(result));
        if (settings.full()) {
            Plots.write(result, settings.target());
        }
        left(settings, rows);
    }

    private static void show(Measured measured) {
        System.out.printf(
                "%-45s %-6s %12.2f   %-4s %12.2f   ratio %8.2f%n",
                measured.row().title(),
                measured.row().kind(),
                measured.lanewise().median(),
                measured.peer().title(),
                measured.theirs().median(),
                measured.ratio());
    }

    private static void left(Settings settings, List<Row> rows) {
        List<Row> left = Rows.all().stream()
                .filter(Predicate.not(rows::contains))
                .filter(row -> settings.workload().equals("all"))
                .toList();
        if (!left.isEmpty()) {
            System.out.println("Left to -Dsuite=full:");
            left.forEach(row -> System.out.println("  " + row.title() + " (" + row.kind() + ")"));
        }
    }
}
