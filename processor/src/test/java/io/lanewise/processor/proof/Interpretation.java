package io.lanewise.processor.proof;

import io.lanewise.processor.interpreter.Factors;
import io.lanewise.processor.interpreter.Interpreter;
import io.lanewise.processor.interpreter.ParameterOrder;
import io.lanewise.processor.interpreter.Tensor;
import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.runtime.TrainingStep;
import io.lanewise.runtime.data.Batch;
import io.lanewise.runtime.kernel.Rng;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the interpreter on what a compiled model is run on. */
final class Interpretation {
    private final ModelCompiler.Stages stages;
    private final int examples;
    private final Factors factors;
    /** In the order of the program's arguments. */
    final List<double[]> arguments;
    /** In the order of memory. */
    final Map<String, double[]> parameters = new HashMap<>();

    /**
     * The program, the arguments and the weights, ready to be run or changed.
     *
     * @param arguments in the order of the program's arguments, class indices as numbers
     * @param torch parameters by name, in PyTorch's order
     */
    Interpretation(
            ModelCompiler.Stages stages,
            int examples,
            List<double[]> arguments,
            Map<String, double[]> torch,
            TrainingStep step) {
        this.stages = stages;
        this.examples = examples;
        this.factors = step.training() ? factors(step) : Factors.EVALUATION;
        this.arguments = arguments;
        for (Parameter parameter : Interpreter.parameters(stages.lowered().program())) {
            double[] numbers = Objects.requireNonNull(torch.get(parameter.diskName()), parameter.name());
            int length = numbers.length / parameter.form().parts();
            int from = parameter.form().part() * length;
            double[] part = Arrays.copyOfRange(numbers, from, from + length);
            parameters.put(parameter.name(), ParameterOrder.toMemory(parameter, part));
        }
    }

    /** What the model should compute. */
    static Oracle of(ModelCompiler.Stages stages, CompiledModel model, Batch batch, TrainingStep step) {
        Map<String, double[]> torch = new HashMap<>();
        for (String name : model.network().parameters().names()) {
            torch.put(name, doubles(model.network().parameters().get(name)));
        }
        return new Interpretation(stages, batch.count(), arguments(stages.lowered(), batch), torch, step).oracle();
    }

    /** Forward and backward, exactly. */
    Interpreter.Result run() {
        return run(stages.differentiated(), false);
    }

    private Interpreter.Result run(Differentiated differentiated, boolean rounding) {
        Interpreter.Result program =
                Interpreter.run(stages.lowered(), differentiated, examples, arguments, parameters, factors, rounding);
        return Penalties.added(program, Interpreter.parameters(stages.lowered().program()), parameters, rounding);
    }

    /** Whether the parameter of this name is frozen. */
    boolean isFrozen(String parameter) {
        return Interpreter.parameters(stages.lowered().program()).stream()
                .anyMatch(each ->
                        each.name().equals(parameter) && each.treatment().frozen());
    }

    /** Whether element {@code i} of a parameter, in the order of memory, is of a row that gets no gradient. */
    boolean isOfPadding(String parameter, int i) {
        return Interpreter.parameters(stages.lowered().program()).stream()
                .anyMatch(each -> each.name().equals(parameter)
                        && each.form().table()
                        && i / each.dims().get(1) == each.form().zeroRow());
    }

    /** Whether the parameter of this name is state. */
    boolean isState(String parameter) {
        return Interpreter.parameters(stages.lowered().program()).stream()
                .anyMatch(each ->
                        each.name().equals(parameter) && each.treatment().state());
    }

    /** The loss alone, forward only, of the arguments and parameters as they are now. */
    double loss() {
        Differentiated forward =
                new Differentiated(stages.lowered().program(), List.of(), List.of(), Map.of(), Map.of());
        return run(forward, false).loss().get(0).values()[0];
    }

    /** Name of the input of numbers that argument {@code index} is; null for a target or integers. */
    @Nullable
    String argument(int index) {
        Lowered.ArgumentDecl argument = stages.lowered().arguments().get(index);
        return argument.target() || argument.isInts() ? null : argument.name();
    }

    /** All results by name, parameters in PyTorch's order. */
    Oracle oracle() {
        return oracle(run(stages.differentiated(), false), run(stages.differentiated(), true));
    }

    private Oracle oracle(Interpreter.Result result, Interpreter.Result rounded) {
        Map<String, Oracle.Figures> outputs = new HashMap<>();
        for (int i = 0; i < result.outputs().size(); i++) {
            outputs.put(
                    stages.lowered().outputs().get(i).name(),
                    figures(result.outputs().get(i), rounded.outputs().get(i)));
        }
        Map<String, Oracle.Figures> gradients = new HashMap<>();
        for (Parameter parameter : Interpreter.parameters(stages.lowered().program())) {
            Tensor memory = Objects.requireNonNull(result.parameterGradients().get(parameter.name()));
            Tensor other = Objects.requireNonNull(rounded.parameterGradients().get(parameter.name()));
            gradients.merge(
                    parameter.diskName(),
                    figures(ParameterOrder.toTorch(parameter, memory), ParameterOrder.toTorch(parameter, other)),
                    Oracle.Figures::with);
        }
        Map<String, Oracle.Figures> inputs = new HashMap<>();
        for (Lowered.ArgumentDecl argument : stages.lowered().arguments()) {
            if (!argument.target() && !argument.isInts()) {
                Tensor gradient = result.inputGradients().get(argument.name());
                int size = examples * argument.type().size();
                inputs.put(
                        argument.name(),
                        gradient == null
                                ? new Oracle.Figures(new double[size], new double[size], 1, 0)
                                : figures(gradient, rounded.inputGradients().get(argument.name())));
            }
        }
        Map<String, Oracle.Figures> nodes = new HashMap<>();
        result.nodes()
                .forEach((name, exact) -> nodes.put(
                        name,
                        figures(exact, Objects.requireNonNull(rounded.nodes().get(name)))));
        return new Oracle(
                outputs,
                figures(result.loss().get(0), rounded.loss().get(0)),
                nodes,
                gradients,
                inputs,
                result.isClose());
    }

    private static Oracle.Figures figures(Tensor exact, Tensor rounded) {
        double error = 0;
        for (int i = 0; i < exact.values().length; i++) {
            error = Math.max(error, Math.abs(exact.values()[i] - rounded.values()[i]));
        }
        return new Oracle.Figures(exact.values(), exact.scales(), exact.terms(), error);
    }

    private static List<double[]> arguments(Lowered lowered, Batch batch) {
        List<double[]> arrays = new ArrayList<>();
        for (int i = 0; i < lowered.arguments().size(); i++) {
            int length = batch.count() * lowered.arguments().get(i).type().size();
            arrays.add(Arrays.copyOf(batch.isFloats(i) ? doubles(batch.floats(i)) : doubles(batch.ints(i)), length));
        }
        return arrays;
    }

    /** Random numbers as the runtime has them; dropout's factors scaled as floats are. */
    private static Factors factors(TrainingStep step) {
        return (random, instance, example, element) -> {
            int key = Rng.key(step.seed(), step.step(), random.node(), instance);
            int bits = Rng.bits(Rng.rowKey(key, example), element);
            if (random.kind() == Op.Random.Kind.UNIFORM) {
                return ((bits >>> 9) + 0.5) * 0x1p-23;
            }
            float rate = random.rate();
            return (bits >>> 8) >= Rng.threshold(rate) ? 1 / (1 - rate) : 0;
        };
    }

    static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    private static double[] doubles(int[] ints) {
        return Arrays.stream(ints).asDoubleStream().toArray();
    }
}
