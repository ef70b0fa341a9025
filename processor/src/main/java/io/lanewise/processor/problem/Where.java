package io.lanewise.processor.problem;

/** A position in the user's source. Only {@code read} makes one and only the processor's front shows one. */
public interface Where {}
