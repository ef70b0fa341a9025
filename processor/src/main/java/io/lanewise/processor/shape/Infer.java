package io.lanewise.processor.shape;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.layer.Layer;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.layer.Values;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stage {@code shape}: asks each layer for its shape rule, in topological order; a block is worked out anew at each place
 * of use. What depends on a mistake is unknown and silent.
 */
public final class Infer {
    private final Wiring wiring;
    private final Map<String, Number> blockArguments;
    private final List<Draft> blockInputs;
    private final Problems problems;
    private final boolean repeated;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** @param repeated whether within {@code @Repeat} */
    private Infer(
            Wiring wiring,
            Map<String, Number> blockArguments,
            List<Draft> blockInputs,
            Problems problems,
            boolean repeated) {
        this.wiring = wiring;
        this.blockArguments = blockArguments;
        this.blockInputs = blockInputs;
        this.problems = problems;
        this.repeated = repeated;
    }

    /** The graph of a model. It is whole only if nothing was reported: unknown nodes are left out. */
    public static Graph model(Wiring wiring, Problems problems) {
        Infer infer = new Infer(wiring, Map.of(), List.of(), problems, false);
        Graph graph = infer.run();
        Limits.arrays(wiring, graph, problems);
        Limits.axes(wiring, problems);
        if (!problems.hasErrors()) {
            Reach.check(graph, problems);
            Training.checkAll(graph, wiring.declaration().where(), problems);
        }
        return graph;
    }

    /** Checks in a block what does not depend on the place of use. */
    public static void block(Wiring wiring, Problems problems) {
        new Infer(wiring, Map.of(), List.of(), problems, false).checkOwnArguments();
    }

    private void checkOwnArguments() {
        for (Wire wire : wiring.nodes()) {
            AnnotationDecl annotation = wire.method().layer();
            if (annotation == null) {
                continue;
            }
            if (annotation.name().equals(Node.INPUT)
                    && annotation.member("shape").given()) {
                problems.report(
                        ProblemCode.INPUT_SHAPE,
                        "An input of a block takes its shape from the place of use. The shape "
                                + annotation.member("shape").value()
                                + " is given. Remove it.",
                        annotation.where("shape"));
            }
            if (annotation.name().equals(Node.INPUT)
                    && annotation.member("axis").given()) {
                problems.report(
                        ProblemCode.INPUT_SHAPE,
                        "An input of a block takes its axes from the place of use. The axis "
                                + annotation.member("axis").value()
                                + " is given. Remove it.",
                        annotation.where("axis"));
            }
            if (annotation.name().equals(Node.INPUT)
                    && annotation.member("type").given()) {
                problems.report(
                        ProblemCode.INPUT_SHAPE,
                        "An input of a block holds what the node holds that is put there. The type "
                                + annotation.text("type") + " is given. Remove it.",
                        annotation.where("type"));
            }
            if (!wire.method().takesArguments()) {
                NodeSite site = new NodeSite(wire, new NodeArguments(annotation, Map.of()), List.of(), problems);
                Layers.named(annotation.name()).ifPresent(layer -> layer.check(site));
            }
            Repeats.count(wire, problems);
        }
    }

