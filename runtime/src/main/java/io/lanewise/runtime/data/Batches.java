package io.lanewise.runtime.data;

import io.lanewise.runtime.generated.Signature;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Examples cut into batches, for one thread:
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
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public abstract sealed class Batches implements Iterable<Batch> permits DatasetBatches, FileBatches, Prefetch {
    private final Signature signature;
    private final int examples;
    private final int size;
    private @Nullable Batch batch;

    Batches(Signature signature, int examples, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A batch size of " + size + ". Pass at least 1.");
        }
        this.signature = signature;
        this.examples = examples;
        this.size = Math.min(size, examples);
        for (Signature.Argument argument : signature.arguments()) {
            long length = (long) this.size * argument.size();
            if (length > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("A batch of " + this.size + " examples of '" + argument.name()
                        + "' has " + length + " numbers, too many for an array. Use smaller batches.");
            }
        }
    }

    /**
     * Puts the examples in the order of this seed and epoch and returns these batches. The order depends on nothing else,
     * so an epoch can be had again without the epochs before it.
     */
    public abstract Batches shuffled(long seed, int epoch);

    /** Fills a batch with the examples from this place of the present order on, as many as it counts. */
    abstract void fill(int from, Batch into);

    /** Number of batches. */
    public int count() {
        return (examples - 1) / size + 1;
    }

    /** Examples in all batches. */
    public int examples() {
        return examples;
    }

    /** Examples in a batch; the last may have fewer. */
    public int size() {
        return size;
    }

    /** The batches in the present order, each time the same object with other content. */
    @Override
    public Iterator<Batch> iterator() {
        return from(0);
    }

    /**
     * The batches from this one on, so that an epoch can be taken up where it was left.
     *
     * @param number batches to leave out, from 0 to {@link #count()}
     * @throws IllegalArgumentException if the number is out of range
     */
    public Iterator<Batch> from(int number) {
        if (number < 0 || number > count()) {
            throw new IllegalArgumentException(
                    "Batch " + number + " of " + count() + ". Pass a number from 0 to " + count() + ".");
        }
        Batch filled = batch == null ? empty() : batch;
        batch = filled;
        return new Iterator<>() {
            private int next = number;

            @Override
            public boolean hasNext() {
                return next < count();
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("No batch is left: all " + examples + " examples were had.");
                }
                return read(next++, filled);
            }
        };
    }

    /**
     * These batches, read on another thread while the ones before are used: the same batches in the same order. Worth its thread
     * where reading takes long, as from a file larger than memory.
     *
     * @param ahead batches to have ready, at least 1
     * @throws IllegalArgumentException if {@code ahead} is below 1
     */
    public Prefetch prefetch(int ahead) {
        return new Prefetch(this, ahead);
    }

    /** Fills a batch with the examples of this number and returns it. */
    final Batch read(int number, Batch into) {
        int from = number * size;
        fill(from, into.count(Math.min(size, examples - from)));
        return into;
    }

    /** A batch with arrays of its own. */
    final Batch empty() {
        List<Signature.Argument> arguments = signature.arguments();
        Object[] buffers = new Object[arguments.size()];
        for (int i = 0; i < buffers.length; i++) {
            int length = size * arguments.get(i).size();
            buffers[i] = arguments.get(i).isInts() ? new int[length] : new float[length];
        }
        return Batch.of(size, buffers).lengths(signature.lengths());
    }

    final Signature signature() {
        return signature;
    }
}
