package io.lanewise.training.optimizer;

/** Checks of an optimizer's arguments. */
final class Ranges {
    private Ranges() {}

    static void learningRate(double value) {
        positive("learning rate", value);
    }

    /** The rules run in float, so a value must be above 0 and finite there too. */
    static void positive(String name, double value) {
        float used = (float) value;
        if (!(used > 0) || used == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a finite number above 0.");
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0 && (float) value < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a finite number, 0 or above.");
        }
    }

    static void fraction(String name, double value) {
        if (!(value >= 0 && (float) value < 1)) {
            throw new IllegalArgumentException("The " + name + " is " + value + ". Pass a number from 0 to below 1.");
        }
    }
}
