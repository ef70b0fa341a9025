package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Prints {@code model.call(count).tokens(t).mask(m).run().digit()}: several inputs or outputs by name. */
final class CallPrinter {
    private final Blueprint blueprint;
    private final ClassName self;
    /** Names that stand beside the inputs'; an input cannot be called {@code count}. */
    private final String model;

    private final String results;

    CallPrinter(Blueprint blueprint, ClassName self) {
        this.blueprint = blueprint;
        this.self = self;
        Set<String> taken = blueprint.inputs().stream().map(ArgumentDecl::name).collect(Collectors.toSet());
        blueprint.lowered().axes().forEach(axis -> taken.add(axis.name()));
        this.model = PredictMethods.free("model", taken);
        this.results = PredictMethods.free("results", taken);
    }

    /** The method that begins a call. */
    MethodSpec begin() {
        return MethodSpec.methodBuilder("call")
                .addJavadoc("A prediction of {@code count} examples, with inputs and outputs by name.\n")
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.INT, "count")
                .returns(self.nestedClass("Call"))
                .addStatement("$T.count(count)", RuntimeNames.CHECK)
                .addStatement("return new Call(this, count)")
                .build();
    }

    TypeSpec print() {
        ClassName call = self.nestedClass("Call");
        ClassName outputs = self.nestedClass("Outputs");
        TypeSpec.Builder type = TypeSpec.classBuilder("Call")
                .addJavadoc("A prediction with inputs and outputs by name. It may run again with other inputs.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addField(self, model, Modifier.PRIVATE, Modifier.FINAL)
                .addField(TypeName.INT, "count", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(self, "model")
                        .addParameter(TypeName.INT, "count")
                        .addStatement("this.$L = model", model)
                        .addStatement("this.count = count")
                        .build());
        for (ArgumentDecl input : blueprint.inputs()) {
            type.addField(
                    com.palantir.javapoet.FieldSpec.builder(PassMethods.array(input), input.name(), Modifier.PRIVATE)
                            .initializer("{}")
                            .build());
            type.addMethod(MethodSpec.methodBuilder(input.name())
                    .addJavadoc(
                            "{@code count} times $L numbers.\n",
                            Lengths.text(input.type().extent()))
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(PassMethods.array(input), input.name())
                    .returns(call)
                    .addStatement("this.$L = $L", input.name(), input.name())
                    .addStatement("return this")
                    .build());
        }
        List<AxisDecl> axes = blueprint.lowered().axes();
        for (AxisDecl axis : axes) {
            type.addField(TypeName.INT, axis.name(), Modifier.PRIVATE);
            type.addMethod(MethodSpec.methodBuilder(axis.name())
                    .addJavadoc("The length of this axis, from 1 to $L.\n", axis.max())
                    .addModifiers(Modifier.PUBLIC)
                    .addParameter(TypeName.INT, axis.name())
                    .returns(call)
                    .addStatement("this.$L = $L", axis.name(), axis.name())
                    .addStatement("return this")
                    .build());
        }
        List<OutputDecl> declared = blueprint.lowered().outputs();
        MethodSpec.Builder run = MethodSpec.methodBuilder("run")
                .addJavadoc("Predicts.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(outputs);
        String arrays = declared.stream()
                .map(output -> "new float[Math.multiplyExact(count, "
                        + Lengths.text(output.type().extent()) + ")]")
                .collect(Collectors.joining(", "));
        NetworkPrinter.checks(run, axes);
        run.addStatement("$T $L = new $T(new float[][] {$L})", outputs, results, outputs, arrays);
        String arguments = Stream.of(
                        blueprint.inputs().stream().map(ArgumentDecl::name),
                        Stream.of("count"),
                        axes.stream().map(AxisDecl::name),
                        IntStream.range(0, declared.size()).mapToObj(i -> results + ".arrays[" + i + "]"))
                .flatMap(part -> part)
                .collect(Collectors.joining(", "));
        run.addStatement("$L.predict($L)", model, arguments).addStatement("return $L", results);
        return type.addMethod(run.build()).build();
    }

    /** What a call returns. */
    TypeSpec outputs() {
        TypeSpec.Builder type = TypeSpec.classBuilder("Outputs")
                .addJavadoc("The outputs of a call, by name.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addField(
                        com.palantir.javapoet.ArrayTypeName.of(PassMethods.floats()),
                        "arrays",
                        Modifier.PRIVATE,
                        Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(com.palantir.javapoet.ArrayTypeName.of(PassMethods.floats()), "arrays")
                        .addStatement("this.arrays = arrays")
                        .build());
        List<OutputDecl> declared = blueprint.lowered().outputs();
        for (int i = 0; i < declared.size(); i++) {
            type.addMethod(MethodSpec.methodBuilder(declared.get(i).name())
                    .addJavadoc(
                            "{@code count} times $L numbers.\n",
                            Lengths.text(declared.get(i).type().extent()))
                    .addModifiers(Modifier.PUBLIC)
                    .returns(PassMethods.floats())
                    .addStatement("return arrays[$L]", i)
                    .build());
        }
        return type.build();
    }
}
