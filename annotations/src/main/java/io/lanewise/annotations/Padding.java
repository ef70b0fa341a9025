package io.lanewise.annotations;

/** How much border an image gets before a filter or a window is moved over it. */
public enum Padding {
    /** None: filters and windows stay within the image. The result has {@code ⌊(n − d·(k − 1) − 1) / s⌋ + 1} lines. */
    VALID,
    /**
     * So much that the result has {@code ⌈n / s⌉} lines: as many as the image with strides of 1. Half of it is above, where that leaves
     * one over it is below; likewise left and right. With strides this is Keras's rule; PyTorch's {@code padding = 1} for a filter
     * of 3 is {@code paddings = 1} here.
     */
    SAME
}
