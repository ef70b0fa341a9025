package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A border of zeros around an image [height, width, channels].
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ZeroPadding2D {
    /**
     * The border in pixels: one number for all sides, two for (top and bottom) and (left and right), or four for top, bottom, left,
     * right.
     */
    int[] value() default 1;
}
