package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A part of one axis of each example, the others whole, as {@code x[:, start : start + size]}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Slice {
    /** Number, from 1, of the axis of an example; −1 is the last one. */
    int axis() default -1;

    /** Where the part starts, from 0. */
    int start() default 0;

    /** The size of the part, at least 1; −1 for all that is left. */
    int size() default -1;
}
