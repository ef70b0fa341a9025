package io.lanewise.samples.benchmarks.measure;

import io.lanewise.samples.benchmarks.engine.EngineName;

/**
 * How long a row is measured in a fork, in milliseconds; a longer call counts whole.
 *
 * @param warmUp of calls that do not count
 * @param iterations whose median is the fork's figure
 * @param each of an iteration
 */
record Timing(int warmUp, int iterations, int each) {
    /** For the scalar twin, whose time is compared with none. */
    private static final Timing TWIN = new Timing(150, 1, 100);

    /** For calls of a quarter of a second and more: one that does not count, and one that does. */
    private static final Timing LONG = new Timing(1, 1, 1);

    /** For the peak, whose loop must be compiled by then on a busy machine, too. */
    static final Timing PEAK = new Timing(1000, 3, 50);

    /**
     * For one engine and row. DJL's steps become faster for about two seconds of a process; what the others compile is compiled
     * when they are opened, but for the optimizer.
     *
     * @param first whether the row is the first in its process
     */
    static Timing of(EngineName engine, Row row, boolean vector, boolean first) {
        if (row.kind().equals("epoch")) {
            return LONG;
        }
        if (!vector) {
            return TWIN;
        }
        return new Timing(warmUp(engine, row, first), 5, 50);
    }

    private static int warmUp(EngineName engine, Row row, boolean first) {
        if (engine == EngineName.DJL) {
            return first ? 2000 : 400;
        }
        boolean train = row.kind().equals("train");
        return first ? (train ? 1000 : 300) : train ? 300 : 150;
    }
}
