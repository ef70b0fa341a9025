package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.jmh.PeakBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The measured peak of multiply-adds, of one core and of two at once: the best of the forks throughout the run, since whatever else
 * runs on the machine can only lower it.
 */
public final class Peaks {
    private final Map<Integer, List<Double>> forks = new TreeMap<>();

    /** Peaks that are known: floating-point operations a second of one core and of two at once. */
    public static Peaks of(double one, double two) {
        Peaks peaks = new Peaks();
        peaks.add(1, one);
        peaks.add(2, two);
        return peaks;
    }

    /** Takes a further fork of one thread and one of two; JMH's report goes to the folder. */
    void measure(Path folder) {
        for (int threads = 1; threads <= 2; threads++) {
            add(threads, fork(threads, folder));
        }
    }

    private static double fork(int threads, Path folder) {
        Timing timing = Timing.PEAK;
        try {
            double micros = Fork.median(new Runner(new OptionsBuilder()
                            .include("^" + PeakBenchmark.class.getName() + "\\.")
                            .forks(1)
                            .jvmArgs(Jvm.flags(true).toArray(String[]::new))
                            .mode(Mode.AverageTime)
                            .threads(threads)
                            .warmupIterations(1)
                            .warmupTime(TimeValue.milliseconds(timing.warmUp()))
                            .measurementIterations(timing.iterations())
                            .measurementTime(TimeValue.milliseconds(timing.each()))
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.NORMAL)
                            .output(folder.resolve("peak.log").toString())
                            .build())
                    .runSingle());
            return threads * PeakBenchmark.FLOPS / micros * 1e6;
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(int threads, double flops) {
        forks.computeIfAbsent(threads, key -> new ArrayList<>()).add(flops);
    }

    /** Floating-point operations a second; NaN if not measured. */
    public double of(int threads) {
        return forks.getOrDefault(threads, List.of()).stream()
                .mapToDouble(value -> value)
                .max()
                .orElse(Double.NaN);
    }

    /** How far the forks lie apart, as a share of the peak. */
    public double spread(int threads) {
        double least = forks.getOrDefault(threads, List.of()).stream()
                .mapToDouble(value -> value)
                .min()
                .orElse(Double.NaN);
        return 1 - least / of(threads);
    }
}
