package io.lanewise.training;

/**
 * Training met a NaN or an infinity. Thrown before anything was written: parameters and optimizer are as they were before
 * the step that failed.
 */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    private final String layer;

    private final long step;

    NonFiniteException(String layer, long step, String message) {
        super(message);
        this.layer = layer;
        this.step = step;
    }

    /**
     * Name of the first node (input, layer or loss), or of the parameter, where it arose; of several nodes, {@code "a, b"},
     * where they are computed in one pass and cannot be told apart.
     */
    public String layer() {
        return layer;
    }

    /** Number of the step that failed, from 1; for a failed evaluation, of the last step before it, 0 if there was none. */
    public long step() {
        return step;
    }
}
