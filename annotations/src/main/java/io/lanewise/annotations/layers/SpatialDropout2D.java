package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dropout of whole channels of an image [height, width, channels]: in training each channel of an example is 0 with the
 * probability {@code rate}, else divided by 1 − {@code rate}; at evaluation nothing changes. Tompson et al., Efficient Object Localization
 * Using Convolutional Networks (2015).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SpatialDropout2D {
    /** Probability of 0, in [0, 1). */
    float rate() default 0.5f;
}
