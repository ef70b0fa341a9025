package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest number of all steps of a sequence [steps, channels], channel by channel: a vector of the channels. The gradient goes to the
 * first of equal numbers.
 *
 * <p>An input of the role {@code mask} [steps], of 0 and 1, leaves out the steps where it is 0: {@code
 * Tensor pooled(@From("words") Tensor input, Tensor mask)}. Padding then changes no bit, whatever stands there; of no step at all, the
 * result is 0.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalMaxPool1D {}
