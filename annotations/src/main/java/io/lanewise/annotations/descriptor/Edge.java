package io.lanewise.annotations.descriptor;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Written by the processor: a parameter of a block's node, by name. Not for use by hand.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Edge {
    /** The parameter's own name. */
    String role();

    /** Name of the node or argument it reads. */
    String from();
}
