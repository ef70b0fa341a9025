package io.lanewise.processor.ir;

import io.lanewise.processor.problem.Where;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model or a block as it was written: names, annotations and positions, not judged yet.
 *
 * @param type canonical name
 * @param name as written in Java, {@code Outer.Digits}
 * @param methods in order of declaration
 */
public record InterfaceDecl(String type, String name, boolean isBlock, List<Method> methods, Where where) {
    public InterfaceDecl {
        methods = List.copyOf(methods);
    }

    /** What a method or a parameter stands for, by its type. */
    public enum Kind {
        TENSOR,
        INT,
        FLOAT,
        /** Of a parameter whose type was reported already. */
        UNKNOWN
    }

    /**
     * One method.
     *
     * @param kind {@link Kind#TENSOR} for a node; else an argument of a block
     * @param layer the one layer annotation, {@code @Input} and {@code @Apply} among them; null for an argument, and for a
     *     node that was reported already and is unknown
     * @param loss its {@code @Loss}
     * @param output its {@code @Output}
     * @param repeat its {@code @Repeat}
     * @param frozen its {@code @Frozen}
     * @param where the method
     */
    public record Method(
            String name,
            Kind kind,
            @Nullable AnnotationDecl layer,
            List<Edge> edges,
            @Nullable AnnotationDecl loss,
            @Nullable AnnotationDecl output,
            @Nullable AnnotationDecl repeat,
            @Nullable AnnotationDecl frozen,
            Where where) {
        public Method {
            edges = List.copyOf(edges);
        }

        /** Whether a parameter reads, or tries to read, an argument of the enclosing block. */
        public boolean takesArguments() {
            return edges.stream().anyMatch(edge -> edge.kind() != Kind.TENSOR);
        }
    }

    /**
     * One parameter.
     *
     * @param role the parameter's own name
     * @param source the node or argument it reads
     * @param where the parameter, or the name in its {@code @From}
     */
    public record Edge(String role, String source, Kind kind, Where where) {}

    /** {@code hidden(image): @Dense}, a method a line. */
    public String toText() {
        StringBuilder text = new StringBuilder(type).append('\n');
        for (Method method : methods) {
            text.append("  ").append(method.name()).append('(');
            text.append(method.edges().stream()
                    .map(edge -> edge.role().equals(edge.source()) ? edge.role() : edge.role() + " = " + edge.source())
                    .collect(Collectors.joining(", ")));
            text.append(')');
            Stream.of(method.layer(), method.loss(), method.output(), method.repeat(), method.frozen())
                    .filter(Objects::nonNull)
                    .forEach(annotation -> text.append(" @").append(annotation.name()));
            text.append('\n');
        }
        return text.toString();
    }
}
