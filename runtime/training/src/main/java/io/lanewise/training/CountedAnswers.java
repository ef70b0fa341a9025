package io.lanewise.training;

import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.Traced;
import io.lanewise.training.metric.Answers;
import java.util.List;

/** The answers of an output to a batch at the positions that count: those that the loss leaves out are not judged either. */
final class CountedAnswers {
    /** Floats from one position to the next in the scratch. */
    private static final int ROW = 16;

    private final Answers answers = new Answers();
    private boolean all = true;
    private boolean[] counts = {};
    private float[] values = {};
    private float[] targets = {};
    private int[] labels = {};

    /** Notes which positions of {@code examples} examples count, while the scratch still holds what the loss left there. */
    void count(List<Traced> counted, String output, int examples, float[] scratch) {
        all = true;
        for (Traced each : counted) {
            if (each.node().equals(output)) {
                all = false;
                int rows = (each.width() - 1) / ROW + 1;
                if (counts.length < examples * rows) {
                    counts = new boolean[examples * rows];
                }
                for (int i = 0; i < examples * rows; i++) {
                    counts[i] = scratch[each.offset() + i / rows * each.stride() + i % rows * ROW] != 0;
                }
            }
        }
    }

    /** A view of what an output and its target hold for a batch, or of copies of the rows that count. */
    Answers of(float[] output, Signature.Argument target, Batch batch, int argument) {
        int width = target.isClasses() ? target.classes() : target.width();
        int rows = batch.count() * (target.isClasses() ? target.size() : target.size() / width);
        if (all) {
            return target.isClasses()
                    ? answers.set(output, width, batch.ints(argument), rows)
                    : answers.set(output, width, batch.floats(argument), rows);
        }
        if (values.length < rows * width) {
            values = new float[rows * width];
            targets = new float[target.isClasses() ? 0 : rows * width];
            labels = new int[target.isClasses() ? rows : 0];
        }
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            if (counts[row]) {
                System.arraycopy(output, row * width, values, kept * width, width);
                if (target.isClasses()) {
                    labels[kept] = batch.ints(argument)[row];
                } else {
                    System.arraycopy(batch.floats(argument), row * width, targets, kept * width, width);
                }
                kept++;
            }
        }
        return target.isClasses()
                ? answers.set(values, width, labels, kept)
                : answers.set(values, width, targets, kept);
    }
}
