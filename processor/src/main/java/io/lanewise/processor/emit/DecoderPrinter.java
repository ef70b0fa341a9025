package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.Decoded;
import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Prints {@code model.decoder(count).start(memory).next(tokens)}: the model step by step. */
final class DecoderPrinter {
    private final Blueprint blueprint;
    private final Plan.Decoding decoding;
    private final Decoded decoded;
    private final ClassName type;
    private final List<AxisDecl> others;
    private final List<ArgumentDecl> given;
    private final List<ArgumentDecl> growing;
    private final List<OutputDecl> outputs;
    private final List<String> results = new ArrayList<>();
    private final String state;
    private final String count;
    private final String length;

    DecoderPrinter(Blueprint blueprint, Plan.Decoding decoding) {
        this.blueprint = blueprint;
        this.decoding = decoding;
        this.decoded = Objects.requireNonNull(blueprint.decoded());
        this.type = ClassName.get(
                        blueprint.name().packageName(), blueprint.name().className())
                .nestedClass("Decoder");
        this.others = blueprint.lowered().axes().stream()
                .filter(axis -> !axis.name().equals(decoded.axis()))
                .toList();
        this.given = blueprint.given();
        this.growing = blueprint.growing();
        this.outputs = blueprint.decodedOutputs();
        Set<String> taken = new HashSet<>();
        blueprint.inputs().forEach(input -> taken.add(input.name()));
        blueprint.lowered().axes().forEach(axis -> taken.add(axis.name()));
        outputs.forEach(output -> results.add(PredictMethods.free(output.name(), taken)));
        this.state = PredictMethods.free("decoding", taken);
        this.count = "count";
        this.length = decoded.axis();
    }

    /** The method that begins. */
    MethodSpec begin() {
        return MethodSpec.methodBuilder("decoder")
                .addJavadoc(
                        "Decodes {@code count} examples at a time, step by step of $L, each with the bits of {@code predict}.\n",
                        decoded.axis())
                .addModifiers(Modifier.PUBLIC)
                .addParameter(TypeName.INT, "count")
                .returns(type)
                .addStatement("$T.count(count)", RuntimeNames.CHECK)
                .addStatement(
                        "return new Decoder(new $T(weights, $S, $L, count, $LL, $LL, $LL, $L))"
                                + (given.isEmpty() && decoding.start() != null ? ".reset()" : ""),
                        RuntimeNames.DECODING,
                        decoded.axis(),
                        decoded.max(),
                        decoding.keptFloats(),
                        fixedFloats(),
                        floatsPerExample(),
                        !given.isEmpty())
                .build();
    }

    private long fixedFloats() {
        Plan.Section start = decoding.start();
        return Math.max(start == null ? 0 : start.fixedFloats(), decoding.step().fixedFloats());
    }

    private long floatsPerExample() {
        Plan.Section start = decoding.start();
        return Math.max(
                start == null ? 0 : start.floatsPerExample(), decoding.step().floatsPerExample());
    }

