package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a neural network. Each method is a node: its name names the node, its one layer annotation says what it
 * computes, and its parameter names are the edges. From {@code interface Digits} the processor writes {@code final class
 * DigitsModel} beside it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Model {
    /** Name of the generated class; empty for the interface's name followed by {@code Model}. */
    String value() default "";
}
