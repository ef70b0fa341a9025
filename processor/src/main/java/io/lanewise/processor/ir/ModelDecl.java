package io.lanewise.processor.ir;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model with all that its compilation needs to know of the source.
 *
 * @param blocks every block it applies, directly or in other blocks, by canonical name; one that could not be read, and was
 *     reported, is missing
 * @param annotation {@code @Model} as it was written; null of a block
 */
public record ModelDecl(
        ModelName name,
        InterfaceDecl declaration,
        Map<String, InterfaceDecl> blocks,
        @Nullable AnnotationDecl annotation) {
    public ModelDecl {
        blocks = Map.copyOf(blocks);
    }

    /** Whether training computes instances of repeated blocks again rather than keep them. */
    public boolean recompute() {
        return annotation != null && annotation.flag("recompute");
    }

    /** The declaration and its blocks, a method a line. */
    public String toText() {
        StringBuilder text = new StringBuilder(declaration.toText());
        new TreeMap<>(blocks).values().forEach(block -> text.append(block.toText()));
        return text.toString();
    }
}
