package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Zeros before and behind one axis of each example, as PyTorch's {@code pad} with {@code mode="constant"}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Pad {
    /** Number, from 1, of the axis of an example; −1 is the last one. */
    int axis() default -1;

    /** Zeros before, at least 0. */
    int before() default 0;

    /** Zeros behind, at least 0. */
    int after() default 0;
}
