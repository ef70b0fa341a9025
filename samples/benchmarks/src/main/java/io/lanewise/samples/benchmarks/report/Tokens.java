package io.lanewise.samples.benchmarks.report;

import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Suite;
import io.lanewise.samples.benchmarks.work.Work.Decode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How many tokens are decoded a second, and how the time of one grows with the blocks of a model. */
final class Tokens {
    private Tokens() {}

    /** A line for each row that decodes. */
    static String sentences(Suite.Result result) {
        List<Measured> rows = result.rows().stream()
                .filter(measured -> measured.row().kind().equals("decode"))
                .toList();
        StringBuilder text = new StringBuilder();
        for (Measured measured : rows) {
            int threads = measured.row().threads();
            text.append(String.format(
                    Locale.ROOT,
                    "- %s, %d thread%s: %.0f tokens a second, %s %.0f",
                    measured.row().workload(),
                    threads,
                    threads == 1 ? "" : "s",
                    second(measured, measured.lanewise().median()),
                    measured.peer().title(),
                    second(measured, measured.theirs().median())));
            rows.stream()
                    .filter(other -> other.row().threads() == threads)
                    .filter(other -> other.row().batch() == measured.row().batch())
                    .min(Comparator.comparingInt(Tokens::blocks))
                    .filter(least -> blocks(least) < blocks(measured))
                    .ifPresent(least -> text.append(String.format(
                            Locale.ROOT,
                            "; %.2f times the blocks of %s take %.2f times as long",
                            (double) blocks(measured) / blocks(least),
                            least.row().workload(),
                            measured.lanewise().median() / least.lanewise().median())));
            text.append(".\n");
        }
        return text.toString();
    }

    private static double second(Measured measured, double micros) {
        return measured.row().batch() * 1e6 / micros;
    }

    private static int blocks(Measured measured) {
        return ((Decode) measured.row().work()).text().blocks();
    }
}
