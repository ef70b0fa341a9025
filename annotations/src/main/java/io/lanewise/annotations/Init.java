package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what the numbers of a parameter start from.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Init {
    /** The distribution. */
    Initializer value();

    /**
     * The constant of {@link Initializer#CONSTANT}, the limit of {@link Initializer#UNIFORM}, the standard deviation of
     * {@link Initializer#NORMAL}; without meaning for the others.
     */
    float scale() default 0.05f;
}
