package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.jmh.CallBenchmark;
import io.lanewise.samples.benchmarks.jmh.OptimizerBenchmark;
import io.lanewise.samples.benchmarks.jmh.PeakBenchmark;
import io.lanewise.samples.benchmarks.work.Work.Rule;
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
 * Runs JMH one fork at a time (what it says of the last goes to {@code jmh.log}), so that the forks of the engines take turns: what the machine does meanwhile meets all of them.
 *
 * @param folder where the weights lie
 * @param warmups iterations before those that count, twice as long
 * @param iterations those that count
 * @param millis least length of an iteration
 */
public record Forks(Path folder, int warmups, int iterations, int millis) {
    /** Callers on the processors' cores in the row {@code callers}. */
    private static final int CALLERS = 8;

    /** Microseconds of a call in one fork: the median of its iterations. */
    double call(EngineName engine, Row row, boolean vector) {
        return median(
                run(call(options(CallBenchmark.class, vector), engine, row).mode(Mode.AverageTime)));
    }

    /** The 99th percentile of the microseconds of a call when eight threads call at once, in one fork. */
    double callers(EngineName engine, Row row, boolean vector) {
        RunResult result = run(call(options(CallBenchmark.class, vector), engine, row)
                .mode(Mode.SampleTime)
                .threads(CALLERS));
        return result.getPrimaryResult().getStatistics().getPercentile(99);
    }

    private ChainedOptionsBuilder call(ChainedOptionsBuilder options, EngineName engine, Row row) {
        return options.param("engine", engine.name())
                .param("workload", row.workload())
                .param("threads", Integer.toString(row.threads()))
                .param("folder", folder.toString())
                .param("batch", Integer.toString(row.batch()));
    }

    /** Floating-point operations a second of so many cores at once, in one fork. */
    double peak(int threads) {
        RunResult result =
                run(options(PeakBenchmark.class, true).mode(Mode.AverageTime).threads(threads));
        return threads * PeakBenchmark.FLOPS / median(result) * 1e6;
    }

    /** Microseconds of one optimizer pass in one fork. */
    double optimizer(Rule rule, int parameters) {
        return median(run(options(OptimizerBenchmark.class, true)
                .mode(Mode.AverageTime)
                .param("rule", rule.name())
                .param("parameters", Integer.toString(parameters))));
    }

    /** The same with one iteration that counts, for calls so long that more would tell no more. */
    Forks once() {
        return new Forks(folder, 2, 1, 2 * millis);
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, boolean vector) {
        List<String> flags = new ArrayList<>(Jvm.flags(vector));
        if (!vector) {
            flags.add("-Dlanewise.vector=off");
        }
        return new OptionsBuilder()
                .include("^" + benchmark.getName() + "\\.")
                .forks(1)
                .jvmArgs(flags.toArray(String[]::new))
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(2L * millis))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.milliseconds(millis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.NORMAL)
                .output(folder.resolve("jmh.log").toString());
    }

    private static RunResult run(ChainedOptionsBuilder options) {
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            if (results.size() != 1) {
                throw new IllegalStateException("JMH gave " + results.size() + " results instead of 1.");
            }
            return results.iterator().next();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double median(RunResult result) {
        return Spread.of(result.getBenchmarkResults().stream()
                        .flatMap(fork -> fork.getIterationResults().stream())
                        .map(IterationResult::getPrimaryResult)
                        .mapToDouble(primary -> primary.getScore())
                        .toArray())
                .median();
    }
}
