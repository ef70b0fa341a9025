package io.lanewise.runtime.kernel;

/**
 * What cold calls may spend on vector forms that are still slow, all kernels of the process together. Two accounts: half of the
 * time that the twins alone would take may be spent at once, and no more than half of what was earned since the kernel's last
 * turn, which is about one call of the model: so a call stays within twice the twin's time. What is too dear for that is paid from
 * savings of a quarter, now and then.
 *
 * <p>Shared by threads without locks: what is lost delays a take-over, and no result depends on it.
 */
final class Budget {
    private static final double SHARE = 0.5;
    private static final double SAVED_SHARE = 0.25;

    /** The most nanoseconds that are saved up, so that no single call is long. */
    private static final double SAVINGS = 1_000_000;

    /** Nanoseconds that all twins together take before any vector class is loaded, which takes longer. */
    private static final long BEFORE_LOADING = 10_000_000;

    /** Parts of calls that are the twins' alone, so that the first results do not wait for vector classes. */
    private static final int FIRST = 32;

    private static long spent;
    private static int parts;
    private static double account;
    private static double savings;

    private Budget() {}

    /** Counts what a twin took, or would have taken where a vector form computed. */
    static void earn(long nanos) {
        spent += nanos;
        parts++;
        account += SHARE * nanos;
        savings = Math.min(SAVINGS, savings + SAVED_SHARE * nanos);
    }

    /** Nanoseconds that kernels have earned since the process began. */
    static long spent() {
        return spent;
    }

    /** Whether the process has computed long enough to load vector classes. */
    static boolean begun() {
        return spent >= BEFORE_LOADING && parts >= FIRST;
    }

    /** What a kernel may spend now if so much was earned since its last turn. */
    static double available(long earned) {
        account = Math.min(account, SHARE * earned);
        return account;
    }

    /** Whether savings pay for so much, or are as large as they get. */
    static boolean affords(double nanos) {
        return savings >= Math.min(nanos, SAVINGS);
    }

    /** Pays for a slice. */
    static void spend(long nanos, boolean saved) {
        if (saved) {
            savings -= nanos;
        } else {
            account -= nanos;
        }
    }
}
