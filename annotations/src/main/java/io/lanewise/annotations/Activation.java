package io.lanewise.annotations;

/**
 * Functions of one node's values. All but {@link #SOFTMAX} and {@link #LOG_SOFTMAX} act on each element; α is {@code
 * @Activate(alpha = …)}. Derivatives at kinks are PyTorch's.
 */
public enum Activation {
    /** x. */
    LINEAR,
    /** 1 / (1 + e⁻ˣ). */
    SIGMOID,
    /** tanh x. */
    TANH,
    /** max(x, 0); derivative 0 at 0. */
    RELU,
    /** x where x &gt; 0, else α·x, α = 0.01; derivative α at 0. */
    LEAKY_RELU,
    /** x where x &gt; 0, else α·(eˣ − 1), α = 1; Clevert et al., 2015. */
    ELU,
    /** λ·(x where x &gt; 0, else α·(eˣ − 1)) with λ ≈ 1.0507, α ≈ 1.6733; Klambauer et al., 2017. */
    SELU,
    /** x·Φ(x), Φ the normal distribution function, by erf; Hendrycks and Gimpel, 2016. */
    GELU,
    /** x / (1 + e⁻ˣ); Elfwing et al., 2017. */
    SILU,
    /** log(1 + eˣ). */
    SOFTPLUS,
    /** 1 where x &gt; 0, else 0; derivative 0 everywhere. */
    THRESHOLD,
    /** x/6 + ½ between −3 and 3, 0 below, 1 above; derivative 0 at ±3. */
    HARD_SIGMOID,
    /** x between −1 and 1, −1 below, 1 above; derivative 0 at ±1. */
    HARD_TANH,
    /** x·{@link #HARD_SIGMOID}(x); derivative 0 at −3 and 1 at 3; Howard et al., 2019. */
    HARD_SWISH,
    /** x between 0 and 6, 0 below, 6 above; derivative 0 at 0 and 6; Krizhevsky, 2010. */
    RELU6,
    /** x where x &gt; 0, else α·(e^(x/α) − 1), α = 1, above 0; derivative 1 at 0; Barron, 2017. */
    CELU,
    /** ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))), near {@link #GELU}; Hendrycks and Gimpel, 2016. */
    GELU_TANH,
    /** x·tanh(log(1 + eˣ)); Misra, 2019. */
    MISH,
    /** x / (1 + |x|); derivative 1 at 0; Bergstra et al., 2009. */
    SOFTSIGN,
    /** eˣ; above 88.7 it is infinite. */
    EXPONENTIAL,
    /** log(1 / (1 + e⁻ˣ)), computed as −log(1 + e⁻ˣ): finite for any x. */
    LOG_SIGMOID,
    /** −1 where x &lt; 0, 1 where x &gt; 0, else 0; derivative 0 everywhere. */
    SIGN,
    /** Φ(x) = ½·(1 + erf(x/√2)), the normal distribution function. */
    PROBIT,
    /** eˣⁱ / Σⱼ eˣʲ along the last axis. */
    SOFTMAX,
    /** log of {@link #SOFTMAX} along the last axis: x − max − log Σⱼ e^(xⱼ − max), finite where x is. */
    LOG_SOFTMAX
}
