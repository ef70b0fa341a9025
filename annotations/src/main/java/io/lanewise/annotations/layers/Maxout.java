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
 * {@code y = max over pieces of (x · Wᵀ + b)} for a vector x or each step of a sequence: each unit is the largest of several linear functions. Goodfellow et al.,
 * 2013. Where two pieces are equal, each gets one half of the gradient.
 *
 * <p>Parameters: {@code weight} [units · pieces, inputs] and {@code bias} [units · pieces]; row {@code u · pieces + p} belongs to piece p of
 * unit u, as in {@code Linear(inputs, units * pieces)} followed by {@code view(-1, units, pieces).amax(-1)} in PyTorch.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Maxout {
    /** Size of the output, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int units() default 0;

    /** Linear functions of each unit, at least 2. */
    int pieces() default 2;

    /** Whether b is added. */
    boolean useBias() default true;

    /** Where W starts. */
    Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

    /** Where b starts. */
    Init biasInitializer() default @Init(Initializer.ZEROS);

    /** A part of the loss that keeps W small; none by default. */
    Regularizer kernelRegularizer() default @Regularizer;

    /** A part of the loss that keeps b small; none by default. */
    Regularizer biasRegularizer() default @Regularizer;

    /**
     * A part of the loss that keeps y small, divided by the number of examples; none by default. Not within {@code @Repeat}.
     */
    Regularizer activityRegularizer() default @Regularizer;

    /** What the pieces of W, its rows on disk, meet after each step of training. */
    Constraint kernelConstraint() default @Constraint(ConstraintKind.NONE);

    /** What b, as a whole, meets after each step of training. */
    Constraint biasConstraint() default @Constraint(ConstraintKind.NONE);

    /** Name of another Maxout whose W and b are used here too; empty for own ones. */
    String sharedWith() default "";
}
