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
 * Several attentions side by side, each of projections of its own: with q = query · Wqᵀ, k = key · Wkᵀ and v = value · Wvᵀ, cut into
 * heads of {@code keySize} and {@code valueSize}, {@code softmax(q · kᵀ / √keySize) · v} for each head, joined and projected back to
 * the size of the query. (Vaswani et al., Attention Is All You Need, 2017, 3.2.)
 *
 * <p>Inputs by role: {@code query} [T, d], {@code key} [S, …], {@code value} [S, …], and perhaps {@code mask}; the result is
 * [T, d]. With one input it is all three, which is self-attention; where value is missing, it is the key. A parameter of any
 * other name is the query.
 *
 * <p>{@code mask} holds 1 for what may be attended to and 0 for what may not: [S], for all queries, or [T, S]. A query that
 * may attend to nothing gets zeros (and the bias), where PyTorch has NaN. What is masked changes no bit of the result.
 *
 * <p>Parameters as PyTorch's MultiheadAttention has them: {@code in_proj_weight} [3·d, d] (where key and value have the query's
 * size and the heads add up to it; else {@code q_proj_weight}, {@code k_proj_weight} and {@code v_proj_weight}),
 * {@code in_proj_bias} [3·d] (where keySize and valueSize differ, {@code q_proj_bias}, {@code k_proj_bias} and
 * {@code v_proj_bias}), {@code out_proj.weight} and {@code out_proj.bias}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface MultiHeadAttention {
    /** How many attentions, at least 1; 0 means not given. */
    int heads() default 0;

    /** Size of query and key in each head; 0, as by default, for the query's size divided by the heads. */
    int keySize() default 0;

    /** Size of value in each head; 0, as by default, for {@link #keySize}. */
    int valueSize() default 0;

    /** Whether step t attends to steps 0 … t alone. */
    boolean causal() default false;

    /** Whether the projections add biases. */
    boolean useBias() default true;

    /** The share of attention that is dropped in training, in [0, 1). */
    float dropout() default 0;

    /** Where the weights of all projections start. */
    Init kernelInitializer() default @Init(Initializer.GLOROT_UNIFORM);

    /** Where the biases start. */
    Init biasInitializer() default @Init(Initializer.ZEROS);

    /** A part of the loss that keeps the weights small; none by default. */
    Regularizer kernelRegularizer() default @Regularizer;

    /** A part of the loss that keeps the biases small; none by default. */
    Regularizer biasRegularizer() default @Regularizer;

    /** Name of another MultiHeadAttention whose parameters are used here too; empty for own ones. */
    String sharedWith() default "";
}
