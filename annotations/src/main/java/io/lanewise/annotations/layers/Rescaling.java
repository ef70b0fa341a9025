package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = scale·x + offset}, any shape; {@code @Rescaling(scale = 1f / 255)} brings bytes to [0, 1].
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Rescaling {
    /** The factor, finite. */
    float scale() default 1f;

    /** What is added, finite. */
    float offset() default 0f;
}
