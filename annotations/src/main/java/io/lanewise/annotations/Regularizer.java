package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of the loss that keeps numbers x small: {@code l1 · Σ|x| + l2 · Σx²}, Keras's {@code L1L2}. The squares are not halved, so
 * {@code l2 = 0.01f} adds {@code 0.02·w} to the gradient of a weight w; at 0 the derivative of |x| is 0. It is part of the loss that {@code
 * gradients}, training and evaluation report; frozen parameters have none.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Regularizer {
    /** Factor of the sum of absolute values, finite and at least 0. */
    float l1() default 0f;

    /** Factor of the sum of squares, finite and at least 0. */
    float l2() default 0f;
}
