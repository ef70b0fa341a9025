package io.lanewise.annotations;

/** Functions of one node's values. All but {@link #SOFTMAX} act on each element; α is {@code @Activate(alpha = …)}. */
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
    /** eˣⁱ / Σⱼ eˣʲ along the last axis. */
    SOFTMAX
}
