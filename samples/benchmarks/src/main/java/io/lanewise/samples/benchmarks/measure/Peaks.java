package io.lanewise.samples.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measured peak of multiply-adds, of one core and of two at once: the median of the forks throughout the run. */
public final class Peaks {
    private final Map<Integer, List<Double>> forks = new TreeMap<>();

    /** Peaks that are known: floating-point operations a second of one core and of two at once. */
    public static Peaks of(double one, double two) {
        Peaks peaks = new Peaks();
        peaks.add(1, one);
        peaks.add(2, two);
        return peaks;
    }

    /** Takes a further fork of one thread and one of two. */
    void measure(Forks jmh) {
        for (int threads = 1; threads <= 2; threads++) {
            add(threads, jmh.peak(threads));
        }
    }

    private void add(int threads, double flops) {
        forks.computeIfAbsent(threads, key -> new ArrayList<>()).add(flops);
    }

    /** Floating-point operations a second; NaN if not measured. */
    public double of(int threads) {
        return spread(threads).median();
    }

    /** The same with how far the forks lie apart. */
    public Spread spread(int threads) {
        List<Double> values = forks.getOrDefault(threads, List.of());
        return values.isEmpty()
                ? new Spread(Double.NaN, Double.NaN)
                : Spread.of(values.stream().mapToDouble(value -> value).toArray());
    }
}
