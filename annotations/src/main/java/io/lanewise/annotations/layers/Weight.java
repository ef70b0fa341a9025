package io.lanewise.annotations.layers;

import io.lanewise.annotations.Constraint;
import io.lanewise.annotations.ConstraintKind;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import io.lanewise.annotations.Regularizer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A trained node without input: its value is the same for every example. It stands wherever a node can; the method has no
 * parameters.
 *
 * <pre>{@code
 * @Weight(shape = 1) Tensor slope();
 * }</pre>
 *
 * <p>Parameter: {@code weight}, of this shape; on disk {@code slope.weight}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Weight {
    /** Sizes of the axes, each at least 1. */
    int[] shape();

    /** Where it starts. GLOROT and HE ones count all its elements as inputs, and as outputs. */
    Init initializer() default @Init(Initializer.ZEROS);

    /** A part of the loss that keeps it small; none by default. */
    Regularizer regularizer() default @Regularizer;

    /** What it meets, as a whole, after each step of training. */
    Constraint constraint() default @Constraint(ConstraintKind.NONE);
}
