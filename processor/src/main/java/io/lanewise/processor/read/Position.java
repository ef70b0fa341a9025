package io.lanewise.processor.read;

import io.lanewise.processor.problem.Where;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A position in Java source.
 *
 * @param annotation on the element, or null for the element itself
 * @param value in the annotation, or null for the annotation itself
 */
public record Position(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) implements Where {
    /** The element itself. */
    public static Position at(Element element) {
        return new Position(element, null, null);
    }
}
