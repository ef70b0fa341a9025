package io.lanewise.samples.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import io.lanewise.samples.benchmarks.engine.Call;
import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.engine.Session;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/** How many bytes of the Java heap a warm call takes, counted over all threads. */
public final class Allocation {
    private static final long WARM_NANOS = 1_000_000_000L;
    private static final int ROUNDS = 7;
    private static final int CALLS = 50;

    private Allocation() {}

    /** Bytes a call, in a process of its own. */
    static double bytes(EngineName engine, Row row, Path folder) {
        String printed = Jvm.run(
                Jvm.flags(true),
                System.getProperty("java.class.path"),
                Allocation.class,
                List.of(
                        engine.name(),
                        row.workload(),
                        Integer.toString(row.batch()),
                        folder.toString(),
                        Integer.toString(row.threads())));
        return Double.parseDouble(Jvm.last(printed));
    }

    /** Takes engine, workload, rows, the folder of the weights and threads, and prints the bytes. */
    public static void main(String[] arguments) {
        EngineName engine = EngineName.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[4]);
        try (Session session = engine.open(Rows.work(arguments[1]), Path.of(arguments[3]), threads);
                Call call = session.call(Integer.parseInt(arguments[2]))) {
            System.out.println(bytes(call));
        }
        System.exit(0);
    }

    private static double bytes(Call call) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_NANOS) {
            call.run();
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] bytes = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getTotalThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            bytes[round] = (double) (threads.getTotalThreadAllocatedBytes() - before) / CALLS;
        }
        return Spread.of(bytes).median();
    }
}
