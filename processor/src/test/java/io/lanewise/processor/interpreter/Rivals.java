package io.lanewise.processor.interpreter;

/**
 * Whether a largest number had a rival so close that floats may choose the other, and send the gradient elsewhere. Rivals that
 * are equal do not count: of those the first is taken everywhere.
 */
final class Rivals {
    private static final double CLOSE = 0x1p-19;

    private boolean close;

    void meet(double one, double other) {
        double distance = Math.abs(one - other);
        close |= distance > 0 && distance <= CLOSE * Math.max(Math.abs(one), Math.abs(other));
    }

    boolean areClose() {
        return close;
    }
}
