package io.lanewise.samples.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page with places for what a run measures, each between two comments: {@code <!-- name -->} and {@code <!-- end -->}. */
public record Page(Path file) {
    private static final String END = "<!-- end -->";

    /**
     * Replaces what stands at one place.
     *
     * @param markdown whole lines
     * @throws IllegalArgumentException if the page has no such place
     */
    public void replace(String name, String markdown) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String text = Files.readString(file);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(END, from);
        if (from < begin.length() || to < 0) {
            throw new IllegalArgumentException(
                    file + " has no place for '" + name + "'. Add the lines " + begin.strip() + " and " + END + ".");
        }
        Files.writeString(file, text.substring(0, from) + "\n" + markdown.strip() + "\n\n" + text.substring(to));
    }

    /** Whether the page has such a place. */
    public boolean has(String name) throws IOException {
        return Files.readString(file).contains("<!-- " + name + " -->\n");
    }
}
