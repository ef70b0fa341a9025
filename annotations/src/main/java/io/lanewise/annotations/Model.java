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

    /**
     * The axis of variable length along which the model is decoded step by step, {@code "time"}; empty for none. The generated
     * class then has {@code decoder(count)}: a decoder takes one step of the inputs that have the axis a call, and gives one
     * step of the outputs that have it, with the bits that {@code predict} gives them for all steps so far. What inputs without
     * the axis make, such as an encoder's memory, is computed once, by {@code start}. Keys and values of attention are kept, so
     * that a step costs as much as one step of each layer, and products with the steps so far.
     *
     * <p>Each step must follow from itself and those before it: steps meet in {@code @MultiHeadAttention} and {@code @Attention} with
     * {@code causal = true} alone. Any other layer that mixes them is an error.
     */
    String decode() default "";
}
