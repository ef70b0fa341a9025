package io.lanewise.processor.ir;

/** One file of generated Java, as {@code emit} leaves it. */
public record SourceFile(String qualifiedName, String text) {}
