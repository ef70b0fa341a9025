package io.lanewise.processor.interpreter;

/**
 * Whether numbers that were compared are so close that floats may say otherwise, and send the gradient elsewhere: the largest of a
 * window and its rival, or an element and the kink of an activation. Those that are equal do not count: they are so everywhere.
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
