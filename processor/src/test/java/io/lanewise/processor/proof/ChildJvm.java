package io.lanewise.processor.proof;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, of the kind this one is, so that flags can be tried. */
final class ChildJvm {
    private ChildJvm() {}

    /** What a child wrote and how it ended. */
    record Result(int exit, String out, String err) {
        /** The output, or an error that shows what the child said. */
        String checked() {
            if (exit != 0) {
                throw new AssertionError("The child ended with " + exit + ".\n" + out + "\n" + err);
            }
            return out;
        }
    }

    /** The class path of the running tests, whichever way they were started. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The parts of {@link #classPath} whose path contains any of the words. */
    static List<String> classPathOf(String... words) {
        List<String> parts = new ArrayList<>();
        for (String part : classPath().split(File.pathSeparator)) {
            for (String word : words) {
                if (part.contains(word)) {
                    parts.add(part);
                    break;
                }
            }
        }
        return parts;
    }

    /** Runs {@code java arguments…} and waits. */
    static Result java(Path folder, List<String> arguments) throws IOException, InterruptedException {
        return run(
                folder, Path.of(System.getProperty("java.home"), "bin", "java").toString(), arguments);
    }

    /** Runs a program and waits, at most four minutes. */
    static Result run(Path folder, String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Path out = Files.createTempFile(folder, "child", ".out");
        Path err = Files.createTempFile(folder, "child", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(4, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("The child did not end in four minutes: " + command + "\n"
                    + Files.readString(out, StandardCharsets.UTF_8) + Files.readString(err, StandardCharsets.UTF_8));
        }
        return new Result(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
