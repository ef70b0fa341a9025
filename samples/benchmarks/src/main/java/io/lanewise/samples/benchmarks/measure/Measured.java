package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;
import io.lanewise.samples.benchmarks.work.Work;
import java.util.List;

/**
 * One row of the table against one peer.
 *
 * @param row what was measured
 * @param unit of the figures: {@code us}, {@code us p99} or {@code bytes}
 * @param lanewise over the forks
 * @param peer whom it is compared with
 * @param theirs the peer's over the forks
 * @param scalar Lanewise without the vector module, NaN if not measured
 * @param optimizer microseconds of one optimizer pass, NaN if there is none
 * @param unsteady what {@code warmUp()} said in the forks of Lanewise that were then not at full speed, or not in vector form
 */
public record Measured(
        Row row,
        String unit,
        Spread lanewise,
        EngineName peer,
        Spread theirs,
        double scalar,
        double optimizer,
        List<String> unsteady) {
    /** The peer's figure over ours: above 1, Lanewise is ahead. NaN where ours is 0. */
    public double ratio() {
        return lanewise.median() == 0 ? Double.NaN : theirs.median() / lanewise.median();
    }

    /** Relative spread of the ratio, at most. */
    public double spread() {
        return lanewise.spread() + theirs.spread();
    }

    /** Floating-point operations a second, NaN where they say nothing. */
    public double flops() {
        return switch (row.kind()) {
            case "infer", "decode", "gemm", "train", "epoch" -> row.work().flops(row.batch()) / lanewise.median() * 1e6;
            default -> Double.NaN;
        };
    }

    /**
     * The microseconds that a training step of one thread takes at least: its products at the peak, and one optimizer pass. NaN
     * for others.
     */
    public double floor(Peaks peaks) {
        return row.work() instanceof Work.Step step && row.threads() == 1
                ? step.flops(row.batch()) / peaks.of(row.threads()) * 1e6 + optimizer
                : Double.NaN;
    }
}
