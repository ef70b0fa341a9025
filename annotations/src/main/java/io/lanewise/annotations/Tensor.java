package io.lanewise.annotations;

/**
 * What the methods of a {@link Model} return and take: the value of a node. It is only ever named in declarations; no
 * object of this type exists.
 */
public interface Tensor {}
