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
 * A {@link DepthwiseConv2D} without bias, then a {@link Conv2D} of 1×1 that mixes the channels: Chollet, Xception (2017). Parameters, each as
 * PyTorch's Conv2d: {@code depthwise.weight} [channels · m, 1, height, width], {@code pointwise.weight} [filters, channels · m, 1, 1] and
 * {@code pointwise.bias} [filters]. Initializer, regularizer and constraint of the kernel are those of both.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SeparableConv2D {
    /** Channels of the result, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int filters() default 0;

    /** Height and width of a depthwise filter, at least 1 each: one number for both, or two. */
    int[] kernelSize() default {};

    /** Depthwise filters of each channel, at least 1. */
    int depthMultiplier() default 1;

    /** Pixels from one place of a depthwise filter to the next: one number for both, or two. */
    int[] strides() default 1;

    /** How much border of zeros the image gets, unless {@link #paddings} says so itself. */
    Padding padding() default Padding.VALID;

    /**
     * The border of zeros itself, in pixels, in place of {@link #padding}: one number for all sides, two for (top and bottom) and
     * (left and right), or four for top, bottom, left, right.
     */
    int[] paddings() default {};

    /** Pixels from one number under a filter to the next: one number for both, or two. */
    int[] dilationRate() default 1;

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
