package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The mean of all steps of a sequence [steps, channels], channel by channel: a vector of the channels. Where a call decides the number of
 * steps, it divides by that.
 *
 * <p>An input of the role {@code mask} [steps], of 0 and 1, leaves out the steps where it is 0, as Keras's: {@code
 * Tensor pooled(@From("words") Tensor input, Tensor mask)}. Padding then changes no bit, whatever stands there; of no step at all, the
 * mean is 0.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalAveragePooling1D {}
