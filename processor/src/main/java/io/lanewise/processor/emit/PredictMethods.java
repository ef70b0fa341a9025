package io.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** The forms of {@code predict}: one example, and a batch in blocks. */
final class PredictMethods {
    private final Blueprint blueprint;
    private final List<ArgumentDecl> inputs;
    private final List<OutputDecl> outputs;

    PredictMethods(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.inputs = blueprint.inputs();
        this.outputs = blueprint.lowered().outputs();
    }

    List<MethodSpec> all() {
        List<MethodSpec> methods = new ArrayList<>();
        if (outputs.size() == 1) {
            methods.add(one());
        }
        methods.add(batch());
        return methods;
    }

    /** Names of the output arrays: an output is an input's own value where it has the same name. */
    static List<String> outputNames(Blueprint blueprint) {
        Set<String> taken = new HashSet<>();
        blueprint.inputs().forEach(input -> taken.add(input.name()));
        List<String> names = new ArrayList<>();
        for (OutputDecl output : blueprint.lowered().outputs()) {
            String name = output.name();
            while (!taken.add(name)) {
                name = name + "Out";
            }
            names.add(name);
        }
        return names;
    }

    private MethodSpec one() {
        String result = outputNames(blueprint).get(0);
        MethodSpec.Builder method = MethodSpec.methodBuilder("predict")
                .addJavadoc("{@code $L} of one example.\n", outputs.get(0).name())
                .addModifiers(Modifier.PUBLIC)
                .returns(PassMethods.floats());
        inputs.forEach(input -> method.addParameter(NetworkPrinter.parameter(input)));
        NetworkPrinter.lengths(method, blueprint.lowered().axes());
        String names = inputs.stream().map(input -> input.name() + ", ").collect(Collectors.joining());
        NetworkPrinter.checks(method, blueprint.lowered().axes());
        return method.addStatement(
                        "float[] $L = new float[$L]",
                        result,
                        Lengths.text(outputs.get(0).type().extent()))
                .addStatement(
                        "predict($L1$L, $L)",
                        names,
                        Lengths.more(blueprint.lowered().axes()),
                        result)
                .addStatement("return $L", result)
                .build();
    }

    private MethodSpec batch() {
        List<String> results = outputNames(blueprint);
        MethodSpec.Builder method = MethodSpec.methodBuilder("predict")
                .addJavadoc(
                        "Predicts {@code count} examples, one after the other in each array. Allocates nothing once warm.\n")
                .addModifiers(Modifier.PUBLIC);
        inputs.forEach(input -> method.addParameter(NetworkPrinter.parameter(input)));
        method.addParameter(TypeName.INT, "count");
        List<AxisDecl> axes = blueprint.lowered().axes();
        NetworkPrinter.lengths(method, axes);
        results.forEach(result -> method.addParameter(PassMethods.floats(), result));
        method.addStatement("$T.count(count)", RuntimeNames.CHECK);
        NetworkPrinter.checks(method, axes);
        inputs.forEach(input -> method.addStatement(NetworkPrinter.check(input)));
        for (int i = 0; i < results.size(); i++) {
            method.addStatement(
                    NetworkPrinter.floats(results.get(i), outputs.get(i).type().extent()));
        }
        Set<String> taken = new HashSet<>(results);
        inputs.forEach(input -> taken.add(input.name()));
        taken.add("count");
        axes.forEach(axis -> taken.add(axis.name()));
        String shared = free("shared", taken);
        StringBuilder share = new StringBuilder(shared);
        axes.forEach(axis -> share.append(".length(").append(axis.name()).append(')'));
        inputs.forEach(input -> share.append(".input(").append(input.name()).append(')'));
        results.forEach(result -> share.append(".output(").append(result).append(')'));
        method.addStatement("$T $L = weights.share(count)", RuntimeNames.PREDICTION, shared)
                .beginControlFlow("if ($L != null)", shared)
                .addStatement("$L.run()", share)
                .addStatement("return")
                .endControlFlow();
        String current = free("current", taken);
        String scratch = free("scratch", taken);
        String from = free("from", taken);
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$L", current));
        for (ArgumentDecl input : inputs) {
            arguments.add(CodeBlock.of("$L", input.name()));
            arguments.add(
                    CodeBlock.of("$L * $L", from, Lengths.text(input.type().extent())));
        }
        for (int i = 0; i < results.size(); i++) {
            arguments.add(CodeBlock.of("$L", results.get(i)));
            arguments.add(CodeBlock.of(
                    "$L * $L", from, Lengths.text(outputs.get(i).type().extent())));
        }
        arguments.add(CodeBlock.of("$L", scratch));
        arguments.add(CodeBlock.of("Math.min(ROWS, count - $L)", from));
        axes.forEach(axis -> arguments.add(CodeBlock.of("$L", axis.name())));
        if (blueprint.plan().inference().dividesRows()) {
            arguments.add(CodeBlock.of("$T.ALONE", RuntimeNames.MEMBER));
        }
        method.addStatement("float[] $L = weights.current()", current)
                .addStatement("float[] $L = weights.take()", scratch)
                .beginControlFlow("try")
                .beginControlFlow("for (int $L = 0; $L < count; $L += ROWS)", from, from, from)
                .addStatement("forward($L)", arguments.stream().collect(CodeBlock.joining(",$W")))
                .endControlFlow()
                .nextControlFlow("finally")
                .addStatement("weights.give($L)", scratch)
                .endControlFlow();
        Emit.report(method);
        return method.build();
    }

    static String free(String wish, Set<String> taken) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + i;
        }
        return name;
    }
}
