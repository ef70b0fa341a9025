package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Differentiated;
import io.lanewise.processor.ir.Lowered;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Program;
import io.lanewise.processor.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** Runs a program, forward and backward, in double arithmetic. */
public final class Interpreter {
    private Interpreter() {}

    /**
     * What came out.
     *
     * @param outputs in order of declaration
     * @param loss one number; empty where nothing is trained
     * @param nodes each node's value, by name; those inside a scan are not among them
     * @param parameterGradients by name, in the order of memory without padding; those the loss does not depend on are zero
     * @param inputGradients by name, of inputs that the loss depends on
     * @param isClose whether floats may compare otherwise than was done here
     */
    public record Result(
            List<Tensor> outputs,
            List<Tensor> loss,
            Map<String, Tensor> nodes,
            Map<String, Tensor> parameterGradients,
            Map<String, Tensor> inputGradients,
            boolean isClose) {}

    /**
     * Runs forward and, where there is a loss, backward.
     *
     * @param arguments row-major, in the order of {@link Lowered#arguments}; class indices as numbers
     * @param parameters by name, instances of a repeated block one by one ({@code blocks.0.hidden.weight}), in the order of memory
     *     without padding: a matrix is [in, out]. {@link ParameterOrder} makes that of PyTorch's.
     */
    public static Result run(
            Lowered lowered,
            Differentiated differentiated,
            int examples,
            List<double[]> arguments,
            Map<String, double[]> parameters,
            Factors factors) {
        return run(lowered, differentiated, examples, arguments, parameters, factors, false);
    }

    /**
     * The same; if {@code rounding}, each value of the program is rounded to float as it is made. How far that is from the exact
     * result shows what floats can reach.
     */
    public static Result run(
            Lowered lowered,
            Differentiated differentiated,
            int examples,
            List<double[]> arguments,
            Map<String, double[]> parameters,
            Factors factors,
            boolean rounding) {
        Program program = lowered.program();
        List<Tensor> given = arguments.stream().map(Tensor::given).toList();
        Frame frame = new Frame(null, 0, 0, given);
        Map<String, Tensor> gradients = new TreeMap<>();
        Rivals rivals = new Rivals();
        Evaluation evaluation = new Evaluation(examples, parameters, factors, gradients, frame, rounding, rivals);
        evaluation.run(program.values());
        evaluation.run(differentiated.backward());
        evaluation.run(differentiated.inputs());
        differentiated
                .parameterGradients()
                .forEach((parameter, gradient) -> gradients.merge(
                        ((Op.Param) parameter.op()).parameter().name(), frame.get(gradient), Tensor::plus));
        parameters.forEach((name, numbers) -> gradients.putIfAbsent(name, Tensor.zeros(numbers.length)));

        Map<String, Tensor> inputs = new TreeMap<>();
        differentiated.inputGradients().forEach((input, gradient) -> inputs.put(input.name(), frame.get(gradient)));
        Map<String, Tensor> nodes = new TreeMap<>();
        lowered.nodes().forEach(node -> nodes.put(node.node(), frame.get(node.value())));
        List<Tensor> results = program.results().stream().map(frame::get).toList();
        int outputs = lowered.outputs().size();
        return new Result(
                results.subList(0, outputs),
                results.subList(outputs, results.size()),
                nodes,
                gradients,
                inputs,
                rivals.areClose());
    }

    /** The parameters of {@code program} and of the bodies in it, instances one by one, in the order of first use. */
    public static List<Parameter> parameters(Program program) {
        List<Parameter> found = new ArrayList<>();
        collect(program, List.of(), found);
        return found.stream().distinct().toList();
    }

    private static void collect(Program program, List<Integer> instances, List<Parameter> found) {
        for (Value value : program.values()) {
            if (value.op() instanceof Op.Param param) {
                Parameter p = param.parameter();
                String name = p.name();
                for (int i = 0; i < instances.size() && name.contains("*"); i++) {
                    name = name.replaceFirst("\\*", instances.get(i).toString());
                }
                found.add(p.named(name));
            } else if (value.op() instanceof Op.Scan scan) {
                for (int i = 0; i < scan.count(); i++) {
                    List<Integer> inner = new ArrayList<>(instances);
                    inner.add(i);
                    collect(scan.body(), inner, found);
                }
            }
        }
    }

    /** Every parameter of {@code program} as {@code numbers} gives it for its name and length. */
    public static Map<String, double[]> fill(Program program, BiFunction<String, Integer, double[]> numbers) {
        Map<String, double[]> filled = new TreeMap<>();
        for (Parameter parameter : parameters(program)) {
            int length = parameter.dims().stream().reduce(1, Math::multiplyExact);
            double[] given = numbers.apply(parameter.name(), length);
            filled.put(parameter.name(), Arrays.copyOf(given, length));
        }
        return filled;
    }
}
