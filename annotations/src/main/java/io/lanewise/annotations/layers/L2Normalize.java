package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * {@code y = x / max(‖x‖₂, 10⁻¹²)} along the last axis: each row gets the Euclidean norm 1. PyTorch's {@code normalize}; its derivative
 * where x is 0 is 10¹² times the gradient, as there.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface L2Normalize {}
