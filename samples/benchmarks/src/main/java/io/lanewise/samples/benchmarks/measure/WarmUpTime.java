package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.Call;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.LanewiseEngine;
import io.lanewise.samples.benchmarks.engine.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a fresh process calls until it runs at nine tenths of full speed, which is the median of its last calls: until the end
 * of the first ten calls in a row whose median is as fast.
 */
public final class WarmUpTime {
    private static final long NANOS = 2_500_000_000L;
    private static final int WINDOW = 10;
    private static final double SHARE = 0.9;

    private WarmUpTime() {}

    /** Microseconds in one process. */
    static double micros(EngineName engine, Row row, Path folder) {
        List<String> flags = new ArrayList<>(Jvm.flags(true));
        flags.add("-D" + LanewiseEngine.COLD + "=true");
        String printed = Jvm.run(
                flags,
                System.getProperty("java.class.path"),
                WarmUpTime.class,
                List.of(engine.name(), row.workload(), Integer.toString(row.batch()), folder.toString()));
        return Double.parseDouble(Jvm.last(printed));
    }

    /** Takes engine, workload, rows and the folder of the weights, and prints the microseconds. */
    public static void main(String[] arguments) {
        EngineName engine = EngineName.valueOf(arguments[0]);
        long[] ends = new long[2_000_000];
        int calls = 0;
        long start;
        try (Session session = engine.open(Rows.work(arguments[1]), Path.of(arguments[3]), 1);
                Call call = session.call(Integer.parseInt(arguments[2]))) {
            start = System.nanoTime();
            do {
                call.run();
                ends[calls] = System.nanoTime() - start;
                calls++;
            } while (ends[calls - 1] < NANOS && calls < ends.length);
        }
        System.out.println(micros(Arrays.copyOf(ends, calls)));
        System.exit(0);
    }

    /** Microseconds until the calls that ended at these nanoseconds were fast. */
    static double micros(long[] ends) {
        double full = median(ends, ends.length - ends.length / 4, ends.length) / SHARE;
        for (int from = 0; from + WINDOW <= ends.length; from++) {
            if (median(ends, from, from + WINDOW) <= full) {
                return ends[from + WINDOW - 1] / 1e3;
            }
        }
        return ends[ends.length - 1] / 1e3;
    }

    private static double median(long[] ends, int from, int to) {
        double[] lengths = new double[to - from];
        for (int i = from; i < to; i++) {
            lengths[i - from] = ends[i] - (i == 0 ? 0 : ends[i - 1]);
        }
        return Spread.of(lengths).median();
    }
}
