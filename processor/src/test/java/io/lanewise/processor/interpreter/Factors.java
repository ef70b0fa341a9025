package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Op;

/** The random numbers of a step. */
public interface Factors {
    /** Nothing random. */
    Factors EVALUATION = (random, instance, example, element) -> random.kind() == Op.Random.Kind.FACTORS ? 1 : 0.5;

    /** The number of one element. */
    double of(Op.Random random, int instance, int example, int element);
}
