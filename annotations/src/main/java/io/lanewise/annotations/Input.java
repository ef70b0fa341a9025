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
    /**
     * Axis sizes of one example, each at least 1, channels last; the first may be 0, if {@link #axis} and {@link #max} are given: its
     * length then is known only in a call. Empty only inside a {@link Block}.
     */
    int[] shape() default {};

    /**
     * A name for the first axis, such as {@code "time"}: the input then is a sequence, at each step of which
     * {@link io.lanewise.annotations.layers.Dense}, activations and normalisations act; with one axis, a sequence of numbers such
     * as tokens or a mask. Empty, as by default, for none.
     * Where the size is 0, inputs that name the same axis have one length in a call, which is an argument of this name:
     * {@code predict(x, count, time, y)}. Axes of different names have lengths of their own.
     */
    String axis() default "";

    /** The greatest length of an axis of size 0, at least 2: memory is laid out for it. One axis has one such number. */
    int max() default 0;

    /**
     * What it holds. Integers have no gradient; {@link io.lanewise.annotations.layers.Embedding} reads them, and every call checks
     * their range. Not given inside a {@link Block}.
     */
    DataType type() default DataType.FLOAT;
}
