package io.lanewise.samples.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Processes of this Java, each with one engine in it. */
final class Jvm {
    private Jvm() {}

    /** What a measured process is started with; without the vector module, Lanewise computes by the scalar twin. */
    static List<String> flags(boolean vector) {
        List<String> flags = new ArrayList<>(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dai.djl.offline=true",
                "-DDJL_CACHE_DIR=" + System.getProperty("benchmarks.cache", System.getProperty("java.io.tmpdir"))));
        if (vector) {
            flags.add("--add-modules=jdk.incubator.vector");
        }
        return flags;
    }

    /**
     * Runs a class to its end and returns what it printed.
     *
     * @throws IllegalStateException if it failed, with what it printed
     */
    static String run(List<String> flags, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(main.getSimpleName() + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The last line that a process printed. */
    static String last(String printed) {
        return printed.lines().reduce("", (first, second) -> second);
    }
}
