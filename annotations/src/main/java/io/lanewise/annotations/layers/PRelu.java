package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = x} where x &gt; 0, else {@code α·x} with α trained, for any shape; derivative α at 0. He et al., 2015.
 * Parameter: {@code weight} [channels], or [1] where α is one number, as PyTorch's {@code nn.PReLU} has it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PRelu {
    /** Whether α is one number for all; else one for each channel, which is the last axis. */
    boolean oneSlope() default false;

    /** Where α starts. */
    Init alphaInitializer() default @Init(value = Initializer.CONSTANT, scale = 0.25f);

    /** Name of another PRelu whose α is used here too; empty for an own one. */
    String sharedWith() default "";
}
