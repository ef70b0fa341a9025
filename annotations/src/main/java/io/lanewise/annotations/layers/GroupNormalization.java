package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = (x − mean) / √(variance + ε) · weight + bias}, mean and variance (divided by the number) over all positions of an
 * example and the channels of a group, which stand side by side in the last axis. Wu and He, 2018. As many groups as channels
 * make an instance normalisation (Ulyanov et al., 2016). Parameters: {@code weight} and {@code bias} [channels], as PyTorch's
 * {@code nn.GroupNorm} has them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GroupNormalization {
    /** Into how many groups the channels are cut, which they must be a multiple of; −1 for each channel by itself. */
    int groups() default 32;

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

    /** Name of another GroupNormalization whose parameters are used here too; empty for own ones. */
    String sharedWith() default "";
}
