package io.lanewise.samples.lessons;

import io.lanewise.samples.plots.Plot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where a lesson writes: text line by line, pictures into a folder. */
public final class Page {
    private final PrintStream text;
    private final Path folder;

    /** A page with this text and the pictures in this folder. */
    public Page(PrintStream text, Path folder) {
        this.text = text;
        this.folder = folder;
    }

    /** Writes a line, formatted as {@link String#format} does, whatever the locale. */
    public void say(String format, Object... arguments) {
        text.println(String.format(Locale.ROOT, format, arguments));
    }

    /** Writes an empty line. */
    public void gap() {
        text.println();
    }

    /** Writes steps of a computation by hand, each beside what the compiled network says. */
    public void steps(List<Step> steps) {
        say("%-10s %-44s %16s %16s", "", "by hand", "", "compiled");
        for (Step step : steps) {
            say("%-10s %-44s %16s %16s", step.what(), step.how(), number(step.byHand()), number(step.compiled()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value != 0 && Math.abs(value) < 1e-4 ? "%.6e" : "%.6f", value);
    }

    /**
     * Writes a picture to {@code name.png} and says so.
     *
     * @throws IOException if it cannot be written
     */
    public void draw(String name, Plot plot) throws IOException {
        Path file = folder.resolve(name + ".png");
        plot.save(file);
        say("wrote %s", file);
    }
}
