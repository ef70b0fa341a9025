package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A vector n times, as a matrix of equal rows [n, size]: Keras's {@code RepeatVector}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RepeatVector {
    /** How many times, at least 1. */
    int n() default 0;

    /** The name of the axis of repetitions, which makes a sequence of them; empty for none. */
    String axis() default "";
}
