package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A data set cut into batches, for one thread:
 *
 * <pre>{@code
 * Batches batches = train.batches(32);
 * for (int epoch = 1; epoch <= 20; epoch++) {
 *     for (Batch batch : batches.shuffled(seed, epoch)) {
 *         training.step(batch);
 *     }
 * }
 * }</pre>
 *
 * <p>Every step of the loop fills the same batch anew, so nothing is allocated for it.
 */
public final class Batches implements Iterable<Batch> {
    private final Dataset data;
    private final int size;
    private final int[] order;
    private final Object[] buffers;
    private final int[] widths;
    private final Batch batch;

    Batches(Dataset data, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A batch size of " + size + ". Pass at least 1.");
        }
        this.data = data;
        this.size = Math.min(size, data.count());
        this.order = data.rows().clone();
        List<Signature.Argument> arguments = data.signature().arguments();
        this.buffers = new Object[arguments.size()];
        this.widths = new int[arguments.size()];
        for (int i = 0; i < buffers.length; i++) {
            Signature.Argument argument = arguments.get(i);
            widths[i] = argument.size();
            long length = (long) this.size * widths[i];
            if (length > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("A batch of " + this.size + " examples of '" + argument.name()
                        + "' has " + length + " numbers, too many for an array. Use smaller batches.");
            }
            buffers[i] = argument.isClasses() ? new int[(int) length] : new float[(int) length];
        }
        this.batch = Batch.of(this.size, buffers);
    }

    /**
     * Puts the examples in the order of this seed and epoch and returns these batches. The order depends on nothing else,
     * so an epoch can be had again without the epochs before it.
     */
    public Batches shuffled(long seed, int epoch) {
        System.arraycopy(data.rows(), 0, order, 0, order.length);
        Order.shuffle(order, seed, epoch);
        return this;
    }

    /** Number of batches. */
    public int count() {
        return (order.length + size - 1) / size;
    }

    /** The batches in the present order, each time the same object with other content. */
    @Override
    public Iterator<Batch> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < order.length;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("No batch is left: all " + order.length + " examples were had.");
                }
                fill(next);
                next += batch.count();
                return batch;
            }
        };
    }

    private void fill(int from) {
        int count = Math.min(size, order.length - from);
        batch.count(count);
        for (int i = 0; i < buffers.length; i++) {
            if (buffers[i] instanceof float[] values) {
                Dataset.gather((float[]) data.array(i), widths[i], order, from, count, values);
            } else {
                Dataset.gather((int[]) data.array(i), widths[i], order, from, count, (int[]) buffers[i]);
            }
        }
    }
}
