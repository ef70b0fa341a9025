package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Treatment;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.List;

/** What is said of parameters in training: it must stand where there are some, at the node that owns them. */
final class Training {
    private Training() {}

    /** Warns where a model with a loss has nothing that training could change. */
    static void checkAll(Graph graph, Where where, Problems problems) {
        boolean trained = graph.nodes().stream().anyMatch(node -> node.loss() != null);
        if (!trained || graph.parameterCount() == 0 || changes(graph)) {
            return;
        }
        problems.report(
                ProblemCode.ALL_FROZEN,
                "All parameters are frozen, so training has nothing to change. '" + graph.name() + "' has "
                        + graph.parameterCount()
                        + ". Remove @Frozen from one of its nodes, or @Loss if it only predicts;"
                        + " if only gradients of inputs are asked for, write @SuppressWarnings(\""
                        + ProblemCode.ALL_FROZEN.id() + "\").",
                where);
    }

    private static boolean changes(Graph graph) {
        for (Node node : graph.nodes()) {
            Graph block = node.block();
            boolean owns = !node.parameters().isEmpty()
                    || block != null && node.sharedWith().isEmpty() && changes(block);
            if (owns && !node.frozen()) {
                return true;
            }
        }
        return false;
    }

    static void check(Draft draft, Sharing.Result shared, Problems problems) {
        AnnotationDecl layer = draft.wire().method().layer();
        if (!draft.isKnown() || layer == null || layer.name().equals(Node.INPUT)) {
            return;
        }
        AnnotationDecl frozen = draft.wire().method().frozen();
        Graph block = draft.block();
        long own = new Graph(draft.name(), block == null ? List.of() : block.nodes(), List.of(), List.of())
                .parameterCount();
        boolean owns = block == null
                ? !shared.own().isEmpty()
                : own > 0 && shared.sharedWith().isEmpty();
        if (frozen != null && !owns) {
            boolean borrows =
                    !shared.borrowed().isEmpty() || !shared.sharedWith().isEmpty();
            problems.report(
                    ProblemCode.MISPLACED,
                    "@Frozen has no meaning on a node without parameters of its own. '" + draft.name() + "' "
                            + (borrows
                                    ? "uses those of another node. Put it on the node that owns them."
                                    : "has none. Remove it, or put it on a node such as a @Dense."),
                    frozen.where());
        }
        for (Parameter parameter : draft.parameters()) {
            String owner = shared.borrowed().get(parameter.name());
            Treatment asked = parameter.treatment();
            if (owner != null
                    && (!asked.regularization().isNone() || !asked.constraint().equals("NONE"))) {
                problems.report(
                        ProblemCode.SHARING,
                        "A regularizer or a constraint belongs to the node that owns the parameter. '" + draft.name()
                                + "' takes its " + parameter.name() + " from '" + owner + "'. Put it there.",
                        layer.where());
            }
        }
    }
}
