package io.lanewise.runtime.kernel;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The caller's thread and its helpers, for work of some ten microseconds and more. A helper looks for the next work for
 * {@value #SPIN} ns after the last, so that a loop of calls finds it awake, then sleeps, and after some seconds of that ends;
 * the next work starts it again. Helpers are daemons.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class Team {
    private static final long SPIN = 200_000;
    private static final long IDLE = 5_000_000_000L;
    /** Looks between two readings of the clock, or before the processor is yielded at a barrier. */
    private static final int LOOKS = 512;

    /** More than there are helpers. */
    private static final long PLACES = 256;

    private static final int AWAKE = 0;
    private static final int ASLEEP = 1;
    private static final int GONE = 2;

    private final Member[] members;
    private final Helper[] helpers;
    private final AtomicBoolean entered = new AtomicBoolean();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    /** The number of the last work, and in the lowest byte how many helpers may still take part in it. */
    private final AtomicLong call = new AtomicLong();

    private volatile int phase;
    private volatile @Nullable Work work;
    private volatile @Nullable Throwable failure;

    /** What every member runs. */
    public interface Work {
        void run(Member member);
    }

    private Team(int size) {
        members = new Member[size];
        helpers = new Helper[size - 1];
        for (int i = 0; i < size; i++) {
            members[i] = new Member(this, i, size);
            if (i > 0) {
                helpers[i - 1] = new Helper(members[i], i);
            }
        }
    }

    /**
     * A team of so many threads, the caller's included, at most one for each processor that the process may use; null if that is
     * one.
     *
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public static @Nullable Team of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads is " + threads + ". Pass 1 or more.");
        }
        int size = Math.min(Math.min(threads, Member.MOST), Runtime.getRuntime().availableProcessors());
        return size == 1 ? null : new Team(size);
    }

    /** Threads of this team. */
    public int size() {
        return members.length;
    }

    /** Takes the team for one work; false if another thread has it, which then had better compute alone. */
    public boolean enter() {
        return entered.compareAndSet(false, true);
    }

    /** Gives the team back. */
    public void leave() {
        entered.set(false);
    }

    /**
     * Runs this on all members at once, which may wait for one another; between {@link #enter} and {@link #leave}. What a member
     * throws is thrown here.
     */
    public void run(Work next) {
        run(next, true);
    }

    /**
     * The same for work of which every member takes what is left, and none waits: a helper that has not begun when the caller
     * has found nothing left is not waited for. So a processor that others keep busy costs no more than its help.
     */
    public void share(Work next) {
        run(next, false);
    }

    /**
     * Runs this on all members at once, as {@link #run(Work)} does, if all helpers come within so many nanoseconds; if not, nothing
     * is run. So work that takes little longer than to wake a thread, or a processor that others keep busy, is not waited for.
     *
     * @param next begins with a {@linkplain Member#barrier barrier}, from which those who came in vain are led out
     * @return whether it was run
     */
    public boolean run(Work next, long patience) {
        begin(next);
        long start = System.nanoTime();
        boolean late = false;
        for (int looks = 0; call.get() % PLACES != 0 && !late; looks++) {
            pause(looks);
            late = System.nanoTime() - start > patience && dismiss() > 0;
        }
        if (late) {
            failure = new Left();
        } else {
            attempt(next, members[0]);
        }
        end();
        return !late;
    }

    private void run(Work next, boolean all) {
        begin(next);
        attempt(next, members[0]);
        if (!all) {
            dismiss();
        }
        end();
    }

    private void begin(Work next) {
        failure = null;
        arrived.set(0);
        work = next;
        busy.set(helpers.length);
        call.set((call.get() & -PLACES) + PLACES + helpers.length);
        for (Helper helper : helpers) {
            helper.wake();
        }
    }

    /** Closes the work to helpers that have not begun; how many. */
    private int dismiss() {
        int left = (int) (call.getAndUpdate(now -> now & -PLACES) % PLACES);
        busy.addAndGet(-left);
        return left;
    }

    /** Waits for those who take part. */
    private void end() {
        for (int looks = 0; busy.get() > 0; looks++) {
            pause(looks);
        }
        work = null;
        Throwable thrown = failure;
        if (thrown instanceof Left) {
            return;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        } else if (thrown instanceof Error error) {
            throw error;
        }
    }

    private void attempt(Work next, Member member) {
        try {
            next.run(member);
        } catch (RuntimeException | Error thrown) {
            if (!(thrown instanceof Left)) {
                failure = thrown;
            }
        }
    }

    void barrier() {
        int now = phase;
        if (arrived.incrementAndGet() == members.length) {
            arrived.set(0);
            phase = now + 1;
            return;
        }
        for (int looks = 0; phase == now; looks++) {
            if (failure != null) {
                throw new Left();
            }
            pause(looks);
        }
    }

    private static void pause(int looks) {
        if (looks < LOOKS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Leads a member out of a work in which another has failed. */
    private static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1;

        Left() {
            super("Another member failed", null, false, false);
        }
    }

    /** One helper; its thread comes and goes. */
    private final class Helper implements Runnable {
        private final Member member;
        private final String name;
        private final AtomicInteger state = new AtomicInteger(GONE);
        private volatile @Nullable Thread thread;
        private long seen;

        Helper(Member member, int number) {
            this.member = member;
            this.name = "lanewise-" + number;
        }

        void wake() {
            int now = state.get();
            if (now == ASLEEP) {
                LockSupport.unpark(thread);
            } else if (now == GONE && state.compareAndSet(GONE, AWAKE)) {
                Thread next = new Thread(this, name);
                next.setDaemon(true);
                thread = next;
                next.start();
            }
        }

        @Override
        public void run() {
            while (awaits()) {
                if (joins()) {
                    attempt(Objects.requireNonNull(work), member);
                    busy.decrementAndGet();
                }
            }
        }

        /** Takes part in the last work, unless that is over. */
        private boolean joins() {
            while (true) {
                long now = call.get();
                seen = now / PLACES;
                if (now % PLACES == 0) {
                    return false;
                }
                if (call.compareAndSet(now, now - 1)) {
                    return true;
                }
            }
        }

        private boolean isIdle() {
            return call.get() / PLACES == seen;
        }

        /** Waits for work; false if there was none for so long that the thread is to end. */
        private boolean awaits() {
            long start = System.nanoTime();
            for (int looks = 1; isIdle(); looks++) {
                Thread.onSpinWait();
                if (looks % LOOKS == 0 && System.nanoTime() - start > SPIN && !sleeps(start)) {
                    return false;
                }
            }
            return true;
        }

        private boolean sleeps(long start) {
            state.set(ASLEEP);
            while (isIdle()) {
                long left = IDLE - (System.nanoTime() - start);
                if (left <= 0) {
                    state.set(GONE);
                    // Work that came meanwhile is this thread's, or that of one just started for it.
                    return !isIdle() && state.compareAndSet(GONE, AWAKE);
                }
                LockSupport.parkNanos(this, left);
            }
            state.set(AWAKE);
            return true;
        }
    }
}
