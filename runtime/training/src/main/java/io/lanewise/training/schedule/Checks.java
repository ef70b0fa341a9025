package io.lanewise.training.schedule;

import org.jspecify.annotations.Nullable;

/** Checks of a schedule's arguments. */
final class Checks {
    private Checks() {}

    static void steps(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("The number of " + name + " is " + value + ". Pass at least 1.");
        }
    }

    static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a finite number above 0.");
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a finite number, 0 or above.");
        }
    }

    static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a number from 0 to 1.");
        }
    }

    static void present(@Nullable Schedule schedule) {
        if (schedule == null) {
            throw new NullPointerException("The schedule is null. Pass one, such as CosineDecay.of(1000).");
        }
    }
}
