package io.lanewise.samples.benchmarks.report;

import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Row;
import io.lanewise.samples.benchmarks.measure.Spread;
import io.lanewise.samples.benchmarks.measure.Suite;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table as comma-separated values: empty where there is no figure. */
public final class Csv {
    private static final String HEADER = "workload,batch,threads,kind,lanewise_us,peer,peer_us,ratio,unit,"
            + "lanewise_spread,peer_spread,scalar_us,gflops,share_of_peak,floor_us,over_floor,"
            + "lanewise_forks,peer_forks,unsteady";
    private static final String RATIOS = "workload,batch,threads,kind,peer,ratio,spread";

    private Csv() {}

    /** Writes all figures of a run. */
    public static void write(Suite.Result result, Path file) throws IOException {
        Files.write(file, lines(result));
    }

    /** Writes what a later run can be compared with: ratios, not times. */
    public static void writeRatios(Suite.Result result, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(RATIOS));
        for (Measured measured : result.rows()) {
            if (!Double.isNaN(measured.ratio()) && !measured.unit().equals("bytes")) {
                lines.add(key(measured.row()) + "," + measured.peer().title() + "," + number(measured.ratio()) + ","
                        + number(measured.spread()));
            }
        }
        Files.write(file, lines);
    }

    static List<String> lines(Suite.Result result) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int threads = 1; threads <= 2; threads++) {
            double peak = result.peaks().of(threads);
            if (!Double.isNaN(peak)) {
                lines.add(String.join(
                        ",",
                        "fma peak,," + threads + ",peak,,,,,",
                        number(result.peaks().spread(threads)),
                        "",
                        "",
                        number(peak / 1e9),
                        "1,,,,,"));
            }
        }
        for (Measured measured : result.rows()) {
            double floor = measured.floor(result.peaks());
            lines.add(String.join(
                    ",",
                    key(measured.row()),
                    number(measured.lanewise().median()),
                    measured.peer().title(),
                    number(measured.theirs().median()),
                    number(measured.ratio()),
                    measured.unit(),
                    number(measured.lanewise().spread()),
                    number(measured.theirs().spread()),
                    number(measured.scalar()),
                    number(measured.flops() / 1e9),
                    number(measured.flops() / result.peaks().of(measured.row().threads())),
                    number(floor),
                    number(measured.lanewise().median() / floor),
                    forks(measured.lanewise()),
                    forks(measured.theirs()),
                    Integer.toString(measured.unsteady().size())));
        }
        return lines;
    }

    private static String forks(Spread spread) {
        return spread.values().stream().map(Csv::number).collect(Collectors.joining(" "));
    }

    private static String key(Row row) {
        return row.workload() + "," + row.batch() + "," + row.threads() + "," + row.kind();
    }

    private static String number(double value) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? ""
                : new BigDecimal(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
