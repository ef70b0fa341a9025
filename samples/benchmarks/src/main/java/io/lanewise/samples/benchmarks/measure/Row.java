package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.work.Work;
import java.util.List;

/**
 * One row of the table, still to be measured.
 *
 * @param workload name of the workload in {@link Rows}
 * @param kind what is measured: {@code infer}, {@code decode}, {@code gemm}, {@code train}, {@code epoch} and {@code callers}
 *     the time of a call, {@code cold} that of a process, {@code warm} until full speed, {@code alloc} bytes
 * @param batch rows in a call
 * @param threads threads that an engine may use for a call
 * @param peers whom Lanewise is compared with
 * @param isShort whether the short suite measures it
 */
public record Row(String workload, String kind, int batch, int threads, List<EngineName> peers, boolean isShort) {
    /** What an engine does in a call. */
    public Work work() {
        return Rows.work(workload);
    }

    /** Rows of the same group share processes: all products, the training of one net, or one workload. */
    String group() {
        String with = work() instanceof Work.Product
                ? ""
                : work() instanceof Work.Step step ? step.net().title() : workload;
        return String.join(",", kind, Integer.toString(threads), with);
    }

    /** All in one line. */
    public String title() {
        return workload + ", " + batch + (batch == 1 ? " row, " : " rows, ") + threads
                + (threads == 1 ? " thread" : " threads");
    }
}
