package io.lanewise.annotations.layers;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest number of all pixels of an image [height, width, channels], channel by channel: a vector of the channels. The gradient goes to the
 * first of equal numbers; of those that rounding behind a bias has made equal, to the one that was largest.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface GlobalMaxPool2D {}
