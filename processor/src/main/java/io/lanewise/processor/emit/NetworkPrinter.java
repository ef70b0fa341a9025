package io.lanewise.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Layout;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import io.lanewise.processor.ir.ModelName;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Value;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;

/** Prints the class that users call: the model's own signatures around the passes. */
final class NetworkPrinter {
    private static final int PIECE = 20_000;

    private final Blueprint blueprint;
    private final ModelName name;
    private final ClassName self;
    private final List<ArgumentDecl> inputs;
    private final List<ArgumentDecl> arguments;
    private final List<OutputDecl> outputs;
    private final String summary;

    NetworkPrinter(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.name = blueprint.name();
        this.self = ClassName.get(name.packageName(), name.className());
        this.inputs = blueprint.inputs();
        this.arguments = blueprint.lowered().arguments();
        this.outputs = blueprint.lowered().outputs();
        this.summary = Summary.of(blueprint);
    }

    TypeSpec print(
            Kernels kernels, PassMethods passes, Map<Value, Value> inputGradients, Map<String, String> constants) {
        List<MethodSpec> methods = new ArrayList<>();
        if (blueprint.plan().derivedFloats() > 0) {
            methods.add(passes.prepare());
        }
        methods.add(passes.forward());
        Plan.Decoding decoding = blueprint.plan().decoding();
        if (decoding != null) {
            if (decoding.start() != null) {
                methods.add(passes.decodeStart(decoding.start()));
            }
            methods.add(passes.decodeStep(decoding.step()));
        }
        if (blueprint.trained()) {
            methods.add(passes.loss());
            methods.add(passes.backward());
            methods.add(passes.inputGradients(inputGradients));
        }
        TypeSpec.Builder type = TypeSpec.classBuilder(name.className())
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(RuntimeNames.NETWORK)
                .addAnnotation(Emit.generated())
                .addJavadoc("$L", javadoc());
        if (name.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        type.addStaticBlock(CodeBlock.of("$T.requireAbi(1);\n", RuntimeNames.GENERATED_CODE));
        type.addField(FieldSpec.builder(
                        RuntimeNames.VECTORS, "VECTORS", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$T.$L($T.class)", RuntimeNames.VECTORS, blueprint.vectors() ? "of" : "notCompiled", self)
                .build());
        if (blueprint.vectors()) {
            type.addFields(kernels.takeOvers().fields());
        }
        type.addFields(kernels.geometries().fields());
        type.addField(constant("ROWS", String.valueOf(blueprint.rows())));
        places(type, constants);
        numbers(type, constants);
        type.addField(
                FieldSpec.builder(RuntimeNames.MODEL_CODE, "CODE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("new Code()")
                        .build());
        type.addField(RuntimeNames.WEIGHTS, "weights", Modifier.PRIVATE, Modifier.FINAL);
        type.addMethod(MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(RuntimeNames.WEIGHTS, "weights")
                .addStatement("this.weights = weights")
                .build());
        makers().forEach(type::addMethod);
        new PredictMethods(blueprint).all().forEach(type::addMethod);
        if (blueprint.trained()) {
            gradients().forEach(type::addMethod);
            type.addMethod(data());
        }
        type.addMethod(MethodSpec.methodBuilder("weights")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(RuntimeNames.WEIGHTS)
                .addStatement("return weights")
                .build());
        type.addMethod(MethodSpec.methodBuilder("copy")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(self)
                .addStatement("return new $T(weights.copy())", self)
                .build());
        type.addMethod(MethodSpec.methodBuilder("summary")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(String.class)
                .addStatement("return $L", inPieces(summary))
                .build());
        methods.forEach(type::addMethod);
        passes.parts().forEach(type::addMethod);
        kernels.callers().forEach(type::addMethod);
        if (inputs.size() + outputs.size() > 2 || !blueprint.lowered().axes().isEmpty()) {
            CallPrinter call = new CallPrinter(blueprint, self);
            type.addMethod(call.begin()).addType(call.print()).addType(call.outputs());
        }
        if (decoding != null) {
            DecoderPrinter decoder = new DecoderPrinter(blueprint, decoding);
            type.addMethod(decoder.begin()).addType(decoder.print());
        }
        type.addTypes(kernels.takeOvers().holders());
        type.addType(new CodePrinter(blueprint).print(kernels));
        return type.build();
    }

    /** A text as an expression: no constant of a class file is longer than 65,535 bytes, up to three a character. */
    private static CodeBlock inPieces(String text) {
        if (text.length() <= PIECE) {
            return CodeBlock.of("$L", literal(text));
        }
        List<CodeBlock> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PIECE) {
            pieces.add(CodeBlock.of("$L", literal(text.substring(from, Math.min(text.length(), from + PIECE)))));
        }
        return CodeBlock.of("$T.join(\"\",$W$L)", String.class, pieces.stream().collect(CodeBlock.joining(",$W")));
    }

    /** A text as a literal, a line of it a line. */
    private static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                literal.append("\\n").append(i + 1 < text.length() ? "\"\n+ \"" : "");
            } else {
                literal.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return literal.append('"').toString();
    }

    private static FieldSpec constant(String constant, String value) {
        return FieldSpec.builder(TypeName.INT, constant, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer("$L", value)
                .build();
    }

    /** Where the parameters lie, those of a node in one declaration. */
    private static void places(TypeSpec.Builder type, Map<String, String> constants) {
        String first = "";
        StringBuilder values = new StringBuilder();
        for (Map.Entry<String, String> entry : constants.entrySet()) {
            if (!Character.isDigit(entry.getKey().charAt(0))) {
                continue; // an array of numbers
            }
            String constant = entry.getValue();
            int node = first.lastIndexOf('_') + 1;
            if (!first.isEmpty()
                    && constant.lastIndexOf('_') + 1 == node
                    && constant.regionMatches(0, first, 0, node)) {
                values.append(", ").append(constant).append(" = ").append(entry.getKey());
                continue;
            }
            if (!first.isEmpty()) {
                type.addField(constant(first, values.toString()));
            }
            first = constant;
            values = new StringBuilder(entry.getKey());
        }
        if (!first.isEmpty()) {
            type.addField(constant(first, values.toString()));
        }
    }

    /** Numbers that the model's text gives, padded to whole panels. */
    private void numbers(TypeSpec.Builder type, Map<String, String> constants) {
        for (Value value : PassMethods.all(blueprint.lowered().program())) {
            if (value.op() instanceof Op.Sinusoids) {
                type.addField(FieldSpec.builder(
                                PassMethods.floats(),
                                Objects.requireNonNull(constants.get(value.name())),
                                Modifier.PRIVATE,
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer(
                                "$T.sinusoids($L, $L)",
                                RuntimeNames.TABLES,
                                value.type().outer(),
                                value.type().width())
                        .build());
            }
            if (value.op() instanceof Op.Constants given) {
                List<String> all = new ArrayList<>();
                given.numbers().forEach(number -> all.add(NestPrinter.literal(number)));
                while (all.size() < Layout.of(value.type())) {
                    all.add("0");
                }
                type.addField(FieldSpec.builder(
                                PassMethods.floats(),
                                Objects.requireNonNull(constants.get(value.name())),
                                Modifier.PRIVATE,
                                Modifier.STATIC,
                                Modifier.FINAL)
                        .initializer(
                                "{$L}",
                                all.stream()
                                        .map(number -> CodeBlock.of("$L", number))
                                        .collect(CodeBlock.joining(",$W")))
                        .build());
            }
        }
    }

    private String javadoc() {
        return "The network that {@link " + name.interfaceName() + "} declares.\n\n<pre>{@code\n"
                + summary.replace("$", "$$").replace("*/", "* /") + "}</pre>\n";
    }

    private List<MethodSpec> makers() {
        return List.of(
                maker(
                                "create",
                                "A network whose parameters start from their initializers; equal seeds give equal bits.\n")
                        .addParameter(TypeName.LONG, "seed")
                        .addStatement("return new $T($T.create(CODE, seed))", self, RuntimeNames.WEIGHTS)
                        .build(),
                maker("load", "A network from a checkpoint that {@link #save} or PyTorch wrote.\n")
                        .addParameter(Path.class, "path")
                        .addStatement("return new $T($T.load(CODE, path))", self, RuntimeNames.WEIGHTS)
                        .build(),
                maker("load", "A network from a checkpoint, read to its end; the stream stays open.\n")
                        .addParameter(InputStream.class, "stream")
                        .addStatement("return new $T($T.load(CODE, stream))", self, RuntimeNames.WEIGHTS)
                        .build());
    }

    private MethodSpec.Builder maker(String method, String javadoc) {
        return MethodSpec.methodBuilder(method)
                .addJavadoc(javadoc)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(self);
    }

    // ---- gradients and data

    static ParameterSpec parameter(ArgumentDecl argument) {
        return ParameterSpec.builder(PassMethods.array(argument), argument.name())
                .build();
    }

    private List<MethodSpec> gradients() {
        String all = arguments.stream().map(argument -> argument.name() + ", ").collect(Collectors.joining());
        List<AxisDecl> axes = blueprint.lowered().axes();
        String lengths = Lengths.more(axes);
        MethodSpec evaluate = gradients("The loss and its gradients, nothing dropped and nothing random.\n", 0)
                .addStatement("return gradients($Lcount$L, $T.EVALUATE)", all, lengths, RuntimeNames.TRAINING_STEP)
                .build();
        MethodSpec fresh = gradients("The loss and its gradients in a step of training.\n", 1)
                .addStatement("return gradients($Lcount$L, step, $T.of(this))", all, lengths, RuntimeNames.GRADIENTS)
                .build();
        MethodSpec.Builder fill =
                gradients("The loss and its gradients, in an object that is filled again and again.\n", 2);
        fill.addStatement("$T.count(count)", RuntimeNames.CHECK);
        checks(fill, axes);
        arguments.forEach(argument -> fill.addStatement(check(argument)));
        String sets = IntStream.range(0, axes.size())
                        .mapToObj(i -> ".length(" + i + ", " + axes.get(i).name() + ")")
                        .collect(Collectors.joining())
                + IntStream.range(0, arguments.size())
                        .mapToObj(i -> ".set(" + i + ", " + arguments.get(i).name() + ")")
                        .collect(Collectors.joining());
        String into = into();
        fill.addStatement("$L.fill(weights, $L.batch(count)$L, step)", into, into, sets);
        Emit.report(fill);
        return List.of(evaluate, fresh, fill.addStatement("return $L", into).build());
    }

    /** The object that is filled; a parameter beside the user's. */
    private String into() {
        return PredictMethods.free(
                "into", arguments.stream().map(ArgumentDecl::name).collect(Collectors.toSet()));
    }

    /** A parameter for the length of each axis. */
    static void lengths(MethodSpec.Builder method, List<AxisDecl> axes) {
        axes.forEach(axis -> method.addParameter(TypeName.INT, axis.name()));
    }

    /** Checks of these. */
    static void checks(MethodSpec.Builder method, List<AxisDecl> axes) {
        axes.forEach(axis ->
                method.addStatement("$T.length($S, $L, $L)", RuntimeNames.CHECK, axis.name(), axis.name(), axis.max()));
    }

    private MethodSpec.Builder gradients(String javadoc, int more) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("gradients")
                .addJavadoc(javadoc)
                .addModifiers(Modifier.PUBLIC)
                .returns(RuntimeNames.GRADIENTS);
        arguments.forEach(argument -> method.addParameter(parameter(argument)));
        method.addParameter(TypeName.INT, "count");
        lengths(method, blueprint.lowered().axes());
        if (more > 0) {
            method.addParameter(RuntimeNames.TRAINING_STEP, "step");
        }
        if (more > 1) {
            method.addParameter(RuntimeNames.GRADIENTS, into());
        }
        return method;
    }

    static CodeBlock check(ArgumentDecl argument) {
        boolean one = argument.target()
                && argument.ignored() == null
                && argument.type().size() == 1;
        if (argument.isInts() && !one) {
            return CodeBlock.of(
                    "$T.labels(CODE.signature().argument($S), $L, count, $L)",
                    RuntimeNames.CHECK,
                    argument.name(),
                    argument.name(),
                    Lengths.text(argument.type().extent()));
        }
        return argument.classes() > 0
                ? CodeBlock.of(
                        "$T.classes($S, $L, count, $L)",
                        RuntimeNames.CHECK,
                        argument.name(),
                        argument.name(),
                        argument.classes())
                : CodeBlock.of(
                        "$T.$L($S, $L, count, $L)",
                        RuntimeNames.CHECK,
                        switch (argument.range()) {
                            case ANY -> "floats";
                            case PROBABILITIES -> "probabilities";
                            case SIGNS -> "signs";
                            case NON_NEGATIVE, WEIGHTS -> "nonNegative";
                        },
                        argument.name(),
                        argument.name(),
                        Lengths.text(argument.type().extent()));
    }

    static CodeBlock floats(String argument, Extent size) {
        return CodeBlock.of("$T.floats($S, $L, count, $L)", RuntimeNames.CHECK, argument, argument, Lengths.text(size));
    }

    private MethodSpec data() {
        if (arguments.isEmpty()) {
            return MethodSpec.methodBuilder("data")
                    .addJavadoc("So many examples; the model takes no arrays, so all are alike.\n")
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .returns(RuntimeNames.DATASET)
                    .addParameter(TypeName.INT, "count")
                    .addStatement("return $T.ofCount(CODE.signature(), count)", RuntimeNames.DATASET)
                    .build();
        }
        List<AxisDecl> axes = blueprint.lowered().axes();
        MethodSpec.Builder data = MethodSpec.methodBuilder("data")
                .addJavadoc("Examples to train and to judge by, checked; the arrays are not copied.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(RuntimeNames.DATASET)
                .addParameters(arguments.stream().map(NetworkPrinter::parameter).toList());
        lengths(data, axes);
        checks(data, axes);
        String at = axes.stream().map(AxisDecl::name).collect(Collectors.joining(", ", ".at(", ")"));
        return data.addStatement(
                        "return $T.of(CODE.signature()$L, $L)",
                        RuntimeNames.DATASET,
                        axes.isEmpty() ? "" : at,
                        arguments.stream().map(ArgumentDecl::name).collect(Collectors.joining(", ")))
                .build();
    }
}
