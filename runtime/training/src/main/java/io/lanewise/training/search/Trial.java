package io.lanewise.training.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One combination of settings.
 *
 * @param number number of the trial, from 1
 * @param seed a seed of its own, for trials that are to differ in their random numbers too
 * @param values the values by name
 * @param score what it came to; NaN before it is done and where it failed
 */
public record Trial(int number, long seed, Map<String, Object> values, double score) {
    /** Copies the map. */
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A number.
     *
     * @throws IllegalArgumentException if there is no such setting or its value is no number
     */
    public double number(String name) {
        return value(name, Number.class).doubleValue();
    }

    /**
     * A whole number.
     *
     * @throws IllegalArgumentException if there is no such setting or its value is no whole number in the range of an int
     */
    public int integer(String name) {
        double number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException(
                    "'" + name + "' is " + number + ", no whole number. Give it whole numbers by values(...).");
        }
        return (int) number;
    }

    /**
     * A value of any type.
     *
     * @throws IllegalArgumentException if there is no such setting or its value is of another type
     */
    public <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    value == null
                            ? "There is no setting '" + name + "'. There is '" + String.join("', '", values.keySet())
                                    + "'."
                            : "'" + name + "' is " + value + ", no " + type.getSimpleName() + ". Ask for what it is.");
        }
        return type.cast(value);
    }
}
