package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a neural network. Each method is a node: its name names the node, its one layer annotation says what it
 * computes, and its parameter names are the edges. From {@code interface Digits} the processor writes {@code final class
 * DigitsModel} beside it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Model {
    /** Name of the generated class; empty for the interface's name followed by {@code Model}. */
    String value() default "";

    /**
     * Whether training trades time for memory: of each instance of a block with {@link Repeat}, it keeps what the instance takes and
     * computes the rest again for its derivative (activation checkpointing; Chen et al. 2016, "Training deep nets with sublinear
     * memory cost"). Scratch then grows with the number of instances by what they hand on alone, and a step takes about a third
     * longer. Numbers are the same to the last bit. It changes nothing outside repeated blocks.
     */
    boolean recompute() default false;
}
