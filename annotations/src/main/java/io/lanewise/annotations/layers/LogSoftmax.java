package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code yᵢ = xᵢ − max − log Σⱼ exp(xⱼ − max)} along the last axis: the logarithms of {@link Softmax}. The loss CROSS_ENTROPY
 * on such a node is PyTorch's NLLLoss.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface LogSoftmax {}
