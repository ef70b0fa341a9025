package io.lanewise.runtime.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The course of one training.
 *
 * @param epochs the epochs in order
 * @param bestEpoch number of the epoch of least validation loss, the first of equals; without validation data, the last
 * @param restored true if the network was left with the weights of {@code bestEpoch} instead of the last epoch's
 */
public record History(List<Epoch> epochs, int bestEpoch, boolean restored) {
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

    /** The last epoch. */
    public Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    /**
     * The epochs as CSV (RFC 4180: a header line, commas, CR LF) with columns {@code epoch, loss, validation_loss,
     * accuracy}; what does not exist is empty. Numbers are written in full, with a point, whatever the locale.
     */
    public String csv() {
        StringBuilder text = new StringBuilder("epoch,loss,validation_loss,accuracy\r\n");
        for (Epoch epoch : epochs) {
            text.append(epoch.number()).append(',');
            text.append(epoch.loss()).append(',');
            text.append(field(epoch.validationLoss())).append(',');
            text.append(field(epoch.accuracy())).append("\r\n");
        }
        return text.toString();
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
