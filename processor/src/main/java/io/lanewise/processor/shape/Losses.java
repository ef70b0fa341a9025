package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Arguments;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                roles(draft, layer),
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

    private static List<String> roles(Draft draft, AnnotationDecl layer) {
        boolean byRole = Layers.named(layer.name())
                .filter(named -> !named.roles().isEmpty())
                .isPresent();
        return byRole ? draft.wire().inputs().stream().map(Edge::role).toList() : List.of();
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
        LossOptions options = new LossOptions(draft, loss, drafts.keySet(), problems);
        options.onlyFor("labels", Set.of("CROSS_ENTROPY"));
        Draft other = drafts.get(target);
        boolean classes = crossEntropy && labels.equals("CLASSES");
        boolean integers = other != null && other.values() == Values.INTEGERS;
        boolean floats = classes && other != null && other.isKnown() && !integers;
        if (floats) {
            problems.report(
                    ProblemCode.TARGET,
                    "Class indices are integers. The target '" + target + "' holds floats. Add labels = PROBABILITIES,"
                            + " name an input with type = INT, or leave target out for an int[] argument.",
                    loss.where("target"));
        }
        if (function.equals("VALUE") && !target.isEmpty()) {
            problems.report(
                    ProblemCode.TARGET,
                    "VALUE minimises the node itself and compares it with nothing. The target is '" + target
                            + "'. Leave target out, or choose a loss such as MEAN_SQUARED.",
                    loss.where("target"));
        }
        boolean fromLogits = (Boolean) loss.member("fromLogits").value();
        LossTerm.Form form = fromLogits ? LossTerm.Form.LOGITS : LossTerm.Form.PROBABILITIES;
        if (draft.isKnown()) {
            if (!fromLogits && draft.values() == Values.LOG_PROBABILITIES) {
                form = LossTerm.Form.LOG_PROBABILITIES;
            }
            LossValues values = new LossValues(draft, loss, problems);
            values.check(function, fromLogits);
            checkShape(draft, loss, function);
            if (other != null && other.isKnown() && classes && integers) {
                checkClasses(draft, loss, other);
            } else if (other != null && other.isKnown() && !floats && checkNumbers(loss, other)) {
                values.checkTarget(function, other);
                checkTarget(draft, loss, other);
            }
        }
        return new LossTerm(function, weight, labels, target, loss.text("reduction"), form, options.checked());
    }

    /** A mask has a number for each row of the last axis, with that axis left out or of size 1. */
    private void checkMask(Draft draft, AnnotationDecl loss) {
        Draft mask = drafts.get(loss.text("mask"));
        if (mask == null || !mask.isKnown()) {
            return;
        }
        List<Integer> dims = draft.shape().dims();
        List<Integer> rows = dims.subList(0, dims.size() - 1);
        List<Integer> column = draft.shape().withWidth(1).dims();
        List<Integer> found = mask.shape().dims();
        if (!found.equals(column) && (rows.isEmpty() || !found.equals(rows))) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    "A mask has one number for each position, a row of the last axis. '" + draft.name() + "' is "
                            + draft.shape() + " (" + draft.pathText() + ") but '" + mask.name() + "' is " + mask.shape()
                            + " (" + mask.pathText() + "). Give the mask the shape "
                            + (rows.isEmpty() ? "1" : new Shape(rows).toString()) + ".",
                    loss.where("mask"));
        }
    }

    private void checkShape(Draft draft, AnnotationDecl loss, String function) {
        boolean classes = function.equals("CROSS_ENTROPY") || function.equals("KL_DIVERGENCE");
        if ((classes || function.equals("COSINE_SIMILARITY")) && draft.shape().width() < 2) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    function + " needs at least 2 " + (classes ? "classes" : "elements") + " along the last axis. '"
                            + draft.name() + "' is " + draft.shape() + " (" + draft.pathText() + "). Give it more units"
                            + (classes ? ", or use SIGMOID with BINARY_CROSS_ENTROPY." : "."),
                    loss.where("value"));
        }
        checkMask(draft, loss);
    }

    private boolean checkNumbers(AnnotationDecl loss, Draft target) {
        if (target.values() != Values.INTEGERS) {
            return true;
        }
        problems.report(
                ProblemCode.INTEGERS,
                "A target must hold numbers. '" + target.name()
                        + "' is an input of integers. Name another node, or leave"
                        + " target out for an argument of its own.",
                loss.where("target"));
        return false;
    }

    private void checkTarget(Draft draft, AnnotationDecl loss, Draft target) {
        if (!target.shape().equals(draft.shape())) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    "A target must have the shape of the node. '" + draft.name() + "' is " + draft.shape() + " ("
                            + draft.pathText() + ") but '" + target.name() + "' is " + target.shape() + " ("
                            + target.pathText() + "). Bring both to one shape, for example by @Flatten or @Reshape.",
                    loss.where("target"));
        }
    }

    /** An input of integers as the classes of a node: one for each row of the last axis. */
    private void checkClasses(Draft draft, AnnotationDecl loss, Draft target) {
        Shape shape = draft.shape();
        Shape rows =
                shape.rank() == 1 ? Shape.of(1) : new Shape(shape.dims().subList(0, shape.rank() - 1), shape.axis());
        if (!target.shape().equals(rows) && !target.shape().equals(shape.withWidth(1))) {
            problems.report(
                    ProblemCode.LOSS_SHAPE,
                    "A target of classes has one integer for each position, a row of the last axis. '" + draft.name()
                            + "' is " + shape + " (" + draft.pathText() + ") but '" + target.name() + "' is "
                            + target.shape() + ". Give it the shape " + rows + ".",
                    loss.where("target"));
        }
        if (loss.member("ignoreIndex").given()) {
            int index = (Integer) loss.member("ignoreIndex").value();
            if (index < 0 || index >= shape.width()) {
                problems.report(
                        ProblemCode.ARGUMENT_RANGE,
                        "ignoreIndex must be one of the integers of '" + target.name() + "', from 0 to "
                                + (shape.width() - 1) + ". It was " + index
                                + ". Give the one that counts for nothing, or name a mask.",
                        loss.where("ignoreIndex"));
            }
        }
    }
}
