package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Trains a node: compares its value with a target and adds the result, times {@link #weight}, to the loss that training
 * minimises. The node is an output. The target is an argument named after the node, or another node.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Loss {
    /** What is minimised. */
    LossFunction value();

    /** Factor of this loss in the sum of all, finite and above 0. */
    float weight() default 1;

    /** What the target of a cross-entropy is. */
    Labels labels() default Labels.CLASSES;

    /** Name of the node that is the target; empty for an argument named after this node. */
    String target() default "";

    /** How the losses of a batch become one number. */
    Reduction reduction() default Reduction.MEAN;
}
