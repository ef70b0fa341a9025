package io.lanewise.annotations.layers;

import io.lanewise.annotations.Init;
import io.lanewise.annotations.Initializer;
import io.lanewise.annotations.Regularizer;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds a trained vector to each step of a sequence: {@code y[t] = x[t] + weight[t]}. Parameter: {@code weight}
 * [steps, features]. (Gehring et al., Convolutional Sequence to Sequence Learning, 2017.)
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PositionEmbedding {
    /** Where the vectors start. */
    Init embeddingsInitializer() default @Init(Initializer.GLOROT_UNIFORM);

    /** A part of the loss that keeps the vectors small; none by default. */
    Regularizer embeddingsRegularizer() default @Regularizer;

    /** Name of another PositionEmbedding whose vectors are used here too; empty for own ones. */
    String sharedWith() default "";
}
