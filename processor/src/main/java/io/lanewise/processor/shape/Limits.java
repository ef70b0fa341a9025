package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.List;

/** What an int can count. */
final class Limits {
    private Limits() {}

    /** Whether the shape of a model's input can be; reports if not. */
    static boolean inputShape(List<Integer> dims, AnnotationDecl input, Problems problems) {
        if (dims.isEmpty() || dims.stream().anyMatch(size -> size < 1)) {
            problems.report(
                    ProblemCode.INPUT_SHAPE,
                    "An input needs a shape, each size at least 1. It was " + (dims.isEmpty() ? "not given" : dims)
                            + ". Write the sizes of one example, without the batch, such as shape = {28, 28, 1}.",
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
