package io.lanewise.annotations.layers;

import io.lanewise.annotations.Activation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = activation(x)}, for any shape.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Activate {
    /** The function. */
    Activation value();

    /** α of {@code LEAKY_RELU}, {@code ELU} and {@code CELU} (there above 0); NaN for the function's own. */
    float alpha() default Float.NaN;
}
