package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum along some axes of each example, as Keras's and PyTorch's {@code sum}. Without {@code keepDims} these axes vanish; if
 * all do, one number is left. An axis may be of variable length.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Sum {
    /** Numbers, from 1, of the axes of an example, as {@link Permute#dims} has them; −1 is the last one; none are all. */
    int[] axis() default {};

    /** Whether the axes stay, with size 1. */
    boolean keepDims() default false;
}
