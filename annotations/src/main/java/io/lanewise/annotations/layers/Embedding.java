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
 * A trained vector for each of {@code inputDim} integers, such as tokens: {@code [steps]}, an input of type INT, becomes
 * {@code [steps, outputDim]}, a sequence of the same axis; {@code [1]} becomes a vector. Parameter: {@code weight}
 * [inputDim, outputDim], a vector a row, as PyTorch has it.
 *
 * <p>Each call checks that the integers are from 0 to {@code inputDim − 1}. A {@link Dense} with {@code tiedTo} this node
 * computes the scores of the same vectors, {@code h · weightᵀ}; the gradients of both add up.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Embedding {
    /** How many different integers there are, at least 1; 0 means not given. */
    int inputDim() default 0;

    /** Size of each vector, at least 1; 0 means not given. */
    int outputDim() default 0;

    /**
     * The integer that stands for nothing, whose vector starts as zeros and gets no gradient from here (PyTorch's
     * {@code padding_idx}); −1, as by default, for none.
     */
    int paddingIndex() default -1;

    /** Where the vectors start: even in ±0.05, as Keras has it. */
    Init embeddingsInitializer() default @Init(Initializer.UNIFORM);

    /** A part of the loss that keeps the vectors small; none by default. */
    Regularizer embeddingsRegularizer() default @Regularizer;

    /** Name of another Embedding whose vectors are used here too; empty for own ones. */
    String sharedWith() default "";
}
