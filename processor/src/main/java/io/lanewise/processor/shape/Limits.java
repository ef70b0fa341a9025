package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What an int can count, and what Java's methods can take. */
final class Limits {
    /** Parameters of a static method; an array with its offset takes two. */
    private static final int PARAMETERS = 255;

    /** Those of a pass that are no inputs or outputs: weights, scratch and the number of examples. */
    private static final int OWN_PARAMETERS = 3;

    private Limits() {}

    /** Reports more inputs and outputs than the methods of the generated class can have parameters. */
    static void arrays(Wiring wiring, Graph graph, Problems problems) {
        int most = (PARAMETERS - OWN_PARAMETERS - depth(graph)) / 2;
        int inputs = wiring.inputs().size();
        int outputs = wiring.outputs().size();
        if (inputs + outputs > most) {
            problems.report(
                    ProblemCode.TOO_MANY_ARRAYS,
                    "A model can have " + most + " inputs and outputs at most, because a method of Java takes "
                            + PARAMETERS + " parameters. '"
                            + wiring.declaration().name() + "' has " + inputs
                            + " inputs and " + outputs
                            + " outputs. Join some: several inputs in one longer @Input, several outputs by @Concatenate.",
                    wiring.declaration().where());
        }
    }

    /** Loops around the innermost step: each hands the number of its instance on. */
    private static int depth(Graph graph) {
        int depth = 0;
        for (Node node : graph.nodes()) {
            Graph block = node.block();
            int inside = block == null ? 0 : depth(block);
            depth = Math.max(depth, inside + (node.repeat() > 0 ? 1 : 0));
        }
        return depth;
    }

    /** Whether a name fits the input's first axis; reports if not. */
    static boolean axis(List<Integer> dims, AnnotationDecl input, Problems problems) {
        String axis = input.text("axis");
        if (axis.isEmpty() || axis.matches("[A-Za-z][A-Za-z0-9]*")) {
            return true;
        }
        problems.report(
                ProblemCode.INPUT_SHAPE,
                "axis names the first axis, that of a sequence's steps. The name is \"" + axis
                        + "\". Write letters and digits, such as axis = \"time\".",
                input.where("axis"));
        return false;
    }

    /** The greatest sizes that an input can have: those of its shape, with {@code max} for a length of 0. */
    static List<Integer> greatest(List<Integer> dims, AnnotationDecl input, Problems problems) {
        int max = (Integer) input.member("max").value();
        boolean varies =
                !dims.isEmpty() && dims.get(0) == 0 && !input.text("axis").isEmpty();
        if (!varies) {
            if (input.member("max").given()) {
                problems.report(
                        ProblemCode.INPUT_SHAPE,
                        "max is the greatest length of an axis of size 0. The shape is " + dims
                                + ". Write shape = {0, …} and name the axis, or leave max out.",
                        input.where("max"));
            }
            return dims;
        }
        if (max < 2) {
            problems.report(
                    ProblemCode.INPUT_SHAPE,
                    "An axis of size 0 needs its greatest length, at least 2. max was "
                            + (input.member("max").given() ? String.valueOf(max) : "not given")
                            + ". Write a number such as max = 128.",
                    input.where("max"));
            return List.of(-1);
        }
        List<Integer> greatest = new ArrayList<>(dims);
        greatest.set(0, max);
        return greatest;
    }

    /** Reports axes that two inputs give different greatest lengths, or one of them a fixed size. */
    static void axes(Wiring wiring, Problems problems) {
        Map<String, Wire> first = new HashMap<>();
        for (Wire wire : wiring.nodes()) {
            AnnotationDecl input = wire.method().layer();
            if (input == null
                    || !input.name().equals(Node.INPUT)
                    || input.text("axis").isEmpty()) {
                continue;
            }
            Wire other = first.putIfAbsent(input.text("axis"), wire);
            int size = size(input);
            if (other != null && size(Objects.requireNonNull(other.method().layer())) != size) {
                problems.report(
                        ProblemCode.INPUT_SHAPE,
                        "One axis has one length, and one greatest length. '" + input.text("axis") + "' is "
                                + text(size(
                                        Objects.requireNonNull(other.method().layer()))) + " of '" + other.name()
                                + "' but " + text(size) + " of '" + wire.name()
                                + "'. Bring both to one, or name two axes.",
                        input.where("axis"));
            }
        }
    }

    /** The size of an input's first axis; below 0 the greatest. */
    private static int size(AnnotationDecl input) {
        Object first = ((List<?>) input.member("shape").value())
                .stream().findFirst().map(Object.class::cast).orElse(1);
        return first.equals(0) ? -(Integer) input.member("max").value() : (Integer) first;
    }

    private static String text(int size) {
        return size < 0 ? "at most " + -size : String.valueOf(size);
    }

    /** Whether the shape of a model's input can be; reports if not. */
    static boolean inputShape(List<Integer> dims, AnnotationDecl input, Problems problems) {
        if (dims.equals(List.of(-1))) {
            return false; // reported
        }
        if (dims.isEmpty() || dims.stream().anyMatch(size -> size < 1)) {
            problems.report(
                    ProblemCode.INPUT_SHAPE,
                    "An input needs a shape, each size at least 1. It was " + (dims.isEmpty() ? "not given" : dims)
                            + ". Write the sizes of one example, without the batch, such as shape = {28, 28, 1}; of an axis"
                            + " whose length is known only in a call shape = {0, 300}, axis = \"time\", max = 128.",
                    input.where("shape"));
            return false;
        }
        long size = 1;
        for (int dim : dims) {
            size = size > Integer.MAX_VALUE ? size : size * dim;
        }
        if (size > Integer.MAX_VALUE) {
            problems.report(
                    ProblemCode.TOO_LARGE,
                    "An input must have less than 2³¹ elements. Its shape was " + dims + ". Choose smaller sizes.",
                    input.where("shape"));
            return false;
        }
        return true;
    }

    /** Reports parameters that one array of floats cannot hold, at the node that has most of them. */
    static void parameters(Graph graph, Problems problems) {
        if (graph.parameterCount() <= Integer.MAX_VALUE) {
            return;
        }
        Node largest = graph.nodes().get(0);
        for (Node node : graph.nodes()) {
            if (alone(graph, node) > alone(graph, largest)) {
                largest = node;
            }
        }
        problems.report(
                ProblemCode.TOO_LARGE,
                "The parameters of a model must be less than 2³¹ numbers. '" + graph.name() + "' has "
                        + number(graph.parameterCount()) + ", of which '" + largest.name() + "' has "
                        + number(alone(graph, largest)) + ". Choose smaller sizes.",
                largest.where());
    }

    private static long alone(Graph graph, Node node) {
        return new Graph(graph.name(), List.of(node), List.of(), List.of()).parameterCount();
    }

    private static String number(long count) {
        return count == Long.MAX_VALUE ? "more than 2⁶³" : String.valueOf(count);
    }
}
