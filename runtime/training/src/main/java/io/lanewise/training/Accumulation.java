package io.lanewise.training;

import io.lanewise.runtime.kernel.Fma;

/**
 * Gradients of several batches on their way to one step, which takes their mean over all examples. One batch alone comes out
 * with the bits that it came in with.
 */
final class Accumulation {
    private final float[] sum;
    private int batches;
    private int first;
    private long examples;

    Accumulation(int parameters) {
        this.sum = new float[parameters];
    }

    /** Batches that wait for their step. */
    int batches() {
        return batches;
    }

    /** Adds a part of the gradient of a batch; {@link #added} follows when all parts are. */
    void add(float[] gradient, int count, int from, int to) {
        if (batches == 0) {
            System.arraycopy(gradient, from, sum, from, to - from);
            return;
        }
        float weight = (float) ((double) count / first);
        for (int i = from; i < to; i++) {
            sum[i] = Fma.fma(gradient[i], weight, sum[i]);
        }
    }

    void added(int count) {
        first = batches == 0 ? count : first;
        batches++;
        examples += count;
    }

    /** Writes the mean. */
    void mean(float[] gradient) {
        float factor = (float) ((double) first / examples);
        for (int i = 0; i < sum.length; i++) {
            gradient[i] = sum[i] * factor;
        }
    }

    void clear() {
        batches = 0;
        examples = 0;
    }
}
