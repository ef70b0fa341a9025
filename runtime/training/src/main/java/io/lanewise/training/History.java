package io.lanewise.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * The course of one training.
 *
 * @param epochs the epochs in order
 * @param bestEpoch number of the epoch of least validation loss, the first of equals; without validation data, the last
 * @param restored true if the network was left with the weights of {@code bestEpoch} instead of the last epoch's
 * @param reason why the training ended
 * @param gradientNorm ‖∇‖₂ over the training data as it was measured last; NaN if it was not
 */
public record History(List<Epoch> epochs, int bestEpoch, boolean restored, StopReason reason, double gradientNorm) {
    private static final List<String> COLUMNS = List.of("epoch", "loss", "validation_loss", "accuracy");

    /** A history of all the epochs that were asked for, of no gradient measured. */
    public History(List<Epoch> epochs, int bestEpoch, boolean restored) {
        this(epochs, bestEpoch, restored, StopReason.EPOCHS, Double.NaN);
    }

    /** Copies the list. */
    public History {
        epochs = List.copyOf(epochs);
    }

    /** Training loss of each epoch, to be drawn. */
    public double[] losses() {
        return each(Epoch::loss);
    }

    /** Validation loss of each epoch, NaN without validation data. */
    public double[] validationLosses() {
        return each(Epoch::validationLoss);
    }

    /** Accuracy of each epoch on the validation data, NaN where there is none. */
    public double[] accuracies() {
        return each(Epoch::accuracy);
    }

    /**
     * A metric of each epoch on the validation data.
     *
     * @throws IllegalArgumentException if validation did not ask for it
     */
    public double[] metrics(String name) {
        return each(epoch -> epoch.metric(name));
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if there is none
     */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("This history has no epoch, so it has no last one; the training ended by "
                    + reason + ". Train for an epoch, or ask epochs().isEmpty() first.");
        }
        return epochs.get(epochs.size() - 1);
    }

    /**
     * The epochs as CSV (RFC 4180: a header line, commas, CR LF) with columns {@code epoch, loss, validation_loss,
     * accuracy} and one for each further metric; what does not exist is empty. Numbers are written in full, with a point,
     * whatever the locale.
     */
    public String csv() {
        return csv(epochs);
    }

    static String csv(List<Epoch> epochs) {
        Set<String> metrics = new LinkedHashSet<>();
        epochs.forEach(epoch -> metrics.addAll(epoch.metrics().keySet()));
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS));
        metrics.forEach(name -> text.append(',').append(name));
        for (Epoch epoch : epochs) {
            text.append("\r\n").append(epoch.number());
            text.append(',').append(epoch.loss());
            text.append(',').append(field(epoch.validationLoss()));
            text.append(',').append(field(epoch.accuracy()));
            for (String name : metrics) {
                text.append(',').append(field(epoch.metrics().getOrDefault(name, Double.NaN)));
            }
        }
        return text.append("\r\n").toString();
    }

    /** What {@link #csv} wrote, to the bit. */
    static List<Epoch> epochs(String csv) {
        List<String> lines = csv.lines().toList();
        String[] names = lines.get(0).split(",");
        List<Epoch> epochs = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            Map<String, Double> metrics = new LinkedHashMap<>();
            for (int i = COLUMNS.size(); i < names.length; i++) {
                metrics.put(names[i], number(fields[i]));
            }
            epochs.add(new Epoch(
                    Integer.parseInt(fields[0]),
                    number(fields[1]),
                    number(fields[2]),
                    number(fields[3]),
                    Collections.unmodifiableMap(metrics)));
        }
        return epochs;
    }

    private static double number(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }

    /**
     * Writes {@link #csv()} to a file in UTF-8, replacing what is there.
     *
     * @param file the file, whose folder exists
     * @throws IOException if the file cannot be written
     */
    public void saveCsv(Path file) throws IOException {
        try {
            Files.writeString(file, csv());
        } catch (NoSuchFileException e) {
            NoSuchFileException clear = new NoSuchFileException(
                    file.toString(),
                    null,
                    "the folder '" + file.toAbsolutePath().getParent()
                            + "' does not exist. Create it, or choose a file in one that exists.");
            clear.initCause(e);
            throw clear;
        }
    }

    private static String field(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private double[] each(ToDoubleFunction<Epoch> value) {
        return epochs.stream().mapToDouble(value).toArray();
    }
}
