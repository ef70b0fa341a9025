package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.ModelDecl;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.ir.Wiring;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Stage {@code graph}: resolves parameter names to nodes, orders the nodes, and checks the graph as a whole. Goes past a
 * mistake with an unknown node.
 */
public final class Connect {
    private final InterfaceDecl declaration;
    private final Blocks blocks;
    private final Problems problems;
    private final Map<String, Method> methods = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();
    private boolean lostEdge;

    private Connect(InterfaceDecl declaration, Blocks blocks, Problems problems) {
        this.declaration = declaration;
        this.blocks = blocks;
        this.problems = problems;
    }

    /** The wiring of a model, or of a block on its own. */
    public static Wiring declaration(ModelDecl model, Problems problems) {
        InterfaceDecl declaration = model.declaration();
        return connect(declaration, new Blocks(model.blocks(), List.of(declaration)), problems);
    }

    static Wiring connect(InterfaceDecl declaration, Blocks blocks, Problems problems) {
        return new Connect(declaration, blocks, problems).run();
    }

    private Wiring run() {
        for (Method method : declaration.methods()) {
            Method first = methods.putIfAbsent(method.name(), method);
            if (first != null) {
                problems.report(
                        ProblemCode.DUPLICATE_NODE,
                        "A node's name must be its own. '" + method.name()
                                + "' is declared more than once. Rename this method.",
                        method.where());
            }
        }
        Modifiers.check(methods.values(), declaration.isBlock(), problems);
        if (!declaration.isBlock()) {
            ReservedNames.check(methods.values(), problems);
        }
        Map<String, Wire> wires = new LinkedHashMap<>();
        for (Method method : methods.values()) {
            if (method.kind() == Kind.TENSOR) {
                wires.put(method.name(), wire(method));
            }
        }
        new Targets(methods, problems).check(used);
        List<Wire> ordered = Order.of(wires, problems);
        List<String> inputs = names(Connect::isInput);
        if (inputs.isEmpty()
                && (declaration.isBlock() || names(Connect::hasNoInput).isEmpty())) {
            problems.report(
                    ProblemCode.NO_INPUT,
                    "A " + (declaration.isBlock() ? "block" : "model") + " needs an input. '" + declaration.name()
                            + "' has no node with @Input. Add one, such as @Input(shape = 4) Tensor x();.",
                    declaration.where());
        }
        return new Wiring(declaration, ordered, inputs, declaration.isBlock() ? value() : outputs());
    }

    private Wire wire(Method method) {
        List<Edge> inputs = new ArrayList<>();
        List<Edge> arguments = new ArrayList<>();
        boolean known = method.layer() != null;
        for (Edge edge : method.edges()) {
            boolean resolved = resolve(method, edge);
            known &= resolved;
            if (edge.kind() == Kind.TENSOR) {
                inputs.add(edge);
            } else if (resolved) {
                arguments.add(edge);
            }
        }
        Wire wire = new Wire(method, inputs, arguments, null, Map.of(), known);
        AnnotationDecl layer = method.layer();
        if (layer == null) {
            return wire;
        }
        if (layer.name().equals(Node.APPLY)) {
            return new Application(blocks, problems).check(wire, layer);
        }
        if (isInput(method)) {
            return Roles.checkInput(wire, problems);
        }
        return Roles.checkLayer(wire, layer, problems);
    }

    /** Whether the edge leads to a node (or argument) of its kind; reports if not. */
    private boolean resolve(Method method, Edge edge) {
        Method source = methods.get(edge.source());
        if (source == null) {
            Suggestion.near(edge.source(), methods.keySet()).ifPresentOrElse(used::add, () -> lostEdge = true);
            problems.report(
                    ProblemCode.UNKNOWN_EDGE,
                    "No node is named '" + edge.source() + "'. '" + method.name() + "' reads it. "
                            + Suggestion.sentence(edge.source(), methods.keySet(), "Declare it."),
                    edge.where());
            return false;
        }
        used.add(source.name());
        if (edge.kind() == Kind.UNKNOWN) {
            return false;
        }
        if (source.kind() != edge.kind()) {
            problems.report(
                    ProblemCode.PARAMETER_TYPE,
                    "A parameter must have the type of what it reads. '" + source.name() + "' is "
                            + word(source.kind()) + " but the parameter is " + word(edge.kind())
                            + ". Change the parameter's type to " + word(source.kind()) + ".",
                    edge.where());
            return false;
        }
        return true;
    }

    private List<String> outputs() {
        List<String> outputs = names(method -> method.loss() != null || method.output() != null);
        if (outputs.isEmpty()) {
            problems.report(
                    ProblemCode.NO_OUTPUT,
                    "A model needs an output. No node of '" + declaration.name()
                            + "' has @Loss or @Output. Put @Loss on the node to train, or @Output on the node to predict.",
                    declaration.where());
        } else {
            reportUnused(outputs);
        }
        return outputs;
    }

    /** A block's value: its node with {@code @Output}, or else its only unused node. */
    private List<String> value() {
        List<String> marked = names(method -> method.output() != null);
        if (marked.isEmpty()) {
            List<String> ends = names(method -> !used.contains(method.name()) && !isInput(method));
            if (ends.size() == 1) {
                reportUnused(ends);
                return ends;
            }
            if (!lostEdge) {
                problems.report(
                        ProblemCode.BLOCK_VALUE,
                        "A block must have one value. "
                                + (ends.isEmpty()
                                        ? "Every node is read by another."
                                        : "Nothing reads " + Suggestion.list(ends) + ".")
                                + " Put @Output on the node that is the value.",
                        declaration.where());
            }
            return List.of();
        }
        if (marked.size() > 1) {
            problems.report(
                    ProblemCode.BLOCK_VALUE,
                    "A block must have one value. @Output stands on " + Suggestion.list(marked)
                            + ". Leave it on one of them.",
                    declaration.where());
            return List.of();
        }
        reportUnused(marked);
        return marked;
    }

    private void reportUnused(List<String> outputs) {
        if (lostEdge) {
            return;
        }
        for (Method method : methods.values()) {
            if (!used.contains(method.name()) && !outputs.contains(method.name())) {
                String what = method.kind() == Kind.TENSOR ? "node" : "argument";
                String way = !declaration.isBlock() && !isInput(method) ? ", or mark it with @Output" : "";
                problems.report(
                        ProblemCode.UNUSED_NODE,
                        "A " + what + " must be of use. Nothing reads '" + method.name()
                                + "' and it is no output. Remove it, name it as a parameter of another node" + way
                                + ".",
                        method.where());
            }
        }
    }

    private List<String> names(Predicate<Method> predicate) {
        return methods.values().stream()
                .filter(method -> method.kind() == Kind.TENSOR && predicate.test(method))
                .map(Method::name)
                .toList();
    }

    /** Whether the layer makes a value of its parameters alone. */
    private static boolean hasNoInput(Method method) {
        AnnotationDecl layer = method.layer();
        return layer != null
                && Layers.named(layer.name())
                        .filter(found -> found.maxInputs() == 0)
                        .isPresent();
    }

    private static boolean isInput(Method method) {
        AnnotationDecl layer = method.layer();
        return layer != null && layer.name().equals(Node.INPUT);
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case TENSOR -> "a Tensor";
            case INT -> "an int";
            case FLOAT -> "a float";
            case UNKNOWN -> "of another type";
        };
    }
}
