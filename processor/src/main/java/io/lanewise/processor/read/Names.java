package io.lanewise.processor.read;

import io.lanewise.processor.ir.ModelName;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** Names of declarations and of what is generated from them. */
final class Names {
    private Names() {}

    /** {@code Outer.Digits}. */
    static String inJava(TypeElement type) {
        return type.getEnclosingElement() instanceof TypeElement outer
                ? inJava(outer) + "." + type.getSimpleName()
                : type.getSimpleName().toString();
    }

    static String packageOf(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            if (at instanceof PackageElement found) {
                return found.getQualifiedName().toString();
            }
        }
        return "";
    }

    static String packageOf(AnnotationMirror mirror) {
        return packageOf(mirror.getAnnotationType().asElement());
    }

    /** Qualified name of the descriptor of a block. */
    static String descriptor(TypeElement block) {
        return qualified(packageOf(block), inJava(block).replace('.', '_') + "_Block");
    }

    /** Names of what a model becomes; {@code asked} is that of {@code @Model}, or empty. */
    static ModelName of(TypeElement type, String asked) {
        String flat = inJava(type).replace('.', '_');
        boolean isPublic = true;
        for (Element at = type; at instanceof TypeElement; at = at.getEnclosingElement()) {
            isPublic &= at.getModifiers().contains(Modifier.PUBLIC);
        }
        return new ModelName(
                packageOf(type),
                inJava(type),
                asked.isEmpty() ? flat + "Model" : asked,
                (asked.isEmpty() ? flat : asked) + "Scalar",
                (asked.isEmpty() ? flat : asked) + "Vector",
                isPublic);
    }

    static String qualified(String packageName, String name) {
        return packageName.isEmpty() ? name : packageName + "." + name;
    }
}
