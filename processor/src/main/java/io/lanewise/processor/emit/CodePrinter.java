package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.lanewise.processor.ir.Form;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Lowered.ArgumentDecl;
import io.lanewise.processor.ir.Lowered.AxisDecl;
import io.lanewise.processor.ir.Lowered.OutputDecl;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.ir.Type;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Prints the nested class by which the runtime runs the passes of any model. */
final class CodePrinter {
    /** Parameters that one method lists. */
    private static final int RUN = 100;

    private static final List<ClassName> IN_SIGNATURES =
            List.of(RuntimeNames.SIGNATURE, RuntimeNames.INITIALIZER, RuntimeNames.CONSTRAINT);

    private final Blueprint blueprint;

    CodePrinter(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    TypeSpec print(Kernels kernels) {
        TypeSpec.Builder type = TypeSpec.classBuilder("Code")
                .addJavadoc("What the runtime trains and serves by.\n")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(RuntimeNames.MODEL_CODE)
                .addField(FieldSpec.builder(
                                RuntimeNames.SIGNATURE, "SIGNATURE", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer(signature())
                        .build())
                .addMethod(answer(RuntimeNames.SIGNATURE, "signature", CodeBlock.of("SIGNATURE")))
                .addMethod(answer(TypeName.INT, "weightsLength", CodeBlock.of("$L", blueprint.weightsLength())))
                .addMethod(prepare())
                .addMethod(answer(TypeName.INT, "rows", CodeBlock.of("ROWS")))
                .addMethod(answer(TypeName.INT, "inferenceScratch", CodeBlock.of("$L", blueprint.inferenceScratch())))
                .addMethod(trainingScratch())
                .addMethod(predict())
                .addMethod(loss())
                .addMethod(backward())
                .addMethods(parameterRuns())
                .addMethods(traced());
        long multiplyAdds = Summary.flops(blueprint.graph()) / 2;
        if (multiplyAdds > blueprint.plan().parameterFloats()) {
            type.addMethod(answer(TypeName.LONG, "multiplyAdds", CodeBlock.of("$LL", multiplyAdds)));
        }
        if (isRegularized()) {
            type.addField(FieldSpec.builder(
                            RuntimeNames.PENALTY, "PENALTY", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$T.of(SIGNATURE)", RuntimeNames.PENALTY)
                    .build());
        }
        Plan.Decoding decoding = blueprint.plan().decoding();
        if (decoding != null) {
            type.addMethods(new DecoderPrinter(blueprint, decoding).code());
        }
        if (!blueprint.trained()) {
            type.addMethod(answer(TypeName.BOOLEAN, "hasLoss", CodeBlock.of("false")));
        }
        counted(type);
        Plan.Section training = blueprint.plan().training();
        if (training != null && training.isByBlocks()) {
            CodeBlock block = training.fillsTiles()
                    ? CodeBlock.of("$T.fullTiles($L)", RuntimeNames.GEMM, training.block())
                    : CodeBlock.of("$L", training.block());
            type.addMethod(answer(TypeName.INT, "trainingRows", block));
        }
        if (training != null && training.shares().isEmpty()) {
            type.addMethod(answer(TypeName.BOOLEAN, "isDivided", CodeBlock.of("false")));
        }
        if (blueprint.plan().inference().dividesRows()) {
            type.addMethod(answer(TypeName.BOOLEAN, "predictsTogether", CodeBlock.of("true")));
        }
        if (blueprint.vectors() && !kernels.takeOvers().isEmpty()) {
            type.addMethod(answer(
                    ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TAKE_OVER),
                    "takeOvers",
                    kernels.takeOvers().list()));
        }
        if (!kernels.geometries().isEmpty()) {
            type.addMethod(answer(
                    ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TAKE_OVER),
                    "calledKernels",
                    kernels.geometries().takeOvers()));
        }
        return type.build();
    }

    static MethodSpec.Builder override(TypeName type, String name) {
        return MethodSpec.methodBuilder(name)
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(type);
    }

    private static MethodSpec answer(TypeName type, String name, CodeBlock value) {
        return override(type, name).addStatement("return $L", value).build();
    }

    private CodeBlock signature() {
        StringBuilder text =
                new StringBuilder("Signature.builder(" + quoted(blueprint.name().interfaceName()) + ")");
        for (AxisDecl axis : axes()) {
            text.append("\n.axis(").append(quoted(axis.name())).append(", ");
            text.append(axis.max()).append(')');
        }
        for (ArgumentDecl argument : blueprint.lowered().arguments()) {
            List<Integer> dims = declared(argument.type());
            if (argument.isInts() && !argument.target()) {
                text.append("\n.integers(").append(quoted(argument.name())).append(", ");
                text.append(argument.classes()).append(more(dims)).append(')');
            } else if (argument.classes() > 0) {
                List<Integer> positions = dims.equals(List.of(1)) ? List.of() : dims.subList(0, dims.size() - 1);
                text.append(argument.ignored() == null ? "\n.classes(" : "\n.classesOr(" + argument.ignored() + ", ");
                text.append(quoted(argument.name())).append(", ");
                text.append(argument.classes()).append(more(positions)).append(')');
            } else {
                text.append("\n.").append(kind(argument)).append('(');
                text.append(quoted(argument.name())).append(more(dims)).append(')');
            }
        }
        for (OutputDecl output : blueprint.lowered().outputs()) {
            text.append("\n.output(").append(quoted(output.name()));
            text.append(more(declared(output.type()))).append(')');
        }
        List<Plan.ParameterSlot> slots = blueprint.plan().parameters();
        if (slots.size() <= RUN) {
            slots.forEach(slot -> text.append('\n').append(parameter(slot)));
        } else {
            for (int run = 0; run * RUN < slots.size(); run++) {
                text.insert(0, "parameters" + (run + 1) + "(").append(')');
            }
        }
        text.append("\n.length(").append(blueprint.plan().parameterFloats()).append(")\n.build()");
        return Code.block(text.toString(), IN_SIGNATURES);
    }

    private List<AxisDecl> axes() {
        return blueprint.lowered().axes();
    }

    /** Sizes of axes; for one of variable length −1 less its number. */
    private List<Integer> declared(Type type) {
        List<String> names = axes().stream().map(AxisDecl::name).toList();
        List<Integer> sizes = new ArrayList<>(type.dims());
        for (int i = 0; i < sizes.size(); i++) {
            if (!type.axis(i).isEmpty()) {
                sizes.set(i, -1 - names.indexOf(type.axis(i)));
            }
        }
        return sizes;
    }

    /** The lengths that a batch has, behind other arguments of a pass. */
    private String lengths() {
        return axes().stream()
                .map(axis -> ", " + Lengths.ofBatch(axes(), axis.name()))
                .collect(Collectors.joining());
    }

    /** The word of a signature for an argument of floats. */
    private static String kind(ArgumentDecl argument) {
        return switch (argument.range()) {
            case ANY -> argument.target() ? "target" : "input";
            case PROBABILITIES -> "probabilities";
            case SIGNS -> "signs";
            case NON_NEGATIVE -> "nonNegative";
            case WEIGHTS -> "weights";
        };
    }

    /** A name as a literal; names have no character that needs to be escaped. */
    static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String parameter(Plan.ParameterSlot slot) {
        return declared(slot) + treated(slot.parameter());
    }

    private static String declared(Plan.ParameterSlot slot) {
        Parameter parameter = slot.parameter();
        Form form = parameter.form();
        if (form.table()) {
            return ".table(" + quoted(slot.name()) + ", " + slot.offset() + more(parameter.dims()) + ", "
                    + initializer(parameter) + ")" + (form.zeroRow() < 0 ? "" : ".zeroRow(" + form.zeroRow() + ")");
        }
        if (parameter.gates() > 1) {
            List<Integer> shape = parameter.shape();
            boolean matrix = shape.size() == 2;
            return (matrix ? ".matrix(" : ".vector(") + quoted(slot.name()) + ", " + slot.offset()
                    + (matrix ? ", " + shape.get(1) : "") + ", " + shape.get(0) + ", " + initializer(parameter)
                    + ").groups(" + parameter.gates() + ")";
        }
        if (!parameter.shape().isEmpty() && parameter.dims().size() == 1) {
            return ".tensor(" + quoted(slot.name()) + ", " + slot.offset() + ", " + initializer(parameter)
                    + more(parameter.shape()) + ")";
        }
        boolean matrix = parameter.dims().size() == 2;
        List<Integer> dims = new ArrayList<>(parameter.dims().subList(0, matrix ? 2 : 1));
        dims.set(dims.size() - 1, dims.get(dims.size() - 1) * form.parts());
        return (matrix ? ".matrix(" : ".vector(") + quoted(slot.name()) + ", " + slot.offset() + more(dims) + ", "
                + initializer(parameter) + (matrix ? more(parameter.flattened()) : "") + ")"
                + (form.parts() > 1 ? ".groups(" + form.parts() + ")" : "")
                + (parameter.shape().isEmpty()
                        ? ""
                        : ".shaped(" + more(parameter.shape()).substring(2) + ")");
    }

    /** What is said of a parameter beyond its place. */
    private static String treated(Parameter parameter) {
        Treatment treatment = parameter.treatment();
        Regularization regularization = treatment.regularization();
        StringBuilder text = new StringBuilder();
        if (parameter.pieces() > 1) {
            text.append(".pieces(").append(parameter.pieces()).append(')');
        }
        if (!regularization.isNone()) {
            text.append(".regularized(")
                    .append(NestPrinter.literal(regularization.l1()))
                    .append(", ")
                    .append(NestPrinter.literal(regularization.l2()))
                    .append(')');
        }
        String across = treatment.depth() == 0 ? "" : ".across(" + treatment.depth() + ", " + treatment.groups() + ")";
        String constraint = switch (treatment.constraint()) {
            case "NONE" -> "";
            case "MAX_NORM" -> "maxNorm(" + NestPrinter.literal(treatment.limit()) + ")" + across;
            case "NON_NEGATIVE" -> "nonNegative()";
            case "UNIT_NORM" -> "unitNorm()" + across;
            default -> throw new IllegalStateException("No constraint " + treatment.constraint());
        };
        text.append(constraint.isEmpty() ? "" : ".constrained(Constraint." + constraint + ")");
        text.append(treatment.state() ? ".state()" : "");
        return text.append(treatment.frozen() ? ".frozen()" : "").toString();
    }

    /** Whether the loss has a part that parameters alone make. */
    private boolean isRegularized() {
        return blueprint.trained()
                && blueprint.plan().parameters().stream()
                        .map(slot -> slot.parameter().treatment())
                        .anyMatch(treatment -> !treatment.frozen()
                                && !treatment.regularization().isNone());
    }

    private static String initializer(Parameter parameter) {
        double in = parameter.fanIn();
        double out = parameter.fanOut();
        return switch (parameter.initializer()) {
            case "ZEROS" -> "Initializer.zeros()";
            case "CONSTANT" -> initializer("constant", scale(parameter, 0.05f));
            case "UNIFORM" -> initializer("uniform", scale(parameter, 0.05f));
            case "NORMAL" -> initializer("normal", scale(parameter, 0.05f));
            case "TRUNCATED_NORMAL" -> initializer("truncatedNormal", scale(parameter, 0.05f));
            case "ORTHOGONAL" -> initializer("orthogonal", scale(parameter, 1));
            case "IDENTITY" -> initializer("identity", scale(parameter, 1));
            case "FORGET_GATE" -> initializer("forgetGate", 1);
            case "GLOROT_UNIFORM" -> initializer("uniform", (float) Math.sqrt(6 / (in + out)));
            case "GLOROT_NORMAL" -> initializer("normal", (float) Math.sqrt(2 / (in + out)));
            case "HE_UNIFORM" -> initializer("uniform", (float) Math.sqrt(6 / in));
            case "HE_NORMAL" -> initializer("normal", (float) Math.sqrt(2 / in));
            case "LECUN_UNIFORM" -> initializer("uniform", (float) Math.sqrt(3 / in));
            case "LECUN_NORMAL" -> initializer("normal", (float) Math.sqrt(1 / in));
            default -> throw new IllegalStateException("No initializer " + parameter.initializer());
        };
    }

    /** The scale that was given, or the initializer's own. */
    private static float scale(Parameter parameter, float own) {
        return Float.isNaN(parameter.scale()) ? own : parameter.scale();
    }

    private static String initializer(String kind, float scale) {
        return "Initializer." + kind + "(" + NestPrinter.literal(scale) + ")";
    }

    /** Many parameters are listed in methods of their own, so that none of them gets too long. */
    private List<MethodSpec> parameterRuns() {
        List<Plan.ParameterSlot> slots = blueprint.plan().parameters();
        List<MethodSpec> methods = new ArrayList<>();
        for (int from = 0; slots.size() > RUN && from < slots.size(); from += RUN) {
            StringBuilder text = new StringBuilder("return builder");
            slots.subList(from, Math.min(slots.size(), from + RUN))
                    .forEach(slot -> text.append('\n').append(parameter(slot)));
            ClassName builder = RuntimeNames.SIGNATURE.nestedClass("Builder");
            methods.add(MethodSpec.methodBuilder("parameters" + (from / RUN + 1))
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addParameter(builder, "builder")
                    .returns(builder)
                    .addStatement(Code.block(text.toString(), IN_SIGNATURES))
                    .build());
        }
        return methods;
    }

    private static String more(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (Integer number : numbers) {
            text.append(", ").append(number);
        }
        return text.toString();
    }

    private MethodSpec prepare() {
        MethodSpec.Builder method = override(TypeName.VOID, "prepare").addParameter(PassMethods.floats(), "w");
        if (blueprint.plan().derivedFloats() > 0) {
            method.addStatement("$L.prepare(w)", blueprint.name().className());
        } else {
            method.addComment("Nothing is derived.");
        }
        return method.build();
    }

    private MethodSpec trainingScratch() {
        Plan.Section training = blueprint.plan().training();
        CodeBlock length = training == null
                ? CodeBlock.of("0")
                : CodeBlock.of("$L + $LL * n", training.fixedFloats(), training.floatsPerExample());
        return override(TypeName.LONG, "trainingScratch")
                .addParameter(TypeName.INT, "n")
                .addStatement("return $L", length)
                .build();
    }

    private MethodSpec predict() {
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("w"));
        List<ArgumentDecl> inputs = blueprint.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            arguments.add(CodeBlock.of("arguments.$L($L)", inputs.get(i).isInts() ? "ints" : "floats", i));
            arguments.add(CodeBlock.of(
                    "from * $L", Lengths.inBatch(inputs.get(i).type().extent(), axes())));
        }
        List<OutputDecl> outputs = blueprint.lowered().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            arguments.add(CodeBlock.of("outputs[$L]", i));
            arguments.add(CodeBlock.of(
                    "from * $L", Lengths.inBatch(outputs.get(i).type().extent(), axes())));
        }
        arguments.add(CodeBlock.of("scratch"));
        arguments.add(CodeBlock.of("n$L", lengths()));
        if (blueprint.plan().inference().dividesRows()) {
            arguments.add(CodeBlock.of("member"));
        }
        return override(TypeName.VOID, "predict")
                .addParameter(PassMethods.floats(), "w")
                .addParameter(RuntimeNames.BATCH, "arguments")
                .addParameter(TypeName.INT, "from")
                .addParameter(TypeName.INT, "n")
                .addParameter(ArrayTypeName.of(PassMethods.floats()), "outputs")
                .addParameter(PassMethods.floats(), "scratch")
                .addParameter(RuntimeNames.MEMBER, "member")
                .addStatement("forward($L)", arguments.stream().collect(CodeBlock.joining(",$W")))
                .build();
    }

    /** The batch's arrays between what stands before and behind them. */
    private CodeBlock arguments(String before, String behind) {
        String start = before + (batch().isEmpty() ? "" : ", ");
        return CodeBlock.of("$L$L, $L", start, batch().stream().collect(CodeBlock.joining(",$W")), behind);
    }

    private List<CodeBlock> batch() {
        List<CodeBlock> arrays = new ArrayList<>();
        List<ArgumentDecl> all = blueprint.lowered().arguments();
        for (int i = 0; i < all.size(); i++) {
            arrays.add(CodeBlock.of("arguments.$L($L)", all.get(i).isInts() ? "ints" : "floats", i));
        }
        return arrays;
    }

    private boolean isByBlocks() {
        Plan.Section training = blueprint.plan().training();
        return training != null && training.isByBlocks();
    }

    /** What the passes of training take behind the batch's arrays. */
    private String behind() {
        return "scratch, " + (isByBlocks() ? "first, n, arguments.count()" : "n") + lengths() + ", step, member";
    }

    private MethodSpec loss() {
        MethodSpec.Builder method = override(TypeName.FLOAT, "loss")
                .addParameter(PassMethods.floats(), "w")
                .addParameter(RuntimeNames.BATCH, "arguments")
                .addParameter(TypeName.INT, "first")
                .addParameter(TypeName.INT, "n")
                .addParameter(RuntimeNames.TRAINING_STEP, "step")
                .addParameter(PassMethods.floats(), "scratch")
                .addParameter(RuntimeNames.MEMBER, "member");
        if (!blueprint.trained()) {
            return method.addStatement("throw new $T($S)", IllegalStateException.class, noLoss())
                    .build();
        }
        return method.addStatement("float loss = $L.loss($L)", blueprint.name().className(), arguments("w", behind()))
                .addCode(report())
                .addStatement(isRegularized() ? "return loss + PENALTY.of(w)" : "return loss")
                .build();
    }

    private static CodeBlock report() {
        return CodeBlock.of("VECTORS.report();\n");
    }

    private String noLoss() {
        return blueprint.name().interfaceName() + " has no loss. Mark the node to be trained with @Loss.";
    }

    private MethodSpec backward() {
        TypeName nullable = ArrayTypeName.of(PassMethods.floats());
        MethodSpec.Builder method = override(TypeName.VOID, "backward")
                .addParameter(PassMethods.floats(), "w")
                .addParameter(PassMethods.floats(), "g")
                .addParameter(RuntimeNames.BATCH, "arguments")
                .addParameter(TypeName.INT, "first")
                .addParameter(TypeName.INT, "n")
                .addParameter(RuntimeNames.TRAINING_STEP, "step")
                .addParameter(PassMethods.floats(), "scratch")
                .addParameter(ParameterSpec.builder(nullable, "inputGradients").build())
                .addParameter(RuntimeNames.MEMBER, "member");
        if (!blueprint.trained()) {
            return method.addStatement("throw new $T($S)", IllegalStateException.class, noLoss())
                    .build();
        }
        List<CodeBlock> results = new ArrayList<>();
        for (int i = 0; i < blueprint.inputs().size(); i++) {
            results.add(CodeBlock.of("inputGradients[$L]", i));
        }
        method.addStatement("$L.backward($L)", blueprint.name().className(), arguments("w, g", behind()));
        if (isRegularized()) {
            if (isByBlocks()) {
                method.beginControlFlow("if (first + n == arguments.count())");
            }
            method.addStatement("member.barrier()").addStatement("PENALTY.addGradient(w, g, member)");
            if (isByBlocks()) {
                method.endControlFlow();
            }
        }
        if (results.isEmpty()) {
            return method.build();
        }
        return method.beginControlFlow("if (inputGradients != null)")
                .addStatement(
                        "inputGradients($L,$W$L)",
                        arguments("w", behind()),
                        results.stream().collect(CodeBlock.joining(",$W")))
                .endControlFlow()
                .build();
    }

    /** What the runtime reads of the scratch behind the loss. */
    private void counted(TypeSpec.Builder type) {
        Plan.Section training = blueprint.plan().training();
        Lowered.Counted counted = blueprint.lowered().counted();
        if (training == null) {
            return;
        }
        Value divisor = counted.divisor();
        if (divisor != null) {
            type.addMethod(override(TypeName.DOUBLE, "weight")
                    .addParameter(TypeName.INT, "n")
                    .addParameter(PassMethods.floats(), "scratch")
                    .addStatement("return scratch[$L]", TracePrinter.at(training.place(divisor)))
                    .build());
        }
        if (!counted.positions().isEmpty()) {
            type.addMethod(TracePrinter.counted(training, counted.positions(), axes()));
        }
    }

    private List<MethodSpec> traced() {
        Plan.Section training = blueprint.plan().training();
        return training != null
                ? TracePrinter.methods(training, axes())
                : List.of(override(ParameterizedTypeName.get(ClassName.get(List.class), RuntimeNames.TRACED), "traced")
                        .addParameter(TypeName.INT, "n")
                        .addParameter(RuntimeNames.BATCH, "arguments")
                        .addStatement("return $T.of()", List.class)
                        .build());
    }
}
