package io.lanewise.annotations;

/**
 * What a node's values y are compared by with a target t. Those along the last axis have one value a position (all axes but the
 * last), the others one an element; {@link Reduction} says how they become one number.
 */
public enum LossFunction {
    /** (y − t)². */
    MEAN_SQUARED,
    /** ½·(y − t)². */
    HALF_SQUARED,
    /** |y − t|; derivative 0 where y = t. */
    MEAN_ABSOLUTE,
    /**
     * −t·log y − (1 − t)·log(1 − y) for y in [0, 1]. On a node with {@link Activation#SIGMOID} it is computed from the logits,
     * stable at any size. Else logarithms are clamped at −100, and the derivative is (y − t) / max(y·(1 − y), 10⁻¹²), as in
     * PyTorch: 10¹² where y is wrong to the last bit, so prefer SIGMOID on the node itself, or {@link Loss#fromLogits}.
     */
    BINARY_CROSS_ENTROPY,
    /**
     * −Σⱼ tⱼ·log yⱼ along the last axis, for rows y of probabilities and targets as {@link Loss#labels} says. On a node with
     * {@link Activation#SOFTMAX} it is computed from the logits, stable at any size. On a node with {@link
     * Activation#LOG_SOFTMAX} it is PyTorch's NLLLoss, −Σⱼ tⱼ·yⱼ.
     */
    CROSS_ENTROPY,
    /** Huber's: ½·(y − t)² where |y − t| ≤ δ, else δ·(|y − t| − ½·δ), with δ = {@link Loss#delta}; Huber, 1964. */
    HUBER,
    /** log cosh(y − t), like ½·(y − t)² near 0 and |y − t| − log 2 far out; derivative tanh(y − t). */
    LOG_COSH,
    /**
     * Σⱼ tⱼ·log(tⱼ / yⱼ) along the last axis, for rows t and y of probabilities; a class with tⱼ = 0 adds 0. Behind SOFTMAX it is
     * computed from the logits; on a node with LOG_SOFTMAX y is taken for logarithms, as PyTorch's KLDivLoss does. The mean is
     * over positions (PyTorch's {@code batchmean}, Keras's mean).
     */
    KL_DIVERGENCE,
    /**
     * y − t·log(y + 10⁻⁸) for a rate y ≥ 0 and counts t ≥ 0, as PyTorch's PoissonNLLLoss with {@code log_input = False}. On a node
     * with {@link Activation#EXPONENTIAL} it is computed from the exponent z: e^z − t·z.
     */
    POISSON,
    /** max(1 − t·y, 0) for targets −1 and 1, others are refused; derivative 0 where t·y = 1. */
    HINGE,
    /** max(1 − t·y, 0)² for targets −1 and 1, others are refused. */
    SQUARED_HINGE,
    /**
     * −Σⱼ tⱼ·yⱼ / (√max(Σ t², 10⁻¹²)·√max(Σ y², 10⁻¹²)) along the last axis, Keras's: −1 where both point one way, 1 where they
     * oppose, 0 for a row of zeros. The mean is over positions.
     */
    COSINE_SIMILARITY,
    /** y itself, without any target: the node is minimised. */
    VALUE
}
