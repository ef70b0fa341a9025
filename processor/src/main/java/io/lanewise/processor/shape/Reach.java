package io.lanewise.processor.shape;

import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Parameters that no loss can reach: training would leave them as they started. */
final class Reach {
    private Reach() {}

    /** A model without any loss is not meant to be trained, and passes. */
    static void check(Graph graph, Problems problems) {
        Set<String> reached = new HashSet<>();
        boolean trained = false;
        List<Node> backwards = new ArrayList<>(graph.nodes());
        Collections.reverse(backwards);
        for (Node node : graph.nodes()) {
            LossTerm loss = node.loss();
            if (loss != null) {
                trained = true;
                reached.add(node.name());
                reached.add(loss.target());
            }
        }
        for (Node node : backwards) {
            if (reached.contains(node.name())) {
                reached.addAll(node.inputs());
            }
        }
        for (Node node : graph.nodes()) {
            if (reached.contains(node.name())) {
                reached.addAll(node.borrowed().values());
                reached.add(node.sharedWith());
            }
        }
        for (Node node : graph.nodes()) {
            long count = trained(node);
            if (trained && count > 0 && !reached.contains(node.name())) {
                problems.report(
                        ProblemCode.UNTRAINED_PARAMETERS,
                        "Every parameter must lead to a loss. '" + node.name() + "' has " + count
                                + " numbers to train but no node with @Loss depends on it."
                                + " Put @Loss on a node behind it, or remove it.",
                        node.where());
            }
        }
    }

    /** Numbers to train that {@code node} owns. */
    private static long trained(Node node) {
        Graph block = node.block();
        if (node.frozen()) {
            return 0;
        }
        if (block == null) {
            return new Graph(node.name(), List.of(node), List.of(), List.of()).parameterCount();
        }
        long inside = block.nodes().stream().mapToLong(Reach::trained).sum();
        return node.sharedWith().isEmpty() ? inside * Math.max(1, node.repeat()) : 0;
    }
}
