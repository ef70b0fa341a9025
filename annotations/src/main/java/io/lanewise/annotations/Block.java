package io.lanewise.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a reusable sub-graph, applied by {@link Apply}. Its {@link Input}s take their shapes from the place of use; its
 * {@code int} and {@code float} methods without a layer are its arguments, which a node takes as parameters named after the
 * layer's member: {@code @Dense Tensor hidden(Tensor x, @From("width") int units)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {}
