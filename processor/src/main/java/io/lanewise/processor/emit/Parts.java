package io.lanewise.processor.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.lanewise.processor.ir.Nest;
import io.lanewise.processor.ir.Operands;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Step;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * A pass of a deep model goes on in further methods, so that none gets too long for HotSpot. They have the parameters of the
 * pass, and the numbers of the running instances of repeated blocks behind them.
 */
final class Parts {
    /** Bytecodes, by estimate, from which a list of steps is cut. */
    private static final int LIMIT = 3500;

    private static final int ARGUMENT = 14;
    private static final int PRODUCT = 80;
    private static final int RANDOM = 70;
    private static final int LOOP = 120;

    private final String pass;
    private final Plan.Section section;
    private final List<ParameterSpec> parameters;
    private final List<MethodSpec> methods = new ArrayList<>();

    Parts(String pass, Plan.Section section, List<ParameterSpec> parameters) {
        this.pass = pass;
        this.section = section;
        this.parameters = parameters;
    }

    List<MethodSpec> methods() {
        return methods;
    }

    /** Whether {@code steps} are too many for one method, or for the body of a loop in one. */
    boolean tooLong(List<Step> steps, boolean inLoop) {
        return size(steps) > (inLoop ? LIMIT / 2 : LIMIT);
    }

    /** {@code steps} in runs that fit a method. */
    List<List<Step>> cut(List<Step> steps) {
        List<List<Step>> runs = new ArrayList<>();
        int size = LIMIT;
        for (Step step : steps) {
            int next = size(step);
            if (runs.isEmpty() || size + next > LIMIT) {
                runs.add(new ArrayList<>());
                size = 0;
            }
            runs.get(runs.size() - 1).add(step);
            size += next;
        }
        return runs;
    }

    /** Takes {@code code} as the next method, and puts its call into {@code caller}. */
    void add(List<String> counters, CodeBlock code, Code caller) {
        String name = pass + "Part" + (methods.size() + 1);
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addJavadoc("Goes on with {@code $L}.\n", pass)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameters(parameters);
        counters.forEach(counter -> method.addParameter(TypeName.INT, counter));
        methods.add(method.addCode(code).build());
        List<String> arguments = new ArrayList<>();
        parameters.forEach(parameter -> arguments.add(parameter.name()));
        arguments.addAll(counters);
        caller.addCall(name, arguments);
    }

    private int size(List<Step> steps) {
        return steps.stream().mapToInt(this::size).sum();
    }

    private int size(Step step) {
        if (step instanceof Step.Kernel kernel) {
            Nest nest = section.looped().nests().get(kernel);
            int size = kernel.head() == null ? 0 : PRODUCT;
            return nest == null
                    ? size
                    : size
                            + ARGUMENT * (nest.memories().size() + 2)
                            + RANDOM * nest.randoms().size();
        } else if (step instanceof Step.Tiles tiles) {
            return 2 * PRODUCT + size(tiles.rows());
        } else if (step instanceof Step.Lines lines) {
            return size(lines.both());
        } else if (step instanceof Step.Repeat repeat) {
            int copies = section.gradientsOfInstances()
                    .getOrDefault(repeat, List.of())
                    .size();
            int moved = copies + repeat.sums().size() + 2 * (repeat.carries().size() - 1);
            return LOOP + 2 * ARGUMENT * moved + Math.min(LIMIT / 2, size(repeat.steps()));
        }
        return PRODUCT * Operands.of(step.named()).size();
    }
}
