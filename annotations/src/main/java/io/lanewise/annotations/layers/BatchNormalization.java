package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = (x − mean) / √(variance + ε) · weight + bias} for each channel, which is the last axis. Ioffe and Szegedy, 2015. A step of
 * training takes mean and variance (divided by the number) over the examples of the batch and all their positions, those of padding too,
 * and moves the running mean and the running variance towards them by {@code 1 − momentum}, the variance divided by one less than the
 * number; one number for a channel says nothing of its variance and leaves that as it is. Evaluation, {@code predict} and {@code
 * gradients} without a training step take the running ones.
 *
 * <p>Parameters: {@code weight} and {@code bias} [channels]; state: {@code running_mean} and {@code running_var} [channels], as
 * PyTorch's {@code nn.BatchNorm1d} and {@code nn.BatchNorm2d} have them. State is saved with the parameters and changes when a step
 * succeeds; no optimizer, penalty or average of weights sees it. In a frozen node or block the running statistics are what
 * training takes, too, and they stay as they are, as in Keras. A step that accumulates several batches moves the state by the mean of
 * what each would, and nodes that share parameters add up what each would.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface BatchNormalization {
    /** The part of the running statistics that a step keeps, in [0, 1], as in Keras; PyTorch's {@code momentum} is 1 less this, 0.1. */
    float momentum() default 0.9f;

    /** ε, finite and above 0; PyTorch's by default, Keras has 10⁻³. */
    float epsilon() default 1e-5f;

    /** Whether there is a weight. */
    boolean scale() default true;

    /** Whether there is a bias. */
    boolean center() default true;

    /** Where the weight starts. */
    Init gammaInitializer() default @Init(value = Initializer.CONSTANT, scale = 1);

    /** Where the bias starts. */
    Init betaInitializer() default @Init(Initializer.ZEROS);

    /** Name of another BatchNormalization whose parameters and state are used here too; empty for own ones. */
    String sharedWith() default "";
}
