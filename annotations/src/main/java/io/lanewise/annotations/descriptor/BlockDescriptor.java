package io.lanewise.annotations.descriptor;

import io.lanewise.annotations.Block;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Written by the processor on the interface {@code Name_Block} beside each {@link Block}: it repeats the block's declaration with
 * the parameter names that class files lose. Not for use by hand.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface BlockDescriptor {
    /** Canonical name of the block, which may stand in the file of another class. */
    String value();
}
