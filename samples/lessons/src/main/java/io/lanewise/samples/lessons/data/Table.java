package io.lanewise.samples.lessons.data;

import io.lanewise.runtime.data.Scaler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A table of numbers, the last column of which is what the others are to tell.
 *
 * @param names names of the columns
 * @param rows a row for each example
 */
public record Table(List<String> names, double[][] rows) {
    /** 442 patients, 10 features in their original units, progression of diabetes. */
    public static Table diabetes() {
        return read("diabetes.csv");
    }

    /** 569 tumours, 30 features, 1 where benign and 0 where malignant. */
    public static Table breastCancer() {
        return read("breast_cancer.csv");
    }

    /** 150 flowers, 4 features in cm, species 0, 1 and 2. */
    public static Table iris() {
        return read("iris.csv");
    }

    private static Table read(String file) {
        try (InputStream stream = Objects.requireNonNull(Table.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            List<String> lines = reader.lines().toList();
            double[][] rows = lines.stream()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toArray(double[][]::new);
            return new Table(List.of(lines.get(0).split(",")), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Number of examples. */
    public int count() {
        return rows.length;
    }

    /** Number of features: all columns but the last. */
    public int features() {
        return names.size() - 1;
    }

    /** The last column. */
    public float[] targets() {
        float[] targets = new float[count()];
        for (int i = 0; i < count(); i++) {
            targets[i] = (float) rows[i][features()];
        }
        return targets;
    }

    /** The last column, as classes. */
    public int[] classes() {
        int[] classes = new int[count()];
        for (int i = 0; i < count(); i++) {
            classes[i] = (int) rows[i][features()];
        }
        return classes;
    }

    /** All features as they are, one example after the other. */
    public float[] inputs() {
        float[] inputs = new float[count() * features()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) rows[i / features()][i % features()];
        }
        return inputs;
    }

    /** All features, each less its mean and divided by its standard deviation, one example after the other. */
    public float[] standardised() {
        float[] inputs = inputs();
        return Scaler.standard(inputs, features()).apply(inputs);
    }
}
