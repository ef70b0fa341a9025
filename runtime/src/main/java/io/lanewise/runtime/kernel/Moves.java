package io.lanewise.runtime.kernel;

import java.util.Arrays;

/** Elements moved unchanged, for generated code: joining and cutting, and rows into and out of their padding. */
public final class Moves {
    private Moves() {}

    /**
     * Copies {@code runs} runs of {@code length} elements in each of {@code examples} examples.
     *
     * @param fromExample elements from one example to the next, of {@code from}
     * @param fromRun elements from one run to the next, of {@code from}
     */
    public static void copy(
            int examples,
            int runs,
            int length,
            float[] from,
            int fromAt,
            int fromExample,
            int fromRun,
            float[] to,
            int toAt,
            int toExample,
            int toRun) {
        if (runs == 1 && fromExample == length && toExample == length) {
            System.arraycopy(from, fromAt, to, toAt, examples * length);
            return;
        }
        for (int example = 0; example < examples; example++) {
            int source = fromAt + example * fromExample;
            int target = toAt + example * toExample;
            for (int run = 0; run < runs; run++) {
                System.arraycopy(from, source + run * fromRun, to, target + run * toRun, length);
            }
        }
    }

    /** Zeros behind the {@code size} elements of each example. */
    public static void pad(int examples, int size, float[] to, int toAt, int toExample) {
        for (int example = 0; example < examples; example++) {
            int at = toAt + example * toExample;
            Arrays.fill(to, at + size, at + toExample, 0f);
        }
    }

    /** {@code to += from}. */
    public static void add(int length, float[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < length; i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }
}
