package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = x / √(mean of x² + ε) · weight} along the last axis: of a vector, of each step of a sequence, of each pixel of an
 * image. Zhang and Sennrich, 2019. Parameter: {@code weight} [last axis], as PyTorch's {@code nn.RMSNorm} of that axis has it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface RmsNormalization {
    /** ε, finite and above 0; Keras's by default, PyTorch has 2⁻²³. */
    float epsilon() default 1e-6f;

    /** Whether there is a weight. */
    boolean scale() default true;

    /** Where the weight starts. */
    Init gammaInitializer() default @Init(value = Initializer.CONSTANT, scale = 1);

    /** Name of another RmsNormalization whose weight is used here too; empty for an own one. */
    String sharedWith() default "";
}
