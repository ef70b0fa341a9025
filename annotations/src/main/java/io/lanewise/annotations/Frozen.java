package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Leaves the parameters of a node, or of all nodes of a block that is applied, as they are: no optimizer changes them, no decay,
 * penalty or constraint acts on them, and no gradient is computed that only they need. {@code Gradients.of} answers zeros for them. They are
 * saved and loaded as all others, so that {@code parameters().set} or a checkpoint can give them their values. Of parameters that are
 * shared, the owner's word counts.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Frozen {}
