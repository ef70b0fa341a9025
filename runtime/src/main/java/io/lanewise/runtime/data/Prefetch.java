package io.lanewise.runtime.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Batches read ahead by another thread: the same ones in the same order.
 *
 * <pre>{@code
 * try (Prefetch batches = file.batches(64).prefetch(4)) {
 *     for (Batch batch : batches.shuffled(seed, epoch)) {
 *         training.step(batch);
 *     }
 * }
 * }</pre>
 *
 * <p>The thread lives from the begin of a loop to its last batch; {@link #close()}, the next loop and the next order end that
 * of a loop that was left. What goes wrong while reading is thrown where the batch would have been had.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Prefetch extends Batches implements AutoCloseable {
    private final Batches source;
    private final Batch[] ring;
    private @Nullable Reader reader;

    Prefetch(Batches source, int ahead) {
        super(source.signature(), source.examples(), source.size());
        if (ahead < 1) {
            throw new IllegalArgumentException("Reading " + ahead + " batches ahead. Pass at least 1.");
        }
        this.source = source;
        this.ring = new Batch[Math.min(ahead, source.count()) + 1];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = source.empty();
        }
    }

    @Override
    public Batches shuffled(long seed, int epoch) {
        close();
        source.shuffled(seed, epoch);
        return this;
    }

    @Override
    void fill(int from, Batch into) {
        source.fill(from, into);
    }

    @Override
    public Iterator<Batch> from(int number) {
        close();
        Reader started = new Reader(number);
        reader = started;
        started.thread.start();
        return started;
    }

    /** Ends the reading thread, if there is one; the batches can be read again. */
    @Override
    public void close() {
        Reader ended = reader;
        reader = null;
        if (ended != null) {
            ended.end();
        }
    }

    /** One loop. Two counters and parking, since a lock's queue would allocate at every wait. */
    private final class Reader implements Iterator<Batch>, Runnable {
        private final int count = source.count();
        private final Thread thread = new Thread(this, "lanewise-prefetch");
        private final Thread user = Thread.currentThread();
        private volatile int read;
        private volatile int had;
        private volatile boolean ended;
        private volatile @Nullable Throwable failure;

        Reader(int first) {
            read = first;
            had = first;
            thread.setDaemon(true);
        }

        @Override
        public void run() {
            try {
                while (!ended && read < count) {
                    // The batch that was had last is still in use.
                    if (read - had >= ring.length - 1) {
                        LockSupport.park(this);
                        continue;
                    }
                    source.read(read, ring[read % ring.length]);
                    read++;
                    LockSupport.unpark(user);
                }
            } catch (RuntimeException | Error e) {
                failure = e;
                LockSupport.unpark(user);
            }
        }

        @Override
        public boolean hasNext() {
            return had < count;
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("No batch is left: all " + examples() + " examples were had.");
            }
            if (ended) {
                throw new IllegalStateException(
                        "This loop was ended, by close() or by another loop over the same batches. Begin it anew.");
            }
            int next = had;
            while (read <= next) {
                Throwable thrown = failure;
                if (thrown instanceof Error error) {
                    throw error;
                }
                if (thrown instanceof RuntimeException exception) {
                    throw exception;
                }
                LockSupport.park(this);
            }
            had = next + 1;
            LockSupport.unpark(thread);
            return ring[next % ring.length];
        }

        void end() {
            ended = true;
            LockSupport.unpark(thread);
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
