package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A condition that a parameter meets after each step of training; frozen parameters are left alone. The numbers that it starts
 * from, and those of a checkpoint, are taken as they are.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.ANNOTATION_TYPE)
public @interface Constraint {
    // Where another annotation's default is a @Constraint, it gives this value by word: kapt's javac knows an enum that
    // is itself a
    // default too late.
    /** What is asked. */
    ConstraintKind value() default ConstraintKind.NONE;

    /** The largest norm of {@link ConstraintKind#MAX_NORM}, finite and above 0; without meaning for the others. */
    float maxValue() default 2f;
}
