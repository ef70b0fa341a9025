package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A mask of the steps of a sequence [steps, features], to be read as {@code mask} by other layers: 0 for a step whose features
 * all are {@link #value}, else 1; [steps]. It has no gradient.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Masking {
    /** The number that stands in steps which are padding. */
    float value() default 0;
}
