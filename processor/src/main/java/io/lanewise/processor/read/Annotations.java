package io.lanewise.processor.read;

import io.lanewise.processor.ir.AnnotationDecl;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;

/** Annotations as records. */
final class Annotations {
    static final String PACKAGE = "io.lanewise.annotations";
    static final String LAYERS = PACKAGE + ".layers";

    private Annotations() {}

    /** The annotation of that qualified type. */
    static Optional<AnnotationDecl> find(Element element, String type) {
        return element.getAnnotationMirrors().stream()
                .filter(mirror -> type(mirror).equals(type))
                .findFirst()
                .map(mirror -> read(element, mirror));
    }

    static boolean has(Element element, String type) {
        return element.getAnnotationMirrors().stream()
                .anyMatch(mirror -> type(mirror).equals(type));
    }

    static String type(AnnotationMirror mirror) {
        DeclaredType type = mirror.getAnnotationType();
        if (type.getKind() == TypeKind.ERROR) {
            throw new Unresolved(type.toString());
        }
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    static AnnotationDecl read(Element element, AnnotationMirror mirror) {
        Position where = new Position(element, mirror, null);
        return read(mirror, where);
    }

    private static AnnotationDecl read(AnnotationMirror mirror, Position where) {
        String type = type(mirror);
        Map<String, AnnotationDecl.Member> members = new LinkedHashMap<>();
        for (Element enclosed : mirror.getAnnotationType().asElement().getEnclosedElements()) {
            if (enclosed.getKind() == ElementKind.METHOD) {
                ExecutableElement member = (ExecutableElement) enclosed;
                AnnotationValue given = mirror.getElementValues().get(member);
                AnnotationValue value = given != null ? given : member.getDefaultValue();
                if (value == null) {
                    throw new Unresolved("a member without a value, " + member);
                }
                // javac's tree holds top-level values only under the annotation that stands on the element.
                Position at = given == null || where.value() != null
                        ? where
                        : new Position(where.element(), where.annotation(), given);
                members.put(
                        member.getSimpleName().toString(),
                        new AnnotationDecl.Member(value(value, member.getReturnType(), at), given != null, at));
            }
        }
        return new AnnotationDecl(type, members, where);
    }

    private static Object value(AnnotationValue value, TypeMirror expected, Position where) {
        Object read = value.accept(
                new SimpleAnnotationValueVisitor14<Object, TypeMirror>() {
                    @Override
                    protected Object defaultAction(Object primitive, TypeMirror type) {
                        return primitive;
                    }

                    @Override
                    public Object visitEnumConstant(VariableElement constant, TypeMirror type) {
                        return new AnnotationDecl.EnumConstant(
                                constant.asType().toString(),
                                constant.getSimpleName().toString());
                    }

                    @Override
                    public Object visitType(TypeMirror named, TypeMirror type) {
                        if (named.getKind() == TypeKind.ERROR) {
                            throw new Unresolved(named.toString());
                        }
                        return new AnnotationDecl.ClassName(named.toString());
                    }

                    @Override
                    public Object visitAnnotation(AnnotationMirror nested, TypeMirror type) {
                        return read(nested, where);
                    }

                    @Override
                    public Object visitArray(List<? extends AnnotationValue> values, TypeMirror type) {
                        if (!(type instanceof ArrayType array)) {
                            throw new Unresolved(values.toString());
                        }
                        return values.stream()
                                .map(item -> value(item, array.getComponentType(), where))
                                .toList();
                    }
                },
                expected);
        if (!fits(read, expected)) {
            throw new Unresolved(value.toString());
        }
        return read;
    }

    /** A value that javac could not make sense of arrives as text, {@code "<error>"}. */
    private static boolean fits(Object value, TypeMirror type) {
        return switch (type.getKind()) {
            case INT -> value instanceof Integer;
            case FLOAT -> value instanceof Float;
            case BOOLEAN -> value instanceof Boolean;
            case ARRAY -> value instanceof List;
            case DECLARED ->
                value instanceof String
                        ? ((TypeElement) ((DeclaredType) type).asElement())
                                .getQualifiedName()
                                .contentEquals("java.lang.String")
                        : value instanceof AnnotationDecl.EnumConstant
                                || value instanceof AnnotationDecl.ClassName
                                || value instanceof AnnotationDecl;
            default -> true;
        };
    }
}