    private Graph run() {
        for (Wire wire : wiring.nodes()) {
            drafts.put(wire.name(), limited(draft(wire)));
        }
        Sharing sharing = new Sharing(wiring, drafts, problems);
        Losses losses = new Losses(drafts, problems);
        List<Node> nodes = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            Sharing.Result shared = sharing.of(draft);
            Training.check(draft, shared, at(draft.wire()));
            Node node = losses.node(draft, shared, wiring.outputs().contains(draft.name()));
            if (node != null) {
                nodes.add(node);
            }
        }
        Graph graph = new Graph(wiring.declaration().name(), nodes, wiring.inputs(), wiring.outputs());
        Limits.parameters(graph, problems);
        return graph;
    }

    private Problems at(Wire wire) {
        return problems.at(wire.name());
    }

    /** Inside a block, the shape of every value is as long as an int too. */
    private Draft limited(Draft draft) {
        if (draft.isKnown() && draft.shape().size() > Integer.MAX_VALUE) {
            at(draft.wire())
                    .report(
                            ProblemCode.TOO_LARGE,
                            "A node's value must have less than 2³¹ elements. '" + draft.name() + "' is "
                                    + draft.shape()
                                    + " = " + draft.shape().size() + " elements (" + draft.pathText()
                                    + "). Choose smaller sizes.",
                            draft.wire().method().where());
            return Draft.unknown(draft.wire());
        }
        return draft;
    }

    private Draft draft(Wire wire) {
        AnnotationDecl annotation = wire.method().layer();
        if (annotation == null) {
            return Draft.unknown(wire);
        }
        if (annotation.name().equals(Node.INPUT)) {
            return input(wire, annotation);
        }
        List<Draft> inputs = new ArrayList<>();
        boolean known = wire.known();
        for (Edge edge : wire.inputs()) {
            Draft source = drafts.get(edge.source());
            known &= source != null && source.isKnown();
            if (source != null) {
                inputs.add(source);
            }
        }
        Map<String, Number> given = given(wire);
        int repeat = Repeats.count(wire, wiring.declaration().isBlock() ? new Problems() : at(wire));
        known &= repeat >= 0;
        Draft draft = annotation.name().equals(Node.APPLY)
                ? apply(wire, annotation, given, inputs, known)
                : layer(wire, annotation, given, inputs, known);
        return draft.isKnown() ? Repeats.checked(draft, inputs, at(wire)) : draft;
    }

    /** The members that parameters of the node give, from the enclosing block's arguments. */
    private Map<String, Number> given(Wire wire) {
        Map<String, Number> given = new HashMap<>();
        for (Edge edge : wire.arguments()) {
            Number value = blockArguments.get(edge.source());
            if (value != null) {
                given.put(edge.role(), value);
            }
        }
        return given;
    }

    private Draft input(Wire wire, AnnotationDecl annotation) {
        NodeArguments arguments = new NodeArguments(annotation, Map.of());
        if (wiring.declaration().isBlock()) {
            Draft outer = blockInputs.get(wiring.inputs().indexOf(wire.name()));
            List<String> path = Draft.path(List.of(), wire.name(), outer.shape());
            return new Draft(
                    wire,
                    arguments,
                    outer.shape(),
                    outer.values(),
                    outer.flattened(),
                    path,
                    List.of(),
                    Regularization.NONE,
                    null);
        }
        List<Integer> given = arguments.integers("shape");
        List<Integer> dims = Limits.greatest(given, annotation, problems);
        if (!wire.known()
                || !Limits.inputShape(dims, annotation, problems)
                || !Limits.axis(given, annotation, problems)) {
            return Draft.unknown(wire);
        }
        Shape shape = new Shape(dims, annotation.text("axis"));
        List<String> path = Draft.path(List.of(), wire.name(), shape);
        Values values = annotation.text("type").equals("INT") ? Values.INTEGERS : Values.MIXED;
        return new Draft(wire, arguments, shape, values, List.of(), path, List.of(), Regularization.NONE, null);
    }

    private Draft layer(
            Wire wire, AnnotationDecl annotation, Map<String, Number> given, List<Draft> inputs, boolean known) {
        Layer layer = Layers.named(annotation.name()).orElse(null);
        if (layer == null || !wire.known() && wire.method().takesArguments()) {
            return Draft.unknown(wire);
        }
        NodeArguments arguments = new NodeArguments(annotation, given);
        // In a block, what does not depend on its arguments was checked where the block is declared.
        boolean checkedThere = wiring.declaration().isBlock() && !wire.method().takesArguments();
        NodeSite checking = new NodeSite(wire, arguments, inputs, checkedThere ? new Problems() : at(wire));
        if (!layer.check(checking) || !known) {
            return Draft.unknown(wire);
        }
        NodeSite site = new NodeSite(wire, arguments, inputs, at(wire));
        if (!Integers.fit(site, layer)) {
            return Draft.unknown(wire);
        }
        Shape shape = layer.shape(site);
        if (!shape.isKnown()) {
            return Draft.unknown(wire);
        }
        List<String> before = inputs.isEmpty() ? List.of() : inputs.get(0).path();
        return new Draft(
                wire,
                arguments,
                shape,
                layer.values(site),
                layer.flattened(site),
                Draft.path(before, wire.name(), shape),
                site.parameters(),
                activity(wire, annotation, site.activity()),
                null);
    }

    /** What the node's value makes of the loss; within {@code @Repeat} the loss cannot see it. */
    private Regularization activity(Wire wire, AnnotationDecl annotation, Regularization asked) {
        boolean unseen = repeated || wire.method().repeat() != null;
        if (asked.isNone() || !unseen) {
            return asked;
        }
        at(wire).report(
                        ProblemCode.UNSUPPORTED,
                        "activityRegularizer has no place within @Repeat, whose inner values the loss does not see. It stands on '"
                                + wire.name() + "'. Remove it, or write the node as often as it is repeated.",
                        annotation.where("activityRegularizer"));
        return Regularization.NONE;
    }

    private Draft apply(
            Wire wire, AnnotationDecl annotation, Map<String, Number> given, List<Draft> inputs, boolean known) {
        Wiring block = wire.block();
        if (!known || block == null || block.outputs().isEmpty()) {
            return Draft.unknown(wire);
        }
        Map<String, Number> arguments = new HashMap<>(wire.with());
        arguments.putAll(given);
        List<Draft> seen = inputs;
        if (wire.method().repeat() != null && !inputs.isEmpty()) {
            seen = new ArrayList<>(inputs);
            seen.set(0, Repeats.carried(inputs.get(0)));
        }
        Where where = annotation.where("value");
        Problems within =
                at(wire).within(where, "In block " + block.declaration().name() + " of '" + wire.name() + "'");
        Infer inner = new Infer(
                block, arguments, seen, within, repeated || wire.method().repeat() != null);
        Graph graph = inner.run();
        Draft value = Objects.requireNonNull(inner.drafts.get(block.outputs().get(0)));
        if (within.hasErrors() || !inner.drafts.values().stream().allMatch(Draft::isKnown)) {
            return Draft.unknown(wire);
        }
        List<String> path = Draft.path(inputs.get(0).path(), wire.name(), value.shape());
        return new Draft(
                wire,
                new NodeArguments(annotation, Map.of()),
                value.shape(),
                value.values(),
                wire.method().repeat() == null ? value.flattened() : List.of(),
                path,
                List.of(),
                Regularization.NONE,
                graph);
    }
}
