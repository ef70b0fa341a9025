package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean along some axes of each example, as Keras's and PyTorch's {@code mean}. Without {@code keepDims} these axes vanish; if
 * all do, one number is left. An axis of variable length counts as many numbers as the call has.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Mean {
    /** Numbers, from 1, of the axes of an example, as {@link Permute#dims} has them; −1 is the last one; none are all. */
    int[] axis() default {};

    /** Whether the axes stay, with size 1. */
    boolean keepDims() default false;
}
