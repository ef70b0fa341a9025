package io.lanewise.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Prints a model: the class that users call, the scalar twin, and the vector form. */
public final class Emit {
    private Emit() {}

    /** The source files of a model; {@code derivative} is null where there is no loss. */
    public static List<SourceFile> files(Blueprint blueprint, @Nullable Differentiated derivative) {
        ModelName name = blueprint.name();
        ClassName scalarClass = ClassName.get(name.packageName(), name.scalarName());
        ClassName vectorClass = ClassName.get(name.packageName(), name.vectorName());
        Set<String> variables = PassMethods.variables(blueprint.lowered());
        Map<String, String> constants =
                PassMethods.constants(blueprint.plan(), blueprint.lowered().program(), variables);
        Kernels kernels = new Kernels(scalarClass, vectorClass, blueprint.vectors(), taken(blueprint), variables);
        PassMethods passes = new PassMethods(blueprint, kernels, constants);
        TypeSpec network = new NetworkPrinter(blueprint)
                .print(kernels, passes, derivative == null ? Map.of() : derivative.inputGradients(), constants);
        List<SourceFile> files = new ArrayList<>();
        files.add(file(name.packageName(), network));
        files.add(file(
                name.packageName(),
                kernels(
                        name.scalarName(),
                        "The row kernels of {@link " + name.className()
                                + "} as plain loops: the twin, equal to the bit, that runs anywhere.\n",
                        kernels.scalarMethods())));
        if (blueprint.vectors()) {
            files.add(file(
                    name.packageName(),
                    kernels(
                            name.vectorName(),
                            "The row kernels of {@link " + name.className()
                                    + "} in vectors; loaded only where the vector module is.\n",
                            kernels.vectorMethods())));
        }
        return files;
    }

    private static Set<String> taken(Blueprint blueprint) {
        Set<String> taken = new HashSet<>(Set.of(
                "prepare",
                "forward",
                "loss",
                "backward",
                "inputGradients",
                "predict",
                "gradients",
                "data",
                "create",
                "load",
                "save",
                "copy",
                "decodeStart",
                "decodeStep",
                "decoder",
                "summary",
                "weights",
                "parameters",
                "call",
                "warmUp",
                "toString",
                "hashCode",
                "equals"));
        blueprint.lowered().outputs().stream().map(Lowered.OutputDecl::name).forEach(taken::add);
        return taken;
    }

    private static TypeSpec kernels(String className, String javadoc, List<MethodSpec> methods) {
        return TypeSpec.classBuilder(className)
                .addModifiers(Modifier.FINAL)
                .addJavadoc("$L", javadoc)
                .addAnnotation(generated())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethods(methods)
                .build();
    }

    static AnnotationSpec generated() {
        return AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                .addMember("value", "$S", "io.lanewise.processor.LanewiseProcessor")
                .build();
    }

    /** Ends a method that has its result: the one log line about the vector form is due. */
    static void report(MethodSpec.Builder method) {
        method.addStatement("VECTORS.report()");
    }

    private static SourceFile file(String packageName, TypeSpec type) {
        String text = JavaFile.builder(packageName, type)
                .skipJavaLangImports(true)
                .indent("    ")
                .build()
                .toString();
        return new SourceFile(packageName.isEmpty() ? type.name() : packageName + '.' + type.name(), text);
    }
}
