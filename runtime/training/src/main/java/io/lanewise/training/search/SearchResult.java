package io.lanewise.training.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a search came to.
 *
 * @param trials the trials, the best first; those of equal score in their order, failed ones last
 */
public record SearchResult(List<Trial> trials) {
    /** Copies the list. */
    public SearchResult {
        trials = List.copyOf(trials);
    }

    static SearchResult of(List<Trial> done, boolean maximizing) {
        List<Trial> sorted = new ArrayList<>(done);
        sorted.sort(Comparator.comparing((Trial trial) -> Double.isNaN(trial.score()))
                .thenComparingDouble(trial -> maximizing ? -trial.score() : trial.score()));
        return new SearchResult(sorted);
    }

    /**
     * The best trial.
     *
     * @throws IllegalStateException if all trials failed
     */
    public Trial best() {
        if (Double.isNaN(trials.get(0).score())) {
            throw new IllegalStateException(
                    "All " + trials.size()
                            + " trials failed: each score is NaN. Try lower learning rates, and look at the data by one training alone.");
        }
        return trials.get(0);
    }

    /** The trials as CSV (RFC 4180), the best first: {@code trial, score} and the settings. */
    public String csv() {
        StringBuilder text = new StringBuilder("trial,score");
        trials.get(0).values().keySet().forEach(name -> text.append(',').append(quoted(name)));
        for (Trial trial : trials) {
            text.append("\r\n").append(trial.number()).append(',');
            text.append(Double.isNaN(trial.score()) ? "" : Double.toString(trial.score()));
            trial.values().values().forEach(value -> text.append(',').append(quoted(value.toString())));
        }
        return text.append("\r\n").toString();
    }

    private static String quoted(String field) {
        return field.matches("[^,\"\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** The trials as a table, the best first. */
    @Override
    public String toString() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("trial", "score"));
        head.addAll(trials.get(0).values().keySet());
        rows.add(head);
        for (Trial trial : trials) {
            List<String> row = new ArrayList<>(List.of(Integer.toString(trial.number()), number(trial.score())));
            trial.values()
                    .values()
                    .forEach(value -> row.add(value instanceof Double number ? number(number) : "" + value));
            rows.add(row);
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(any -> any.get(at).length())
                        .max()
                        .orElse(0);
                text.append(column == 0 ? "" : "  ");
                text.append(" ".repeat(width - row.get(column).length())).append(row.get(column));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "failed" : String.format(Locale.ROOT, "%.4g", value);
    }
}
