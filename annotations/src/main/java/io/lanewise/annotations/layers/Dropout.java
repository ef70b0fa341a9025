package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * In training, sets each element to 0 with probability {@code rate} and multiplies the others by {@code 1 / (1 − rate)};
 * at evaluation, y = x. Srivastava et al., 2014.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dropout {
    /** Probability of 0, in [0, 1). */
    float rate() default 0.5f;
}
