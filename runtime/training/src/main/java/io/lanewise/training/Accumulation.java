package io.lanewise.training;

import io.lanewise.runtime.kernel.Fma;

/**
 * Gradients of several batches on their way to one step, which takes their mean over all that they count for: examples, or what
 * their losses were divided by. One batch alone comes out with the bits that it came in with.
 */
final class Accumulation {
    private final float[] sum;
    private int batches;
    /** What the first batch that counts for anything counts for. */
    private double first;

    private double total;

    Accumulation(int parameters) {
        this.sum = new float[parameters];
    }

    /** Batches that wait for their step. */
    int batches() {
        return batches;
    }

    /** Adds a part of the gradient of a batch of this weight; {@link #added} follows when all parts are. */
    void add(float[] gradient, double weight, int from, int to) {
        if (total == 0) {
            System.arraycopy(gradient, from, sum, from, to - from);
        } else if (weight > 0) {
            float factor = (float) (weight / first);
            for (int i = from; i < to; i++) {
                sum[i] = Fma.fma(gradient[i], factor, sum[i]);
            }
        }
    }

    void added(double weight) {
        first = total == 0 ? weight : first;
        batches++;
        total += weight;
    }

    /** Writes the mean. */
    void mean(float[] gradient) {
        float factor = total == 0 ? 1 : (float) (first / total);
        for (int i = 0; i < sum.length; i++) {
            gradient[i] = sum[i] * factor;
        }
    }

    void clear() {
        batches = 0;
        total = 0;
    }
}
