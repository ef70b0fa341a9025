package io.lanewise.samples.benchmarks;

import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Rows;
import io.lanewise.samples.benchmarks.measure.Suite;
import io.lanewise.samples.benchmarks.report.Baseline;
import io.lanewise.samples.benchmarks.report.Csv;
import io.lanewise.samples.benchmarks.report.Page;
import io.lanewise.samples.benchmarks.report.Plots;
import io.lanewise.samples.benchmarks.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Runs the suite, writes {@code peers.csv}, {@code peers.md} and plots, and compares with a baseline. */
public final class Main {
    private static final String CSV = "peers.csv";

    private Main() {}

    /** Takes settings as {@code name=value}: suite, workload, baseline, page and target. */
    public static void main(String[] arguments) throws IOException {
        Settings settings = Settings.of(arguments);
        Path csv = settings.target().resolve(CSV);
        if (!settings.suite().equals("none")) {
            measure(settings);
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

    private static void measure(Settings settings) throws IOException {
        System.setProperty("benchmarks.cache", settings.target().resolve("djl").toString());
        System.setProperty("jmh.ignoreLock", "true");
        List<Row> rows = Rows.all().stream().filter(settings::wants).toList();
        Files.createDirectories(settings.target());
        Suite suite = new Suite(settings.target().resolve("nets"), settings.full() ? 5 : 3);
        long start = System.nanoTime();
        Suite.Result result = suite.run(rows, (found, sofar) -> {
            found.forEach(Main::show);
            write(sofar, settings.target());
        });
        System.out.println();
        System.out.print(Table.of(result));
        System.out.printf("%n%d rows in %d s%n", rows.size(), (System.nanoTime() - start) / 1_000_000_000L);
        if (settings.full()) {
            Plots.write(result, settings.target());
        }
        for (Path page : settings.pages()) {
            fill(page, result);
        }
        left(settings, rows);
    }

    /** Puts the tables into a page; beside it the plots and the ratios, if it has a place for what they show. */
    private static void fill(Path file, Suite.Result result) throws IOException {
        Page page = new Page(file);
        if (page.has("brief")) {
            page.replace("brief", Table.brief(result));
        }
        if (page.has("table")) {
            page.replace("table", Table.markdown(result));
            Csv.writeRatios(result, file.toAbsolutePath().resolveSibling("baseline.csv"));
        }
        if (page.has("curves")) {
            page.replace("curves", Table.crossovers(result));
            Plots.write(result, file.toAbsolutePath().getParent());
        }
    }

    /** After each group of rows, so that a run that is cut off leaves what it has measured. */
    private static void write(Suite.Result result, Path folder) {
        try {
            Csv.write(result, folder.resolve(CSV));
            Csv.writeRatios(result, folder.resolve("baseline.csv"));
            Files.writeString(folder.resolve("peers.md"), Table.markdown(result) + "\n" + Table.crossovers(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void show(Measured measured) {
        System.out.printf(
                Locale.ROOT,
                "%-45s %-7s %12.2f   %-4s %12.2f   ratio %8.2f%n",
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
