package io.lanewise.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.SourceFile;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Prints the interface {@code Name_Block} that carries a block's declaration, parameter names included, into class files. */
public final class DescriptorWriter {
    private static final String ANNOTATIONS = "io.lanewise.annotations";
    private static final String DESCRIPTOR = ANNOTATIONS + ".descriptor";

    private DescriptorWriter() {}

    /** The descriptor of a block under a qualified name. */
    public static SourceFile write(ModelDecl block, String qualifiedName) {
        ClassName described = nested(block.name().packageName(), block.name().interfaceName());
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1))
                .addJavadoc("Describes {@link $T} to models compiled later. Not for use by hand.\n", described)
                .addAnnotation(AnnotationSpec.builder(ClassName.get(DESCRIPTOR, "BlockDescriptor"))
                        .addMember("value", "$S", described.canonicalName())
                        .build());
        if (block.name().isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        block.declaration().methods().forEach(method -> type.addMethod(method(method)));
        String text = JavaFile.builder(block.name().packageName(), type.build())
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return new SourceFile(qualifiedName, text);
    }

    private static MethodSpec method(Method method) {
        MethodSpec.Builder spec = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .returns(type(method.kind()));
        Stream.of(method.layer(), method.loss(), method.output(), method.repeat(), method.frozen())
                .filter(Objects::nonNull)
                .forEach(annotation -> spec.addAnnotation(annotation(annotation)));
        List<Edge> edges = method.edges();
        for (int i = 0; i < edges.size(); i++) {
            spec.addParameter(ParameterSpec.builder(type(edges.get(i).kind()), "p" + i)
                    .addAnnotation(AnnotationSpec.builder(ClassName.get(DESCRIPTOR, "Edge"))
                            .addMember("role", "$S", edges.get(i).role())
                            .addMember("from", "$S", edges.get(i).source())
                            .build())
                    .build());
        }
        return spec.build();
    }

    private static AnnotationSpec annotation(AnnotationDecl annotation) {
        AnnotationSpec.Builder spec = AnnotationSpec.builder(ClassName.bestGuess(annotation.type()));
        annotation.members().forEach((name, member) -> {
            if (member.given()) {
                spec.addMember(name, value(member.value()));
            }
        });
        return spec.build();
    }

    private static CodeBlock value(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(DescriptorWriter::value).collect(CodeBlock.joining(", ", "{", "}"));
        }
        if (value instanceof AnnotationDecl nested) {
            return CodeBlock.of("$L", annotation(nested));
        }
        if (value instanceof AnnotationDecl.EnumConstant constant) {
            return CodeBlock.of("$T.$L", ClassName.bestGuess(constant.type()), constant.name());
        }
        if (value instanceof AnnotationDecl.ClassName named) {
            return CodeBlock.of("$L.class", named.type());
        }
        if (value instanceof String text) {
            return CodeBlock.of("$S", text);
        }
        if (value instanceof Float number) {
            return real(number);
        }
        return CodeBlock.of("$L", value);
    }

    private static CodeBlock real(float number) {
        if (Float.isNaN(number)) {
            return CodeBlock.of("0f / 0f");
        }
        if (Float.isInfinite(number)) {
            return CodeBlock.of(number > 0 ? "1f / 0f" : "-1f / 0f");
        }
        return CodeBlock.of("$Lf", number);
    }

    private static TypeName type(Kind kind) {
        return switch (kind) {
            case TENSOR -> ClassName.get(ANNOTATIONS, "Tensor");
            case INT -> TypeName.INT;
            case FLOAT -> TypeName.FLOAT;
            case UNKNOWN -> throw new IllegalArgumentException("A block that was reported has no descriptor");
        };
    }

    private static ClassName nested(String packageName, String nameInJava) {
        String[] names = nameInJava.split("\\.");
        String[] inner = Arrays.copyOfRange(names, 1, names.length);
        return ClassName.get(packageName, names[0], inner);
    }
}
