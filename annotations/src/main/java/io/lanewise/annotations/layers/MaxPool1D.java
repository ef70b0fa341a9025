package io.lanewise.annotations.layers;

import io.lanewise.annotations.Padding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest number of each window of a sequence [steps, channels], channel by channel. Windows are steps without a name; see
 * {@link Reshape#axis}. The border belongs to no maximum; NaN is larger than any number. The gradient goes to the first of equal
 * numbers, step by step, as in PyTorch; of those that rounding behind a bias has made equal, to the one that was largest.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MaxPool1D {
    /** Length of a window, at least 1. */
    int[] value() default 2;

    /** Steps from one window to the next; those of a window if not given. */
    int[] strides() default {};

    /** How much border there is, unless {@link #paddings} says so itself. */
    Padding padding() default Padding.VALID;

    /** The border itself, in steps, in place of {@link #padding}: one number for both ends, or two. */
    int[] paddings() default {};
}
