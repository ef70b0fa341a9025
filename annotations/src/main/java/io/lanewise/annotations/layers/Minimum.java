package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The smallest, element by element, of two or more nodes of one shape. They are compared from the first to the last, as by PyTorch's
 * {@code minimum}: where two are equal, each gets one half of the gradient. NaN where one is NaN.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Minimum {}
