package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each pixel of an image [height, width, channels] repeated, as PyTorch's Upsample with mode nearest.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface UpSampling2D {
    /** How often lines and pixels are repeated, at least once: one number for both, or two. */
    int[] value() default 2;
}
