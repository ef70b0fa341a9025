package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Adds sines and cosines of the position to each step of a sequence of width d: {@code y[t, 2i] = x[t, 2i] + sin(t / 10000^(2i/d))} and
 * {@code y[t, 2i + 1] = x[t, 2i + 1] + cos(t / 10000^(2i/d))}. Nothing is trained. (Vaswani et al., Attention Is All You Need,
 * 2017, 3.5.)
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PositionalEncoding {}
