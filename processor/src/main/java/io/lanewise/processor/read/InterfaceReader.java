package io.lanewise.processor.read;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** One interface, a model's, a block's or a block descriptor's, as a declaration. */
final class InterfaceReader {
    private static final Set<String> NODES = Set.of(Annotations.PACKAGE + ".Input", Annotations.PACKAGE + ".Apply");

    private final TypeElement type;
    private final boolean isBlock;
    private final Problems problems;

    private InterfaceReader(TypeElement type, boolean isBlock, Problems problems) {
        this.type = type;
        this.isBlock = isBlock;
        this.problems = problems;
    }

    /** The declaration; null where it cannot be looked at any further. */
    static @Nullable InterfaceDecl read(TypeElement type, boolean isBlock, Problems problems) {
        InterfaceReader reader = new InterfaceReader(type, isBlock, problems);
        return reader.checkInterface() ? reader.declaration(type) : null;
    }

    /** A descriptor in place of the block that it describes. */
    static InterfaceDecl descriptor(TypeElement descriptor, TypeElement block) {
        return new InterfaceReader(descriptor, true, new Problems()).declaration(block);
    }

    private InterfaceDecl declaration(TypeElement named) {
        List<Method> methods = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            Set<Modifier> modifiers = method.getModifiers();
            if (modifiers.contains(Modifier.ABSTRACT)) {
                methods.add(method(method));
            }
        }
        return new InterfaceDecl(
                named.getQualifiedName().toString(), Names.inJava(named), isBlock, methods, Position.at(type));
    }

    private boolean checkInterface() {
        Where where = Position.at(type);
        String what = isBlock ? "@Block" : "@Model";
        if (type.getKind() != ElementKind.INTERFACE) {
            problems.report(
                    ProblemCode.NOT_AN_INTERFACE,
                    what + " belongs on an interface. '" + type.getSimpleName() + "' is " + word(type.getKind())
                            + ". Declare it as an interface.",
                    where);
            return false;
        }
        if (type.getModifiers().contains(Modifier.PRIVATE) || enclosedInPrivate()) {
            problems.report(
                    ProblemCode.PRIVATE_INTERFACE,
                    "The generated class stands beside the interface and must see it. '" + type.getSimpleName()
                            + "' is private, or inside something private. Remove private.",
                    where);
        }
        if (!type.getTypeParameters().isEmpty()) {
            problems.report(
                    ProblemCode.GENERIC,
                    what + " interfaces have no type parameters. '" + type.getSimpleName() + "' has "
                            + type.getTypeParameters() + ". Remove them.",
                    where);
        }
        for (TypeMirror parent : type.getInterfaces()) {
            if (parent.getKind() == TypeKind.ERROR) {
                throw new Unresolved(parent.toString());
            }
            problems.report(
                    ProblemCode.INHERITED,
                    what + " interfaces inherit nothing. '" + type.getSimpleName() + "' extends " + parent
                            + ". Declare its nodes here, or apply it as a @Block.",
                    where);
        }
        return true;
    }

    private boolean enclosedInPrivate() {
        for (var outer = type.getEnclosingElement(); outer != null; outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
        }
        return type.getNestingKind() == NestingKind.LOCAL;
    }

    private Method method(ExecutableElement method) {
        Where where = Position.at(method);
        String name = method.getSimpleName().toString();
        if (!method.getTypeParameters().isEmpty()) {
            problems.report(
                    ProblemCode.GENERIC,
                    "A node has no type parameters. '" + name + "' has " + method.getTypeParameters()
                            + ". Remove them.",
                    where);
        }
        Kind kind = kind(method.getReturnType());
        if (kind == null || kind != Kind.TENSOR && !isBlock) {
            problems.report(
                    ProblemCode.RETURN_TYPE,
                    "A node returns Tensor. '" + name + "' returns " + method.getReturnType() + ". Write Tensor " + name
                            + "(…), or make it a default method if it is no node.",
                    where);
        }
        List<AnnotationDecl> layers = new ArrayList<>();
        for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
            String annotation = Annotations.type(mirror);
            if (NODES.contains(annotation) || Names.packageOf(mirror).equals(Annotations.LAYERS)) {
                layers.add(Annotations.read(method, mirror));
            }
        }
        boolean argument = isBlock && (kind == Kind.INT || kind == Kind.FLOAT);
        Kind stands = argument && kind != null ? kind : Kind.TENSOR;
        List<Edge> edges = new ArrayList<>();
        boolean known = true;
        for (VariableElement parameter : method.getParameters()) {
            Edge edge = edge(parameter);
            known &= edge.kind() != Kind.UNKNOWN;
            edges.add(edge);
        }
        AnnotationDecl layer = argument ? noLayer(layers, name) : oneLayer(layers, name, where);
        if (argument && !edges.isEmpty()) {
            problems.report(
                    ProblemCode.MISPLACED,
                    "A block's argument reads nothing. '" + name + "' has parameters. Remove them, or return Tensor.",
                    edges.get(0).where());
        }
        return new Method(
                name,
                stands,
                known && kind != null ? layer : null,
                edges,
                Annotations.find(method, Annotations.PACKAGE + ".Loss").orElse(null),
                Annotations.find(method, Annotations.PACKAGE + ".Output").orElse(null),
                Annotations.find(method, Annotations.PACKAGE + ".Repeat").orElse(null),
                Annotations.find(method, Annotations.PACKAGE + ".Frozen").orElse(null),
                where);
    }

    private @Nullable AnnotationDecl noLayer(List<AnnotationDecl> layers, String name) {
        for (AnnotationDecl layer : layers) {
            problems.report(
                    ProblemCode.MISPLACED,
                    "A block's argument has no layer. '" + name + "' has @" + layer.name()
                            + ". Remove it, or return Tensor.",
                    layer.where());
        }
        return null;
    }

    private @Nullable AnnotationDecl oneLayer(List<AnnotationDecl> layers, String name, Where where) {
        if (layers.isEmpty()) {
            problems.report(
                    ProblemCode.NO_LAYER,
                    "A node needs one layer annotation. '" + name
                            + "' has none. Add @Input, a layer such as @Dense, or @Apply;"
                            + " a method that is no node must be default or static.",
                    where);
            return null;
        }
        if (layers.size() > 1) {
            problems.report(
                    ProblemCode.SEVERAL_LAYERS,
                    "A node has one layer. '" + name + "' has "
                            + String.join(
                                    " and ",
                                    layers.stream()
                                            .map(layer -> "@" + layer.name())
                                            .toList())
                            + ". Make a node of each.",
                    layers.get(1).where());
            return null;
        }
        return layers.get(0);
    }

    private Edge edge(VariableElement parameter) {
        Kind kind = kind(parameter.asType());
        Where where = Position.at(parameter);
        String role = parameter.getSimpleName().toString();
        if (kind == null || kind != Kind.TENSOR && !isBlock) {
            problems.report(
                    ProblemCode.PARAMETER_TYPE,
                    "A parameter names a node and has the type Tensor" + (isBlock ? ", int or float" : "") + ". '"
                            + role + "' is " + parameter.asType() + ". Write Tensor " + role + ".",
                    where);
            kind = Kind.UNKNOWN;
        }
        AnnotationDecl described = Annotations.find(parameter, Annotations.PACKAGE + ".descriptor.Edge")
                .orElse(null);
        if (described != null) {
            return new Edge(described.text("role"), described.text("from"), kind, where);
        }
        AnnotationDecl from =
                Annotations.find(parameter, Annotations.PACKAGE + ".From").orElse(null);
        return from == null
                ? new Edge(role, role, kind, where)
                : new Edge(role, from.text("value"), kind, from.where("value"));
    }

    /** What a type stands for; null for any other type. */
    private static @Nullable Kind kind(TypeMirror type) {
        return switch (type.getKind()) {
            case INT -> Kind.INT;
            case FLOAT -> Kind.FLOAT;
            case ERROR -> throw new Unresolved(type.toString());
            case DECLARED ->
                ((TypeElement) ((DeclaredType) type).asElement())
                                .getQualifiedName()
                                .contentEquals(Annotations.PACKAGE + ".Tensor")
                        ? Kind.TENSOR
                        : null;
            default -> null;
        };
    }

    private static String word(ElementKind kind) {
        return switch (kind) {
            case CLASS -> "a class";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            case ANNOTATION_TYPE -> "an annotation";
            default -> "none";
        };
    }
}
