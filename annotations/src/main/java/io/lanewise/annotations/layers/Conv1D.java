package io.lanewise.annotations.layers;

import io.lanewise.annotations.Activation;
import io.lanewise.annotations.Constraint;
import io.lanewise.annotations.ConstraintKind;
import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import io.lanewise.annotations.Padding;
import io.lanewise.annotations.Regularizer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = activation(x ∗ W + b)}: each filter of W is moved along a sequence x [steps, channels]; see {@link Conv2D}. Parameters, as
 * PyTorch's Conv1d: {@code weight} [filters, channels / groups, length] and {@code bias} [filters].
 *
 * <p>With strides of 1 and a border that keeps the number of steps (SAME, or {@code paddings = {2, 0}} of a filter of 3, which sees
 * no later step) the result has the named axis of x. With one group, that axis may be of variable length. Else the steps are others,
 * without a name: {@link Reshape#axis} gives them one where a {@link Dense} behind is to act at each.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv1D {
    /** Channels of the result, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int filters() default 0;

    /** Length of a filter, at least 1: one number. */
    int[] kernelSize() default {};

    /** Steps from one place of a filter to the next: one number. */
    int[] strides() default 1;

    /** How much border of zeros the image gets, unless {@link #paddings} says so itself. */
    Padding padding() default Padding.VALID;

    /** The border of zeros itself, in steps, in place of {@link #padding}: one number for both ends, or two. */
    int[] paddings() default {};

    /** Steps from one number under a filter to the next: one number. */
    int[] dilationRate() default 1;

    /** Into how many groups channels and filters are cut, of both a divisor; a filter sees the channels of its group. */
    int groups() default 1;

    /** Applied to the result. */
    Activation activation() default Activation.LINEAR;

    /** Whether b is added. */
    boolean useBias() default true;

    /** Where the filters start. */
    Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

    /** Where b starts. */
    Init biasInitializer() default @Init(Initializer.ZEROS);

    /** A part of the loss that keeps the filters small; none by default. */
    Regularizer kernelRegularizer() default @Regularizer;

    /** A part of the loss that keeps b small; none by default. */
    Regularizer biasRegularizer() default @Regularizer;

    /** A part of the loss that keeps y small, divided by the number of examples; none by default. Not within {@code @Repeat}. */
    Regularizer activityRegularizer() default @Regularizer;

    /** What each filter meets after each step of training. */
    Constraint kernelConstraint() default @Constraint(ConstraintKind.NONE);

    /** What b, as a whole, meets after each step of training. */
    Constraint biasConstraint() default @Constraint(ConstraintKind.NONE);

    /** Name of another node of this layer whose filters and b are used here too; empty for own ones. */
    String sharedWith() default "";
}
