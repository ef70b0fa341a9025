package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The axes of each example in another order, as Keras's {@code Permute}: {@code dims = {2, 1}} changes the two axes of a matrix with
 * each other. At most four axes.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Permute {
    /** For each axis of the result the number, from 1, of the axis of the node that it is; each number once. */
    int[] dims();
}
