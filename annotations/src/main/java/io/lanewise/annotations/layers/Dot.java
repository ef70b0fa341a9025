package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The inner product of two nodes of one shape along the last axis, which has size 1 afterwards: {@code Σ aᵢ·bᵢ}. Keras's
 * {@code Dot(axes=-1)} of two vectors.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dot {
    /**
     * Whether both are divided by their norms first, so that the value is the cosine of the angle between them, in [−1, 1]; a norm
     * counts as 10⁻¹² at least, as in {@link L2Normalize}.
     */
    boolean normalize() default false;
}
