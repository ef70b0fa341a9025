package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * In training, adds to each element a random number of the normal distribution with mean 0 and standard deviation
 * {@code stddev}; at evaluation, y = x. The numbers are a function of the training's seed, the step, the node and the element alone, and lie
 * within 5.3 standard deviations.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GaussianNoise {
    /** Standard deviation of what is added, finite and above 0; 0 means not given, which is an error. */
    float stddev() default 0f;
}
