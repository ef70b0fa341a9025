package io.lanewise.processor.proof;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints what the calls of a fresh process cost, 784-128-10: each call's time against that of the same call in a process that
 * computes in scalar form, both the median of some processes; and how long it takes to reach 90 % of full speed.
 * Times are those of the calling thread.
 *
 * <pre>java -cp (test class path) io.lanewise.processor.proof.ColdCalls [processes]</pre>
 */
public final class ColdCalls {
    private final Path folder;
    private final int processes;

    private ColdCalls(Path folder, int processes) {
        this.folder = folder;
        this.processes = processes;
    }

    /** Takes the number of processes of each kind, 9 if none is given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("cold-calls");
        ModelCompiler.compile(Resources.sources(List.of("Numeral", "Calls")))
                .files()
                .writeClasses(folder);
        ColdCalls calls = new ColdCalls(folder, arguments.length == 0 ? 9 : Integer.parseInt(arguments[0]));
        calls.report("predict", 1, 60_000);
        calls.report("predict", 64, 8_000);
        calls.report("train", 64, 3_000);
    }

    private void report(String kind, int rows, int count) throws IOException, InterruptedException {
        long[][] vector = new long[processes][];
        long[][] twin = new long[processes][];
        for (int process = 0; process < processes; process++) {
            vector[process] = times(kind, rows, count, "auto");
            twin[process] = times(kind, rows, count, "off");
        }
        System.out.printf(Locale.ROOT, "%s, %d rows, medians of %d processes%n", kind, rows, processes);
        double[] fast = medians(vector);
        double[] slow = medians(twin);
        System.out.println("  calls           vector form, µs          twin, µs  ratio: median  largest  above 2");
        for (int from = 0, to = 1; from < count; from = to, to = Math.min(count, to * 4)) {
            double[] ratios = new double[to - from];
            for (int i = from; i < to; i++) {
                ratios[i - from] = fast[i] / slow[i];
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "  %5d to %5d  %18.1f %18.1f  %13.2f %8.2f %8d%n",
                    from + 1,
                    to,
                    mean(fast, from, to) / 1000,
                    mean(slow, from, to) / 1000,
                    ratios[ratios.length / 2],
                    ratios[ratios.length - 1],
                    Arrays.stream(ratios).filter(ratio -> ratio > 2).count());
        }
        List<Integer> steady = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (long[] times : vector) {
            int at = steady(times);
            steady.add(at);
            seconds.add(Arrays.stream(times, 0, at).sum() * 1e-9);
        }
        System.out.printf(
                Locale.ROOT,
                "  90 %% of full speed after %d calls, %.2f s (the slowest process %.2f s)%n",
                steady.stream().sorted().toList().get(processes / 2),
                seconds.stream().sorted().toList().get(processes / 2),
                seconds.stream().max(Double::compare).orElseThrow());
    }

    /** The first call from which the median of 50 is within a ninth of that of the last fifth. */
    private static int steady(long[] times) {
        double full = median(times, times.length * 4 / 5, times.length);
        int at = 0;
        while (at + 50 < times.length && median(times, at, at + 50) > full / 0.9) {
            at++;
        }
        return at;
    }

    private static double median(long[] times, int from, int to) {
        long[] part = Arrays.copyOfRange(times, from, to);
        Arrays.sort(part);
        return part[part.length / 2];
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }

    private static double[] medians(long[][] times) {
        double[] result = new double[times[0].length];
        long[] column = new long[times.length];
        for (int i = 0; i < result.length; i++) {
            for (int process = 0; process < times.length; process++) {
                column[process] = times[process][i];
            }
            result[i] = median(column, 0, column.length);
        }
        return result;
    }

    private long[] times(String kind, int rows, int count, String vector) throws IOException, InterruptedException {
        Path out = folder.resolve("times");
        ChildJvm.java(
                        folder,
                        List.of(
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-Dlanewise.vector=" + vector,
                                "-cp",
                                folder
                                        + File.pathSeparator
                                        + String.join(File.pathSeparator, ChildJvm.classPathOf("runtime", "jspecify")),
                                "app.Calls",
                                kind,
                                Integer.toString(rows),
                                Integer.toString(count),
                                out.toString()))
                .checked();
        long[] times = new long[count];
        ByteBuffer.wrap(Files.readAllBytes(out)).asLongBuffer().get(times);
        return times;
    }
}
