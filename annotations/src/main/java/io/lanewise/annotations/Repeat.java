package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Applies a node several times in a row, each time with parameters of its own: {@code blocks.0.…}, {@code blocks.1.…}. The
 * value must have the shape of the node's first input.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Repeat {
    /** How often, at least 1. */
    int value();
}