    TypeSpec print() {
        TypeSpec.Builder decoder = TypeSpec.classBuilder("Decoder")
                .addJavadoc(
                        "The steps of $L so far, and what comes next. One thread at a time may use it. It computes with the weights that the"
                                + " model had when it began.\n",
                        decoded.axis())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .addField(FieldSpec.builder(RuntimeNames.DECODING, state, Modifier.PRIVATE, Modifier.FINAL)
                        .build());
        others.forEach(axis -> decoder.addField(TypeName.INT, axis.name(), Modifier.PRIVATE));
        decoder.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeNames.DECODING, "decoding")
                .addStatement("this.$L = decoding", state)
                .build());
        decoder.addMethod(start()).addMethod(next());
        if (outputs.size() == 1) {
            decoder.addMethod(returning());
        }
        decoder.addMethod(MethodSpec.methodBuilder("position")
                .addJavadoc("Steps so far, from 0 to $L.\n", decoded.max())
                .addModifiers(Modifier.PUBLIC)
                .returns(TypeName.INT)
                .addStatement("return $L.position()", state)
                .build());
        return decoder.addMethod(copy()).build();
    }

    private MethodSpec start() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(given.isEmpty() ? "reset" : "start")
                .addJavadoc(
                        given.isEmpty()
                                ? "Begins anew, with the weights that the model has now.\n"
                                : "Begins, or begins anew, with these inputs for all steps and the weights that the model has now.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
        given.forEach(input -> method.addParameter(NetworkPrinter.parameter(input)));
        NetworkPrinter.lengths(method, others);
        if (!given.isEmpty()) {
            method.addStatement("int $L = $L.count()", count, state);
            NetworkPrinter.checks(method, others);
            given.forEach(input -> method.addStatement(NetworkPrinter.check(input)));
        }
        method.addStatement("$L.begin()", state);
        others.forEach(axis -> method.addStatement("this.$L = $L", axis.name(), axis.name()));
        if (decoding.start() != null) {
            List<String> arguments = new ArrayList<>(List.of(state + ".weights()"));
            given.forEach(input -> arguments.add(input.name()));
            arguments.addAll(List.of(state + ".kept()", state + ".scratch()", state + ".count()"));
            blueprint.lowered().axes().forEach(axis -> arguments.add(axis.name().equals(length) ? "0" : axis.name()));
            method.addStatement("decodeStart($L)", String.join(", ", arguments));
        }
        return method.addStatement("return this").build();
    }

    private MethodSpec next() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("next")
                .addJavadoc(
                        "The next step: of each example one step of the inputs, which makes one step of the outputs. Allocates nothing once"
                                + " warm.\n\n@throws IllegalStateException if there are $L steps already"
                                + (given.isEmpty() ? "" : ", or before {@code start}")
                                + "\n",
                        decoded.max())
                .addModifiers(Modifier.PUBLIC);
        growing.forEach(input -> method.addParameter(NetworkPrinter.parameter(input)));
        results.forEach(result -> method.addParameter(PassMethods.floats(), result));
        method.addStatement("int $L = $L.count()", count, state);
        growing.forEach(input -> method.addStatement(NetworkPrinter.check(ofStep(input))));
        for (int i = 0; i < results.size(); i++) {
            method.addStatement(
                    NetworkPrinter.floats(results.get(i), ofStep(outputs.get(i).type())));
        }
        method.addStatement("int $L = $L.next()", length, state);
        List<String> arguments = new ArrayList<>(List.of(state + ".weights()"));
        growing.forEach(input -> arguments.add(input.name()));
        arguments.add(state + ".positions()");
        arguments.addAll(results);
        arguments.addAll(List.of(state + ".kept()", state + ".scratch()", count));
        blueprint.lowered().axes().forEach(axis -> arguments.add(axis.name()));
        method.addStatement("decodeStep($L)", String.join(", ", arguments)).addStatement("$L.done()", state);
        Emit.report(method);
        return method.build();
    }

    private MethodSpec returning() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("next")
                .addJavadoc("The next step, in an array of its own.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(PassMethods.floats());
        growing.forEach(input -> method.addParameter(NetworkPrinter.parameter(input)));
        method.addStatement(
                "float[] $L = new float[$L.count() * $L]",
                results.get(0),
                state,
                Lengths.text(ofStep(outputs.get(0).type())));
        List<String> arguments = new ArrayList<>();
        growing.forEach(input -> arguments.add(input.name()));
        arguments.add(results.get(0));
        return method.addStatement("next($L)", String.join(", ", arguments))
                .addStatement("return $L", results.get(0))
                .build();
    }

    private MethodSpec copy() {
        MethodSpec.Builder method = MethodSpec.methodBuilder("copy")
                .addJavadoc("Another decoder with the same steps so far, to go on in other ways.\n")
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
        method.addStatement("Decoder copy = new Decoder($L.copy())", state);
        others.forEach(axis -> method.addStatement("copy.$L = $L", axis.name(), axis.name()));
        return method.addStatement("return copy").build();
    }

    /** What the runtime warms up and proves decoding by. */
    List<MethodSpec> code() {
        MethodSpec.Builder method = CodePrinter.override(TypeName.VOID, "decode")
                .addParameter(PassMethods.floats(), "w")
                .addParameter(RuntimeNames.BATCH, "arguments")
                .addParameter(TypeName.INT, "n")
                .addParameter(TypeName.INT, "steps")
                .addParameter(ArrayTypeName.of(PassMethods.floats()), "outputs")
                .addStatement("float[] kept = new float[$L * n]", decoding.keptFloats())
                .addStatement("float[] scratch = new float[$L + $L * n]", fixedFloats(), floatsPerExample())
                .addStatement("int[] positions = new int[n]");
        if (decoding.start() != null) {
            method.addStatement("decodeStart($L)", passed(given, "kept, scratch, n", "0"));
        }
        StringBuilder behind = new StringBuilder("positions");
        decoded.outputs()
                .forEach(output -> behind.append(", outputs[").append(output).append(']'));
        return List.of(
                CodePrinter.override(TypeName.INT, "decodedSteps")
                        .addStatement("return $L", decoded.max())
                        .build(),
                method.beginControlFlow("for (int step = 0; step < steps; step++)")
                        .addStatement("$T.fill(positions, step)", Arrays.class)
                        .addStatement("decodeStep($L)", passed(growing, behind + ", kept, scratch, n", "step + 1"))
                        .endControlFlow()
                        .build());
    }

    /** The weights, arrays of a batch called {@code arguments}, what stands behind them, and the lengths. */
    private String passed(List<ArgumentDecl> inputs, String behind, String grown) {
        List<String> arguments = new ArrayList<>(List.of("w"));
        for (ArgumentDecl input : inputs) {
            int index = blueprint.lowered().arguments().indexOf(input);
            arguments.add("arguments." + (input.isInts() ? "ints(" : "floats(") + index + ")");
        }
        arguments.add(behind);
        List<AxisDecl> axes = blueprint.lowered().axes();
        axes.forEach(axis -> arguments.add(axis.name().equals(length) ? grown : Lengths.ofBatch(axes, axis.name())));
        return String.join(", ", arguments);
    }

    /** One step of an input. */
    private ArgumentDecl ofStep(ArgumentDecl input) {
        return new ArgumentDecl(
                input.name(), one(input.type()), false, input.classes(), input.range(), input.ignored());
    }

    private Extent ofStep(Type whole) {
        return one(whole).extent();
    }

    private Type one(Type whole) {
        List<Integer> dims = new ArrayList<>(whole.dims());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            boolean grows = whole.axis(i).equals(decoded.axis());
            dims.set(i, grows ? 1 : dims.get(i));
            names.add(grows ? "" : whole.axis(i));
        }
        return new Type(whole.kind(), whole.element(), dims, names);
    }
}
