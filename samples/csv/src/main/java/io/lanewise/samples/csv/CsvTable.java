package io.lanewise.samples.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header line, as columns of numbers and of categories:
 *
 * <pre>{@code
 * CsvTable people = CsvTable.read(path).complete("age", "income");
 * float[] x = people.numbers("age", "income");
 * int[] y = people.labels("answer");                  // 0, 1, … in the order of people.categories("answer")
 * Dataset data = AnswerModel.data(x, y);
 * }</pre>
 *
 * <p>In UTF-8, as RFC 4180 says: fields in quotes may hold separators, quotes and line ends. Blanks around a field are dropped. A
 * field is missing if it is empty, {@code NA}, {@code N/A}, {@code NaN}, {@code null} or {@code ?}. What is missing where a value
 * is asked for is an error that tells line and column of each. Immutable.
 */
public final class CsvTable {
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "?");

    /** Errors that a message lists one by one. */
    private static final int LISTED = 10;

    private final Path file;
    private final List<String> names;
    private final List<Row> rows;

    /** A record of the file and the line that it begins in. */
    private record Row(long line, List<String> fields) {}

    private CsvTable(Path file, List<String> names, List<Row> rows) {
        this.file = file;
        this.names = names;
        this.rows = rows;
    }

    /**
     * Reads a file whose fields are separated by commas.
     *
     * @throws IOException if it cannot be read, or a line has other fields than the header; the message says where
     */
    public static CsvTable read(Path file) throws IOException {
        return read(file, ',');
    }

    /**
     * Reads a file.
     *
     * @param separator what stands between two fields, such as ';' or '\t'
     * @throws IOException if it cannot be read, or a line has other fields than the header; the message says where
     */
    public static CsvTable read(Path file, char separator) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = CSVParser.parse(reader, format)) {
            long line = 1;
            for (CSVRecord found : parser) {
                rows.add(new Row(line, found.stream().toList()));
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (NoSuchFileException e) {
            throw new IOException("'" + file + "' does not exist. Check the path.", e);
        } catch (IllegalStateException | UncheckedIOException e) {
            if (e.getCause() instanceof MalformedInputException) {
                throw new IOException("'" + file + "' is not UTF-8. Save it in that encoding.", e);
            }
            throw new IOException(
                    "'" + file + "' breaks the rules of CSV: " + e.getMessage()
                            + ". Look for a quote that is not closed.",
                    e);
        }
        return checked(file, rows);
    }

    private static CsvTable checked(Path file, List<Row> rows) throws IOException {
        if (rows.size() < 2) {
            throw new IOException("'" + file + "' has " + rows.size()
                    + " lines. The first must name the columns, and one at least must follow.");
        }
        List<String> names = new ArrayList<>(rows.get(0).fields);
        names.set(0, names.get(0).replace("\uFEFF", "")); // the mark that some programs begin UTF-8 with
        if (new HashSet<>(names).size() < names.size() || names.contains("")) {
            throw new IOException("The header of '" + file + "' is " + names + ". Give each column a name of its own.");
        }
        for (Row row : rows) {
            if (row.fields.size() != names.size()) {
                throw new IOException("Line " + row.line + " of '" + file + "' has " + row.fields.size()
                        + " fields where the header has " + names.size()
                        + ". Correct the line, or read with another separator.");
            }
        }
        return new CsvTable(file, List.copyOf(names), List.copyOf(rows.subList(1, rows.size())));
    }

    /** The names of the columns, in the order of the file. */
    public List<String> names() {
        return names;
    }

    /** Number of rows, without the header. */
    public int rows() {
        return rows.size();
    }

    /**
     * The rows in which none of these columns is missing.
     *
     * @param columns names; none for all columns
     * @throws IllegalArgumentException if there is no such column, or no row is complete
     */
    public CsvTable complete(String... columns) {
        int[] chosen = columns.length == 0 ? indices(names) : indices(List.of(columns));
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            boolean whole = true;
            for (int column : chosen) {
                whole &= !MISSING.contains(row.fields.get(column));
            }
            if (whole) {
                kept.add(row);
            }
        }
        if (kept.isEmpty()) {
            throw new IllegalArgumentException("No row of '" + file
                    + "' is complete. Choose fewer columns, or fill what is missing by filled(...).");
        }
        return new CsvTable(file, names, kept);
    }

    /**
     * The table with this text where the column is missing.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public CsvTable filled(String column, String text) {
        int index = indices(List.of(column))[0];
        List<Row> filled = new ArrayList<>();
        for (Row row : rows) {
            List<String> fields = new ArrayList<>(row.fields);
            if (MISSING.contains(fields.get(index))) {
                fields.set(index, text);
            }
            filled.add(new Row(row.line, List.copyOf(fields)));
        }
        return new CsvTable(file, names, filled);
    }

    /**
     * Columns of numbers, row after row: {@code rows() · columns} numbers.
     *
     * @param columns names, at least one
     * @throws IllegalArgumentException if there is no such column, or a field is missing or no finite number; the message tells
     *     line and column
     */
    public float[] numbers(String... columns) {
        int[] chosen = indices(List.of(columns));
        float[] numbers = new float[rows.size() * chosen.length];
        List<String> wrong = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < chosen.length; i++) {
                String field = rows.get(row).fields.get(chosen[i]);
                float number = MISSING.contains(field) ? Float.NaN : parsed(field);
                if (!Float.isFinite(number)) {
                    wrong.add(at(row, chosen[i]) + (MISSING.contains(field) ? " is missing" : " is '" + field + "'"));
                }
                numbers[row * chosen.length + i] = number;
            }
        }
        require(wrong, "are no numbers");
        return numbers;
    }

    private static float parsed(String field) {
        try {
            return Float.parseFloat(field);
        } catch (NumberFormatException e) {
            return Float.NaN;
        }
    }

    /**
     * The different texts of a column in alphabetical order.
     *
     * @throws IllegalArgumentException if there is no such column, or a field is missing
     */
    public List<String> categories(String column) {
        int index = indices(List.of(column))[0];
        Set<String> categories = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            String field = rows.get(row).fields.get(index);
            categories.add(field);
            if (MISSING.contains(field)) {
                wrong.add(at(row, index) + " is missing");
            }
        }
        require(wrong, "are no categories");
        return List.copyOf(categories);
    }

    /**
     * A column of categories as class labels, numbered from 0 in the order of {@link #categories}.
     *
     * @throws IllegalArgumentException if there is no such column, or a field is missing
     */
    public int[] labels(String column) {
        return labels(column, categories(column));
    }

    /**
     * A column of categories as class labels, numbered from 0 in this order: that of the training data, or one that means
     * something.
     *
     * @throws IllegalArgumentException if there is no such column, or a field is missing or none of the categories
     */
    public int[] labels(String column, List<String> categories) {
        int index = indices(List.of(column))[0];
        int[] labels = new int[rows.size()];
        List<String> wrong = new ArrayList<>();
        for (int row = 0; row < labels.length; row++) {
            String field = rows.get(row).fields.get(index);
            labels[row] = categories.indexOf(field);
            if (labels[row] < 0) {
                wrong.add(at(row, index) + (MISSING.contains(field) ? " is missing" : " is '" + field + "'"));
            }
        }
        require(wrong, "are none of the categories " + categories);
        return labels;
    }

    /**
     * A column of categories as rows of one number a category, 1 at the row's own and else 0: as inputs.
     *
     * @throws IllegalArgumentException if there is no such column, or a field is missing or none of the categories
     */
    public float[] oneHot(String column, List<String> categories) {
        int[] labels = labels(column, categories);
        float[] numbers = new float[labels.length * categories.size()];
        for (int row = 0; row < labels.length; row++) {
            numbers[row * categories.size() + labels[row]] = 1;
        }
        return numbers;
    }

    private int[] indices(List<String> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("No column is named. Name at least one of " + names + ".");
        }
        int[] indices = new int[columns.size()];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = names.indexOf(columns.get(i));
            if (indices[i] < 0) {
                throw new IllegalArgumentException(
                        "'" + file + "' has no column '" + columns.get(i) + "'. It has " + names + ".");
            }
        }
        return indices;
    }

    private String at(int row, int column) {
        return "line " + rows.get(row).line + ", column '" + names.get(column) + "'";
    }

    private void require(List<String> wrong, String what) {
        if (!wrong.isEmpty()) {
            int listed = Math.min(wrong.size(), LISTED);
            String more = listed < wrong.size() ? "; and " + (wrong.size() - listed) + " more" : "";
            throw new IllegalArgumentException(
                    wrong.size() + " fields of '" + file + "' " + what + ": "
                            + String.join("; ", wrong.subList(0, listed)) + more
                            + ". Correct the file, leave out such rows by complete(...), or fill what is missing by filled(...).");
        }
    }

    @Override
    public String toString() {
        return file + ": " + rows.size() + " rows of " + names;
    }
}
