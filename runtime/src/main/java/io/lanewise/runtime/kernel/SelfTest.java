package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.Lanes;
import io.lanewise.runtime.kernel.vector.VectorClasses;

/**
 * Loads the vector classes and sees whether they compute at all, before any kernel is compared with its twin. In steps, since
 * together they take 25 ms: a call of a model waits for one of them.
 */
final class SelfTest {
    private static final int STEPS = 4;

    /** Steps done; {@link #STEPS} after a failure, too. */
    private static volatile int done;

    private static volatile boolean passed;

    /** What the twins must have taken before the next step, in nanoseconds. */
    private static long next;

    private SelfTest() {}

    /** Takes the next step if enough was computed since the last; true once all have passed. */
    static boolean advanced() {
        if (done < STEPS && Budget.begun() && Budget.spent() >= next) {
            step();
        }
        return passed;
    }

    /** Takes all steps that are left; true if all have passed. */
    static boolean passed() {
        while (done < STEPS) {
            step();
        }
        return passed;
    }

    private static synchronized void step() {
        if (done == STEPS) {
            return;
        }
        long start = System.nanoTime();
        String failure = failure(done);
        if (!failure.isEmpty()) {
            System.getLogger("io.lanewise")
                    .log(System.Logger.Level.WARNING, "Lanewise computes in scalar form: {0}", failure);
            done = STEPS;
            return;
        }
        passed = done == STEPS - 1;
        done++;
        // Rather soon: the earlier, the more a call takes anyway.
        next = Budget.spent() + (System.nanoTime() - start) / 2;
    }

    private static String failure(int step) {
        try {
            switch (step) {
                case 0 -> VectorClasses.operators();
                case 1 -> VectorClasses.floats();
                case 2 -> VectorClasses.ints();
                default -> {
                    if (Lanes.LENGTH < 4 || Lanes.VIRTUAL % Lanes.LENGTH != 0) {
                        return "vectors of " + Lanes.LENGTH + " floats are not supported";
                    }
                    if (!VectorClasses.computes()) {
                        return "vectors give wrong sums here. Update Java for speed";
                    }
                }
            }
            return "";
        } catch (LinkageError missing) {
            return "the vector classes do not load (" + missing + "). Use Java 25";
        }
    }
}
