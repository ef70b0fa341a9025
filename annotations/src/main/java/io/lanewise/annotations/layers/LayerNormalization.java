package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = (x − mean) / √(variance + ε) · weight + bias}, mean and variance (not corrected: divided by the number) along the
 * last axis: of a vector, of each step of a sequence, of each pixel of an image. Ba, Kiros and Hinton, 2016. Parameters:
 * {@code weight} and {@code bias} [last axis], as PyTorch's {@code nn.LayerNorm} of that axis has them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LayerNormalization {
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

    /** Name of another LayerNormalization whose parameters are used here too; empty for own ones. */
    String sharedWith() default "";
}
