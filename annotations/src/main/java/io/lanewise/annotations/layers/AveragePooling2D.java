package io.lanewise.annotations.layers;

import io.lanewise.annotations.Padding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of each window of an image [height, width, channels], channel by channel.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface AveragePooling2D {
    /** Height and width of a window, at least 1 each: one number for both, or two. */
    int[] value() default 2;

    /** Pixels from one window to the next: one number for both, or two; those of a window if not given. */
    int[] strides() default {};

    /** How much border there is, unless {@link #paddings} says so itself. */
    Padding padding() default Padding.VALID;

    /**
     * The border itself, in pixels, in place of {@link #padding}: one number for all sides, two for (top and bottom) and
     * (left and right), or four for top, bottom, left, right.
     */
    int[] paddings() default {};

    /** Whether the border counts as zeros; as in Keras it does not, while PyTorch's {@code count_include_pad} does unless told otherwise. */
    boolean countPadding() default false;
}
