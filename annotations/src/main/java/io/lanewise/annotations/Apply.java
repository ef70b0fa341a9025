package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Applies a {@link Block}. Where the block has several inputs, each parameter is named after the input it feeds, and {@link
 * From} names the node.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Apply {
    /** The block. */
    Class<?> value();

    /** Values of the block's arguments, {@code "width = 32, rate = 0.1f"}. */
    String with() default "";

    /** Name of another node that applies the same block, whose parameters are used here too; empty for own ones. */
    String sharedWith() default "";
}
