package io.lanewise.samples.benchmarks.report;

import io.lanewise.samples.benchmarks.measure.Measured;
import io.lanewise.samples.benchmarks.measure.Peaks;
import io.lanewise.samples.benchmarks.measure.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures for people: as text in columns and as Markdown. */
public final class Table {
    private static final List<String> HEADER = List.of(
            "workload",
            "batch",
            "threads",
            "kind",
            "lanewise",
            "peer",
            "",
            "ratio",
            "spread",
            "of peak",
            "over floor",
            "scalar");

    private Table() {}

    /** Text in columns. */
    public static String of(Suite.Result result) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADER));
        rows.addAll(cells(result));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder(peaks(result.peaks())).append("\n\n");
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                boolean left = i == 0 || i == 3 || i == 5;
                text.append(left ? row.get(i) + pad : pad + row.get(i)).append("  ");
            }
            text.setLength(text.toString().stripTrailing().length());
            text.append('\n');
        }
        return text.append(notes(result)).toString();
    }

    /** A Markdown table of all rows. */
    public static String markdown(Suite.Result result) {
        StringBuilder text = new StringBuilder(peaks(result.peaks())).append("\n\n");
        text.append(line(HEADER)).append("|---|--:|--:|---|--:|---|--:|--:|--:|--:|--:|--:|\n");
        cells(result).forEach(row -> text.append(line(row)));
        String notes = notes(result);
        return text.append(notes.isEmpty() ? "" : "\n" + notes).toString();
    }

    /** What is told below the rows. */
    private static String notes(Suite.Result result) {
        return Tokens.sentences(result) + unsteady(result);
    }

    /** The rows of the short suite with the columns that matter most. */
    public static String brief(Suite.Result result) {
        StringBuilder text = new StringBuilder(peaks(result.peaks())).append("\n\n");
        text.append(line(List.of("workload", "rows", "threads", "Lanewise", "peer", "", "ratio", "of peak")));
        text.append("|---|--:|--:|--:|---|--:|--:|--:|\n");
        List<List<String>> cells = cells(result);
        for (int i = 0; i < cells.size(); i++) {
            if (result.rows().get(i).row().isShort()) {
                List<String> row = new ArrayList<>(cells.get(i));
                row.subList(9 + 1, row.size()).clear();
                row.remove(8);
                if (row.remove(3).equals("alloc")) {
                    row.set(0, "bytes of " + row.get(0));
                }
                text.append(line(row));
            }
        }
        String behind = behind(result);
        return text.append(behind.isEmpty() ? "" : "\nLanewise is behind in: " + behind + ".\n")
                .toString();
    }

    private static String behind(Suite.Result result) {
        return result.rows().stream()
                .filter(measured -> measured.row().isShort() && measured.ratio() < 1)
                .map(measured -> measured.row().title() + " (" + decimals(measured.ratio(), 2) + ")")
                .collect(Collectors.joining("; "));
    }

    /** Where each curve crosses, a line each. */
    public static String crossovers(Suite.Result result) {
        StringBuilder text = new StringBuilder();
        Curve.of(result)
                .forEach(curve -> text.append("- ").append(curve.sentence()).append('\n'));
        return text.toString();
    }

    /** The processes in which a warm-up of Lanewise did not end well: a line for each workload, with what the first of them said. */
    public static String unsteady(Suite.Result result) {
        return result.rows().stream()
                .filter(measured -> !measured.unsteady().isEmpty())
                .map(measured -> "- warmUp() did not reach full speed in "
                        + measured.unsteady().size() + " of "
                        + measured.lanewise().values().size() + " processes of "
                        + measured.row().workload() + ", "
                        + measured.row().threads() + (measured.row().threads() == 1 ? " thread: " : " threads: ")
                        + measured.unsteady().getFirst() + "\n")
                .distinct()
                .collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String peaks(Peaks peaks) {
        return String.format(
                Locale.ROOT,
                "FMA peak: %.1f GFLOP/s of one core, %.1f of two at once.",
                peaks.of(1) / 1e9,
                peaks.of(2) / 1e9);
    }

    private static List<List<String>> cells(Suite.Result result) {
        List<List<String>> rows = new ArrayList<>();
        for (Measured measured : result.rows()) {
            double share = measured.flops() / result.peaks().of(measured.row().threads());
            double floor = measured.floor(result.peaks());
            rows.add(List.of(
                    measured.row().workload(),
                    Integer.toString(measured.row().batch()),
                    Integer.toString(measured.row().threads()),
                    measured.row().kind(),
                    amount(measured.lanewise().median(), measured.unit()),
                    measured.peer().title(),
                    amount(measured.theirs().median(), measured.unit()),
                    decimals(measured.ratio(), 2),
                    decimals(100 * measured.spread(), 0, " %"),
                    decimals(100 * share, 0, " %"),
                    decimals(measured.lanewise().median() / floor, 2),
                    amount(measured.scalar(), measured.unit())));
        }
        return rows;
    }

    private static String amount(double value, String unit) {
        if (unit.equals("bytes")) {
            return decimals(value, 0, " B");
        }
        if (value >= 1e5) {
            return decimals(value / 1e3, 0, " ms");
        }
        return decimals(value, value < 10 ? 2 : value < 1000 ? 1 : 0, " µs");
    }

    private static String decimals(double value, int decimals) {
        return decimals(value, decimals, "");
    }

    private static String decimals(double value, int decimals, String unit) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? ""
                : String.format(Locale.ROOT, "%." + decimals + "f", value) + unit;
    }
}
