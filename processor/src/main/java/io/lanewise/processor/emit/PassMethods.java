package io.lanewise.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Extent;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The passes of the generated class: {@code forward}, {@code loss}, {@code backward} and {@code inputGradients}. */
final class PassMethods {
    private final Blueprint blueprint;
    private final Kernels kernels;
    private final Map<String, String> constants;
    private final List<MethodSpec> parts = new ArrayList<>();

    PassMethods(Blueprint blueprint, Kernels kernels, Map<String, String> constants) {
        this.blueprint = blueprint;
        this.kernels = kernels;
        this.constants = constants;
    }

    /** {@code prepare(float[] w)}: what is derived from parameters alone. */
    MethodSpec prepare() {
        Variables variables = variables(blueprint.plan().inference(), blueprint.rows(), List.of());
        MethodSpec.Builder method = method("prepare")
                .addJavadoc("Derives from the parameters what every pass reads.\n")
                .addParameter(floats(), variables.own("w"));
        Plan.Section section = blueprint.plan().inference();
        Parts own = new Parts("prepare", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.prepare(section.looped().fused().prepare());
        return done(method, printer, own);
    }

    /** {@code forward(w, inputs…, outputs…, s, n)}: the model, a kernel a line. */
    MethodSpec forward() {
        Plan.Section section = blueprint.plan().inference();
        List<String> inputs =
                blueprint.inputs().stream().map(Lowered.ArgumentDecl::name).toList();
        List<String> outputs = blueprint.lowered().outputs().stream()
                .map(Lowered.OutputDecl::name)
                .toList();
        Variables variables = variables(section, blueprint.rows(), inputs);
        MethodSpec.Builder method = method("forward")
                .addJavadoc("The outputs of {@code n} examples, at most {@value #ROWS}.\n")
                .addParameter(floats(), variables.own("w"));
        for (int i = 0; i < inputs.size(); i++) {
            method.addParameter(array(blueprint.inputs().get(i)), inputs.get(i))
                    .addParameter(TypeName.INT, variables.argumentOffset(i));
        }
        List<String> results = new ArrayList<>();
        for (String output : outputs) {
            String name = variables.own("output " + output);
            results.add(name);
            method.addParameter(floats(), name).addParameter(TypeName.INT, variables.own(name + " at"));
        }
        method.addParameter(floats(), variables.own("s")).addParameter(TypeName.INT, variables.own("n"));
        lengths(method, variables);
        if (section.dividesRows()) {
            method.addParameter(RuntimeNames.MEMBER, variables.own("member"));
        }
        Parts own = new Parts("forward", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.steps(section.looped().fused().forward());
        List<Value> values = section.looped().fused().results();
        for (int i = 0; i < results.size(); i++) {
            printer.copyOut(values.get(i), results.get(i), variables.own(results.get(i) + " at"));
        }
        return done(method, printer, own);
    }

    /** {@code decodeStart(w, inputs…, kept, s, n)}: what is computed once for all steps. */
    MethodSpec decodeStart(Plan.Section section) {
        Variables variables = variables(section, 0, decodeNames());
        MethodSpec.Builder method = method("decodeStart")
                .addJavadoc("Computes what all steps read of {@code n} examples, and keeps it.\n")
                .addParameter(floats(), variables.own("w"));
        blueprint.given().forEach(input -> method.addParameter(array(input), input.name()));
        method.addParameter(floats(), variables.own("kept"));
        method.addParameter(floats(), variables.own("s")).addParameter(TypeName.INT, variables.own("n"));
        lengths(method, variables);
        Parts own = new Parts("decodeStart", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.steps(section.looped().fused().forward());
        return done(method, printer, own);
    }

    /** {@code decodeStep(w, inputs…, positions, outputs…, kept, s, n)}: one step, a kernel a line. */
    MethodSpec decodeStep(Plan.Section section) {
        List<String> names = decodeNames();
        Variables variables = variables(section, 0, names);
        MethodSpec.Builder method = method("decodeStep")
                .addJavadoc("One step of the outputs of {@code n} examples, on what is kept of the steps before.\n")
                .addParameter(floats(), variables.own("w"));
        blueprint.growing().forEach(input -> method.addParameter(array(input), input.name()));
        method.addParameter(ArrayTypeName.of(TypeName.INT), names.get(names.size() - 1));
        List<String> results = new ArrayList<>();
        for (Lowered.OutputDecl output : blueprint.decodedOutputs()) {
            String name = variables.own("output " + output.name());
            results.add(name);
            method.addParameter(floats(), name);
        }
        method.addParameter(floats(), variables.own("kept"));
        method.addParameter(floats(), variables.own("s")).addParameter(TypeName.INT, variables.own("n"));
        lengths(method, variables);
        Parts own = new Parts("decodeStep", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.steps(section.looped().fused().forward());
        List<Value> values = section.looped().fused().results();
        for (int i = 0; i < results.size(); i++) {
            printer.copyOut(values.get(i), results.get(i), "0");
        }
        return done(method, printer, own);
    }

    /** The arrays that decoding reads: the model's, and the numbers of the steps. */
    private List<String> decodeNames() {
        List<String> names = new ArrayList<>(argumentNames());
        names.add(PredictMethods.free("positions", new HashSet<>(names)));
        return names;
    }

    /** {@code loss(w, arguments…, s, first, n, count, step, member)}; by blocks, what the examples up to the block's last add to it. */
    MethodSpec loss() {
        Plan.Section section = training();
        Variables variables = variables(section, 0, argumentNames());
        MethodSpec.Builder method = method("loss")
                .addJavadoc(
                        section.isByBlocks()
                                ? "What {@code n} examples from {@code first} on add to the loss of {@code count}, together with those"
                                        + " before;\nscratch keeps what {@code backward} reads.\n"
                                : "The loss of {@code n} examples; scratch keeps what {@code backward} reads.\n")
                .returns(TypeName.FLOAT);
        parameters(method, variables, false);
        Parts own = new Parts("loss", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.steps(section.looped().fused().forward());
        Value loss = section.looped().fused().results().get(0);
        printer.result(loss);
        return done(method, printer, own);
    }

    /** {@code backward(w, g, arguments…, s, first, n, count, step, member)}. */
    MethodSpec backward() {
        Plan.Section section = training();
        Variables variables = variables(section, 0, argumentNames());
        MethodSpec.Builder method =
                method("backward").addJavadoc("The gradients of the loss, from the last kernel to the first.\n");
        parameters(method, variables, true);
        Parts own = new Parts("backward", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        // Only when all are here may the memory of the forward section be used again.
        printer.meet();
        if (!section.gradientsComplete()) {
            printer.clear(variables.own("g"), blueprint.plan().parameterFloats());
        }
        printer.steps(section.looped().fused().backward());
        printer.copies(section.gradients());
        return done(method, printer, own);
    }

    /** {@code inputGradients(w, arguments…, s, first, n, count, step, member, dInputs…)}. */
    MethodSpec inputGradients(Map<Value, Value> gradients) {
        Plan.Section section = training();
        Variables variables = variables(section, 0, argumentNames());
        MethodSpec.Builder method = method("inputGradients")
                .addJavadoc("What leads on to the gradients of the inputs, after {@code backward}.\n");
        List<String> results = new ArrayList<>();
        for (Lowered.ArgumentDecl input : blueprint.inputs()) {
            results.add(variables.own("d " + input.name()));
        }
        parameters(method, variables, false);
        results.forEach(result -> method.addParameter(floats(), result));
        Parts own = new Parts("inputGradients", section, method.build().parameters());
        SectionPrinter printer = new SectionPrinter(section, kernels, variables, own);
        printer.meet();
        printer.steps(section.looped().fused().inputs());
        for (int i = 0; i < results.size(); i++) {
            if (blueprint.inputs().get(i).isInts()) {
                continue;
            }
            Extent size = blueprint.inputs().get(i).type().extent();
            String at = section.isByBlocks() ? variables.ofBlock(size) : "0";
            Value gradient = gradientOf(gradients, i);
            if (gradient == null) {
                printer.clearRows(results.get(i), at, size);
            } else {
                printer.copyOut(gradient, results.get(i), at);
            }
        }
        return done(method, printer, own);
    }

    private MethodSpec done(MethodSpec.Builder method, SectionPrinter printer, Parts own) {
        parts.addAll(own.methods());
        return method.addCode(printer.block()).build();
    }

    /** Methods in which passes go on. */
    List<MethodSpec> parts() {
        return parts;
    }

    private static @org.jspecify.annotations.Nullable Value gradientOf(Map<Value, Value> gradients, int argument) {
        for (Map.Entry<Value, Value> entry : gradients.entrySet()) {
            if (entry.getKey().op() instanceof io.lanewise.processor.ir.Op.Input input
                    && input.argument() == argument) {
                return entry.getValue();
            }
        }
        return null;
    }

    private List<String> argumentNames() {
        return blueprint.lowered().arguments().stream()
                .map(Lowered.ArgumentDecl::name)
                .toList();
    }

    private void parameters(MethodSpec.Builder method, Variables variables, boolean gradient) {
        method.addParameter(floats(), variables.own("w"));
        if (gradient) {
            method.addParameter(floats(), variables.own("g"));
        }
        boolean byBlocks = training().isByBlocks();
        for (Lowered.ArgumentDecl argument : blueprint.lowered().arguments()) {
            method.addParameter(array(argument), argument.name());
        }
        method.addParameter(floats(), variables.own("s"));
        if (byBlocks) {
            method.addParameter(TypeName.INT, variables.own("first"));
        }
        method.addParameter(TypeName.INT, variables.own("n"));
        if (byBlocks) {
            method.addParameter(TypeName.INT, variables.own("count"));
        }
        lengths(method, variables);
        method.addParameter(RuntimeNames.TRAINING_STEP, variables.own("step"))
                .addParameter(RuntimeNames.MEMBER, variables.own("member"));
    }

    private void lengths(MethodSpec.Builder method, Variables variables) {
        blueprint.lowered().axes().forEach(axis -> method.addParameter(TypeName.INT, variables.length(axis.name())));
    }

    private Variables variables(Plan.Section section, long capacity, List<String> arguments) {
        List<Extent> blocked = blueprint.lowered().arguments().stream()
                .filter(argument -> section.isByBlocks())
                .map(argument -> argument.type().extent())
                .toList();
        return new Variables(section, capacity, arguments, blocked, constants);
    }

    private Plan.Section training() {
        return Objects.requireNonNull(blueprint.plan().training());
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name).addModifiers(Modifier.PRIVATE, Modifier.STATIC);
    }

    /** The type of the caller's array. */
    static ArrayTypeName array(Lowered.ArgumentDecl argument) {
        return ArrayTypeName.of(argument.isInts() ? TypeName.INT : TypeName.FLOAT);
    }

    static ArrayTypeName floats() {
        return ArrayTypeName.of(TypeName.FLOAT);
    }

    /**
     * Constants of the class: for where parameters lie, by offset, of a repeated block for its first instance; and for numbers that
     * the model's text gives, by the name of their value. Renamed where one of the {@code variables} has that name.
     */
    static Map<String, String> constants(Plan plan, Program program, Set<String> variables) {
        Map<String, String> constants = new LinkedHashMap<>();
        Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> taken = new HashSet<>(variables);
        for (Plan.ParameterSlot slot : plan.parameters()) {
            if (seen.add(slot.parameter())) {
                String words = slot.parameter().diskName().replace(".*", "").replaceAll("([a-z0-9])([A-Z])", "$1_$2");
                String name = words.replace('.', '_').toUpperCase(Locale.ROOT);
                constants.put(String.valueOf(slot.offset()), PredictMethods.free(name, taken));
            }
        }
        for (Value value : all(program)) {
            if (value.op() instanceof Op.Constants || value.op() instanceof Op.Sinusoids) {
                constants.put(value.name(), PredictMethods.free(Variables.constant(value), taken));
            }
        }
        return constants;
    }

    /** Words that the user's names give to variables of passes, which would hide a constant of the class. */
    static Set<String> variables(Lowered lowered) {
        Set<String> words = new HashSet<>();
        lowered.arguments().forEach(argument -> words.add(argument.name()));
        all(lowered.program()).forEach(value -> words.add(Variables.word(value.name())));
        return words;
    }

    /** The values of a program and of the bodies in it. */
    static List<Value> all(Program program) {
        List<Value> all = new ArrayList<>();
        for (Value value : program.values()) {
            all.add(value);
            if (value.op() instanceof Op.Scan scan) {
                all.addAll(all(scan.body()));
            }
        }
        return all;
    }
}
