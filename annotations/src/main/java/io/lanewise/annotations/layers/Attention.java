package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Dot-product attention without parameters: {@code softmax(query · keyᵀ · scale) · value}, the softmax over the keys. (Vaswani et al.,
 * Attention Is All You Need, 2017; Keras's Attention.)
 *
 * <p>Inputs by role: {@code query} [T, d], {@code key} [S, d], {@code value} [S, v], and perhaps {@code mask}; the result is [T, v].
 * Axes before the last two, such as heads, are the same in all three. With one input it is all three; where one of key and value is
 * missing, it is the other.
 *
 * <p>{@code mask} holds 1 for what may be attended to and 0 for what may not: [S], for all queries, or [T, S]. A query that
 * may attend to nothing gets zeros, where PyTorch has NaN.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Attention {
    /** Factor of the scores; 0, as by default, for 1/√d, as PyTorch has it. Keras's default is 1. */
    float scale() default 0;

    /** Whether step t attends to steps 0 … t alone. */
    boolean causal() default false;

    /** The share of attention that is dropped in training, in [0, 1). */
    float dropout() default 0;
}
