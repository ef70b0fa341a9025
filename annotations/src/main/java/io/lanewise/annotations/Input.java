package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A node fed by the caller. The shape is that of one example; the batch is implicit and free at run time.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Input {
    /** Axis sizes of one example, each at least 1, channels last; empty only inside a {@link Block}. */
    int[] shape() default {};

    /**
     * A name for the first axis, such as {@code "time"}: the input then is a sequence, at each step of which
     * {@link io.lanewise.annotations.layers.Dense}, activations and normalisations act; with one axis, a sequence of numbers such
     * as tokens or a mask. Empty, as by default, for none.
     */
    String axis() default "";

    /**
     * What it holds. Integers have no gradient; {@link io.lanewise.annotations.layers.Embedding} reads them, and every call checks
     * their range. Not given inside a {@link Block}.
     */
    DataType type() default DataType.FLOAT;
}
