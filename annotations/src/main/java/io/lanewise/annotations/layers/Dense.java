package io.lanewise.annotations.layers;

import io.lanewise.annotations.Activation;
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
 * {@code y = activation(x · Wᵀ + b)} for a vector x, or for each step of a
 * sequence ({@link io.lanewise.annotations.Input#axis}) of vectors. Parameters: {@code weight} [units, inputs] and {@code bias} [units].
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Dense {
    /** Size of the output, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int units() default 0;

    /** Applied to the result. */
    Activation activation() default Activation.LINEAR;

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

    /** What the units of W, its rows on disk, meet after each step of training. */
    Constraint kernelConstraint() default @Constraint(ConstraintKind.NONE);

    /** What b, as a whole, meets after each step of training. */
    Constraint biasConstraint() default @Constraint(ConstraintKind.NONE);

    /** Name of another Dense whose W and b are used here too; empty for own ones. */
    String sharedWith() default "";

    /**
     * Name of another Dense whose W is used here too, transposed where the shapes ask, or of an {@link Embedding}, whose vectors
     * then are the rows of W; b stays this node's own.
     */
    String tiedTo() default "";
}
