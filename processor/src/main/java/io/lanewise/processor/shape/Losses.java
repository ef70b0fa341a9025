package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code @Loss}: whether it fits the node, its activation and its target; then the node is complete. */
final class Losses {
    private final Map<String, Draft> drafts;
    private final Problems problems;

    Losses(Map<String, Draft> drafts, Problems problems) {
        this.drafts = drafts;
        this.problems = problems;
    }

    /** The finished node; null where it is unknown. */
    @Nullable
    Node node(Draft draft, Sharing.Result shared, boolean output) {
        AnnotationDecl loss = draft.wire().method().loss();
        AnnotationDecl layer = draft.wire().method().layer();
        LossTerm term = loss == null ? null : term(draft, loss);
        Arguments arguments = draft.arguments();
        if (!draft.isKnown() || layer == null || arguments == null) {
            return null;
        }
        return new Node(
                draft.name(),
                layer.name(),
                arguments,
                draft.wire().inputs().stream().map(Edge::source).toList(),
                draft.shape(),
                shared.own(),
                shared.borrowed(),
                draft.block(),
                shared.sharedWith(),
                term,
                output,
                Repeats.count(draft.wire(), new Problems()),
                draft.wire().method().frozen() != null,
                draft.activity(),
                draft.wire().method().where());
    }

    private LossTerm term(Draft draft, AnnotationDecl loss) {
        String function = loss.text("value");
        String labels = loss.text("labels");
        String target = loss.text("target");
        float weight = (Float) loss.member("weight").value();
        boolean crossEntropy = function.equals("CROSS_ENTROPY");
        if (!(weight > 0 && Float.isFinite(weight))) {
            problems.report(
                    ProblemCode.ARGUMENT_RANGE,
                    "weight must be finite and above 0. It was " + weight + ". Give a factor such as 0.5f.",
                    loss.where("weight"));
        }
        if (!crossEntropy && loss.member("labels").given()) {
            problems.report(
                    ProblemCode.ARGUMENT_RANGE,
                    "labels has a meaning for CROSS_ENTROPY only. The loss is " + function + ". Leave labels out.",
                    loss.where("labels"));
        }
        if (crossEntropy && labels.equals("CLASSES") && !target.isEmpty()) {
            problems.report(
                    ProblemCode.TARGET,
                    "A node cannot be a target of class indices, for its values are floats. The target is '" + target
                            + "'. Add labels = PROBABILITIES, or leave target out for an int[] argument.",
                    loss.where("target"));
        }
        if (draft.isKnown()) {
            checkValues(draft, loss, function);
            checkShape(draft, loss, crossEntropy, target);
        }
        return new LossTerm(function, weight, labels, target, loss.text("reduction"));
    }

    private void checkValues(Draft draft, AnnotationDecl loss, String function) {
        Values values = draft.values();
        String found = values == Values.UNIT
                ? "The values of '" + draft.name() + "' lie in [0, 1] but its rows need not have the sum 1. "
                : "The values of '" + draft.name() + "' may lie outside [0, 1]. ";
        if (function.equals("CROSS_ENTROPY") && (values == Values.REAL || values == Values.UNIT)) {
            problems.report(
                    ProblemCode.LOSS_ACTIVATION,
                    "CROSS_ENTROPY expects rows of probabilities. " + found
                            + "Use the activation SOFTMAX"
                            + (values == Values.UNIT ? ", or the loss BINARY_CROSS_ENTROPY" : "")
                            + ".",
                    loss.where("value"));
        }
        if (function.equals("BINARY_CROSS_ENTROPY") && values == Values.REAL) {
            problems.report(
                    ProblemCode.LOSS_ACTIVATION,
                    "BINARY_CROSS_ENTROPY expects probabilities. " + found + "Use the activation SIGMOID.",
                    loss.where("value"));
        }
    }

    private void checkShape(Draft draft, AnnotationDecl loss, boolean crossEntropy, String target) {
        if (crossEntropy && draft.shape().width() < 2) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    "CROSS_ENTROPY needs at least 2 classes along the last axis. '" + draft.name() + "' is "
                            + draft.shape() + " (" + draft.pathText()
                            + "). Give it more units, or use SIGMOID with BINARY_CROSS_ENTROPY.",
                    loss.where("value"));
        }
        Draft other = drafts.get(target);
        if (other != null && other.isKnown() && !other.shape().equals(draft.shape())) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    "A target must have the shape of the node. '" + draft.name() + "' is " + draft.shape() + " ("
                            + draft.pathText() + ") but '" + target + "' is " + other.shape() + " ("
                            + other.pathText() + "). Bring both to one shape, for example by @Flatten or @Reshape.",
                    loss.where("target"));
        }
    }
}
