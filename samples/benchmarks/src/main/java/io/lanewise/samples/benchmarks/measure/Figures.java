package io.lanewise.samples.benchmarks.measure;

import java.util.List;

/**
 * What one process found.
 *
 * @param values one for each row, in their order
 * @param warmUps what each {@code warmUp()} in it said
 */
record Figures(double[] values, List<String> warmUps) {
    /** Figures of processes that report no warm-up. */
    static Figures of(double... values) {
        return new Figures(values, List.of());
    }

    /** The warm-ups that did not end well: calls were still becoming faster, or a kernel computes in scalar form. */
    List<String> unsteady() {
        return warmUps.stream()
                .filter(said -> !said.startsWith("steady") || !said.endsWith("scalar: []"))
                .toList();
    }
}
