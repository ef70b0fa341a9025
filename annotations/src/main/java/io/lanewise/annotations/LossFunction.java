package io.lanewise.annotations;

/** What a node's values y are compared by with a target t. */
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
     * PyTorch: 10¹² where y is wrong to the last bit, so prefer SIGMOID on the node itself.
     */
    BINARY_CROSS_ENTROPY,
    /**
     * −Σⱼ tⱼ·log yⱼ along the last axis, for rows y of probabilities and targets as {@link Loss#labels} says. On a node with
     * {@link Activation#SOFTMAX} it is computed from the logits, stable at any size.
     */
    CROSS_ENTROPY
}
