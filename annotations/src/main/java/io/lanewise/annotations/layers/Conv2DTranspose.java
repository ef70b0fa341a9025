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
 * The transpose of a {@link Conv2D}, with a bias and an activation: each pixel of x, times a filter, is added to y, strides apart. y has
 * {@code (h − 1)·s + d·(k − 1) + 1 + outputPadding − top − bottom} lines, with {@code VALID} at least {@code h·s} as in Keras, and with
 * {@code SAME} {@code h·s}. Parameters, as PyTorch's ConvTranspose2d: {@code weight} [channels, filters / groups, height, width] and
 * {@code bias} [filters].
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Conv2DTranspose {
    /** Channels of the result, at least 1; 0 means not given, which is an error unless a block argument gives it. */
    int filters() default 0;

    /** Height and width of a filter, at least 1 each: one number for both, or two. */
    int[] kernelSize() default {};

    /** Pixels of y from one pixel of x to the next: one number for both, or two. */
    int[] strides() default 1;

    /** What is cut off from the result's border, unless {@link #paddings} says so itself. */
    Padding padding() default Padding.VALID;

    /**
     * What is cut off itself, in pixels, in place of {@link #padding}, as PyTorch's {@code padding}: one number for all sides, two for
     * (top and bottom) and (left and right), or four for top, bottom, left, right.
     */
    int[] paddings() default {};

    /**
     * Lines and pixels of y more at the bottom and the right, less than the strides, with {@link #paddings} only: one number for both,
     * or two.
     */
    int[] outputPadding() default 0;

    /** Pixels of y from one number of a filter to the next: one number for both, or two. */
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
