package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The constants that decide which form of a kernel runs: of the generated class and, in a model of very many kernels, of further
 * classes in it, so that no static initialiser gets too long.
 */
final class TakeOvers {
    /** Constants of one class: 13 bytecodes each to make, 8 to list. */
    private static final int RUN = 400;

    private final List<FieldSpec> all = new ArrayList<>();

    /** Takes a constant for the kernel {@code name}; answers how the generated class names it. */
    String add(String constant, String name) {
        int run = all.size() / RUN;
        Modifier[] modifiers = run == 0
                ? new Modifier[] {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL}
                : new Modifier[] {Modifier.STATIC, Modifier.FINAL};
        all.add(FieldSpec.builder(RuntimeNames.TAKE_OVER, constant, modifiers)
                .initializer("$T.of(VECTORS, $S)", RuntimeNames.TAKE_OVER, name)
                .build());
        return run == 0 ? constant : holder(run) + '.' + constant;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those of the generated class itself. */
    List<FieldSpec> fields() {
        return all.subList(0, Math.min(RUN, all.size()));
    }

    /** The classes that hold the others; none but in a very large model. */
    List<TypeSpec> holders() {
        List<TypeSpec> holders = new ArrayList<>();
        for (int run = 1; run * RUN < all.size(); run++) {
            List<FieldSpec> fields = all.subList(run * RUN, Math.min(all.size(), (run + 1) * RUN));
            holders.add(TypeSpec.classBuilder(holder(run))
                    .addJavadoc("Goes on with the constants of the kernels.\n")
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .addFields(fields)
                    .addMethod(MethodSpec.methodBuilder("all")
                            .addModifiers(Modifier.STATIC)
                            .returns(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TAKE_OVER))
                            .addStatement("return $L", listed(fields))
                            .build())
                    .build());
        }
        return holders;
    }

    /** An expression for the list of all. */
    CodeBlock list() {
        if (all.size() <= RUN) {
            return listed(all);
        }
        CodeBlock.Builder lists = CodeBlock.builder().add(listed(fields()));
        for (int run = 1; run * RUN < all.size(); run++) {
            lists.add(",$W$L.all()", holder(run));
        }
        return CodeBlock.of("$T.of($L).flatMap($T::stream).toList()", Stream.class, lists.build(), List.class);
    }

    private static CodeBlock listed(List<FieldSpec> fields) {
        return CodeBlock.of(
                "$T.of($L)", List.class, fields.stream().map(FieldSpec::name).collect(Collectors.joining(", ")));
    }

    private static String holder(int run) {
        return "TakeOvers" + (run + 1);
    }
}
