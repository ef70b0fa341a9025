package io.lanewise.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lanewise.runtime.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests {
    private static final Epoch FIRST = new Epoch(1, 1.5, 0.25, 0.875);
    private static final Epoch SECOND = new Epoch(2, 1.0 / 3, Double.NaN, Double.NaN);

    @Test
    void csvIsTheSameInEveryLocaleAndLeavesEmptyWhatDoesNotExist(@TempDir Path folder) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            History history = new History(List.of(FIRST, SECOND), 1, false, StopReason.EPOCHS, Double.NaN);
            Path file = folder.resolve("history.csv");
            history.saveCsv(file);
            assertEquals(
                    "epoch,loss,validation_loss,accuracy\r\n1,1.5,0.25,0.875\r\n2,0.3333333333333333,,\r\n",
                    Files.readString(file));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void csvIntoAMissingFolderSaysSo(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("history.csv");
        History history = new History(List.of(FIRST), 1, false, StopReason.EPOCHS, Double.NaN);
        String message = assertThrows(NoSuchFileException.class, () -> history.saveCsv(file))
                .getMessage();
        assertEquals(
                file + ": the folder '" + folder.resolve("missing")
                        + "' does not exist. Create it, or choose a file in one that exists.",
                message);
        assertFalse(Files.exists(file));
    }

    @Test
    void historyWithoutEpochsHasNoLastOne() {
        History history = new History(List.of(), 0, false, StopReason.TIME, Double.NaN);
        assertEquals(
                "This history has no epoch, so it has no last one; the training ended by TIME. Train for an epoch, or ask"
                        + " epochs().isEmpty() first.",
                assertThrows(IllegalStateException.class, history::last).getMessage());
    }

    @Test
    void columnsAreHadAsArrays() {
        History history = new History(List.of(FIRST, SECOND), 1, false, StopReason.EPOCHS, Double.NaN);
        assertArrayEquals(new double[] {1.5, 1.0 / 3}, history.losses());
        assertArrayEquals(new double[] {0.25, Double.NaN}, history.validationLosses());
        assertArrayEquals(new double[] {0.875, Double.NaN}, history.accuracies());
        assertEquals(SECOND, history.last());
    }

    @Test
    void progressIsALineAnEpochWhereThereIsNoTerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false));
        assertEquals(
                String.format("epoch  1/12  loss 1.5000  validation loss 0.2500  accuracy 87.50 %%%n"
                        + "epoch  2/12  loss 0.3333%nrestored the weights of epoch 1%n"),
                bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void progressRedrawsOneLineOnATerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        run(new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), true));
        String text = bytes.toString(StandardCharsets.UTF_8);
        String[] lines = text.split(System.lineSeparator());
        assertEquals(3, lines.length, text);
        String[] drawn = lines[0].split("\r");
        assertEquals("epoch  1/12  [===============               ]  loss 2.0000", drawn[1]);
        assertEquals("epoch  1/12  loss 1.5000  validation loss 0.2500  accuracy 87.50 %", drawn[2].strip());
    }

    private static void run(Progress progress) {
        Callback.Control control = new Control();
        progress.onStepEnd(1, 2, 2, control);
        progress.onStepEnd(1, 3, 1, control); // too soon after the last to be drawn
        progress.onEpochEnd(FIRST, control);
        progress.onEpochEnd(SECOND, control);
        progress.onTrainingEnd(new History(List.of(FIRST, SECOND), 1, true, StopReason.EPOCHS, Double.NaN), control);
    }

    private static final class Control implements Callback.Control {
        @Override
        public Network network() {
            throw new AssertionError("progress needs no network");
        }

        @Override
        public Training training() {
            throw new AssertionError("progress needs no training");
        }

        @Override
        public int epochs() {
            return 12;
        }

        @Override
        public int stepsPerEpoch() {
            return 4;
        }

        @Override
        public void stop() {
            throw new AssertionError("progress stops nothing");
        }
    }
}
