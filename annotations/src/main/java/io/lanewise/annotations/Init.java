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
     * {@link Initializer#NORMAL} and {@link Initializer#TRUNCATED_NORMAL}, where it is 0.05 if not given; the length of the
     * vectors of {@link Initializer#ORTHOGONAL} and the diagonal of {@link Initializer#IDENTITY}, where it is 1 if not given;
     * without meaning for the others. NaN stands for not given.
     */
    float scale() default Float.NaN;
}
