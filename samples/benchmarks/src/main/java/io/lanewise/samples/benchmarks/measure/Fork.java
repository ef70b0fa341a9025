package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.LanewiseEngine;
import io.lanewise.samples.benchmarks.jmh.CallBenchmark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A process of its own in which one engine is opened once and JMH measures some rows, one after the other: opening an engine takes
 * longer than measuring a row.
 */
public final class Fork {
    /** Callers on the processors' cores in the row {@code callers}. */
    private static final int CALLERS = 8;

    private static final double PERCENTILE = 99;
    private static final String FIGURE = "figure ";

    private Fork() {}

    /** The microseconds of a call of each row: the median of its iterations, or for {@code callers} the 99th percentile. */
    static Figures run(EngineName engine, List<Row> rows, boolean vector, Path folder) {
        List<String> flags = new ArrayList<>(Jvm.flags(vector));
        if (!vector) {
            flags.add("-Dlanewise.vector=off");
        }
        List<String> arguments = new ArrayList<>(
                List.of(engine.name(), Integer.toString(rows.getFirst().threads()), folder.toString()));
        for (Row row : rows) {
            Timing timing = Timing.of(engine, row, vector, row.equals(rows.getFirst()));
            arguments.addAll(List.of(
                    row.kind(),
                    row.workload(),
                    Integer.toString(row.batch()),
                    Integer.toString(timing.warmUp()),
                    Integer.toString(timing.iterations()),
                    Integer.toString(timing.each())));
        }
        String printed = Jvm.run(flags, System.getProperty("java.class.path"), Fork.class, arguments);
        return new Figures(
                after(FIGURE, printed).stream().mapToDouble(Double::parseDouble).toArray(),
                after(LanewiseEngine.WARM_UP, printed));
    }

    private static List<String> after(String word, String printed) {
        return printed.lines()
                .filter(line -> line.startsWith(word))
                .map(line -> line.substring(word.length()))
                .toList();
    }

    /** Takes engine, threads and the folder of the weights, then for each row what {@link #run} says, and prints the figures. */
    public static void main(String[] arguments) throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        for (int i = 3; i < arguments.length; i += 6) {
            boolean callers = arguments[i].equals("callers");
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include("^" + CallBenchmark.class.getName() + "\\.")
                    .forks(0)
                    .param("engine", arguments[0])
                    .param("engineThreads", arguments[1])
                    .param("folder", arguments[2])
                    .param("workload", arguments[i + 1])
                    .param("batch", arguments[i + 2])
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(Integer.parseInt(arguments[i + 3])))
                    .measurementIterations(Integer.parseInt(arguments[i + 4]))
                    .measurementTime(TimeValue.milliseconds(Integer.parseInt(arguments[i + 5])))
                    .mode(callers ? Mode.SampleTime : Mode.AverageTime)
                    .threads(callers ? CALLERS : 1)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT);
            Collection<RunResult> results = new Runner(options.build()).run();
            if (results.size() != 1) {
                throw new IllegalStateException("JMH gave " + results.size() + " results instead of 1.");
            }
            RunResult result = results.iterator().next();
            double figure =
                    callers ? result.getPrimaryResult().getStatistics().getPercentile(PERCENTILE) : median(result);
            System.out.println(FIGURE + figure);
        }
        System.exit(0);
    }

    /** Of the iterations. */
    static double median(RunResult result) {
        return Spread.of(result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .map(IterationResult::getPrimaryResult)
                        .mapToDouble(primary -> primary.getScore())
                        .toArray())
                .median();
    }
}
