package io.lanewise.processor.interpreter;

/** The factors of dropout. */
public interface Factors {
    /** No dropout. */
    Factors EVALUATION = (node, rate, instance, example, element) -> 1;

    /** The factor of one element, from the arguments of {@code Op.Random} and the place. */
    double of(int node, float rate, int instance, int example, int element);
}
