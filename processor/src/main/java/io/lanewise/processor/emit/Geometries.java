package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The constants that hold the sizes of convolutions and poolings, those of equal sizes once. */
final class Geometries {
    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Set<ClassName> types = new LinkedHashSet<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final UnaryOperator<String> unique;

    /** {@code unique} makes a name that nothing else has. */
    Geometries(UnaryOperator<String> unique) {
        this.unique = unique;
    }

    /** The constant for {@code type.of(arguments)}, named {@code base} if it is the first of that name. */
    String constant(ClassName type, String arguments, String base) {
        return constants.computeIfAbsent(type.simpleName() + '(' + arguments + ')', key -> {
            String constant = unique.apply(base);
            types.add(type);
            fields.add(FieldSpec.builder(type, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.of($L)", type, arguments)
                    .build());
            return constant;
        });
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    List<FieldSpec> fields() {
        return fields;
    }

    /** An expression for the take-overs of the kernels that are called. */
    CodeBlock takeOvers() {
        CodeBlock lists =
                types.stream().map(type -> CodeBlock.of("$T.takeOvers()", type)).collect(CodeBlock.joining(",$W"));
        return types.size() == 1
                ? lists
                : CodeBlock.of("$T.of($L).flatMap($T::stream).toList()", Stream.class, lists, List.class);
    }
}
