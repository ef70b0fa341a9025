package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl.Edge;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.Wire;
import io.lanewise.processor.layer.Layer;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a node's parameters fit what stands on it. */
final class Roles {
    private Roles() {}

    static Wire checkInput(Wire wire, Problems problems) {
        boolean known = wire.known();
        for (Edge edge : wire.method().edges()) {
            known = false;
            problems.report(
                    ProblemCode.MISPLACED,
                    "An input reads nothing. '" + wire.name() + "' has the parameter '" + edge.role()
                            + "'. Remove it, or put a layer in place of @Input.",
                    edge.where());
        }
        return known ? wire : wire.unknown();
    }

    static Wire checkLayer(Wire wire, AnnotationDecl annotation, Problems problems) {
        Optional<Layer> found = Layers.named(annotation.name());
        if (found.isEmpty()) {
            problems.report(
                    ProblemCode.UNSUPPORTED,
                    "This processor does not know @" + annotation.name()
                            + ". It stands in the layers' package, so it comes from another version."
                            + " Use one version of the annotations and the processor.",
                    annotation.where());
            return wire.unknown();
        }
        Layer layer = found.get();
        boolean known = wire.known();
        int count = wire.inputs().size();
        if (count < layer.minInputs() || count > layer.maxInputs()) {
            String expected = layer.minInputs() == layer.maxInputs()
                    ? "exactly " + inputs(layer.minInputs())
                    : layer.maxInputs() == Integer.MAX_VALUE
                            ? "at least " + inputs(layer.minInputs())
                            : layer.minInputs() + " to " + inputs(layer.maxInputs());
            problems.report(
                    ProblemCode.INPUT_COUNT,
                    layer.annotation() + " takes " + expected + ". '" + wire.name() + "' has " + count
                            + ". Make the method's Tensor parameters name the nodes it reads.",
                    annotation.where());
            known = false;
        }
        Set<String> seen = new HashSet<>();
        for (Edge edge : wire.arguments()) {
            known &= checkArgument(edge, annotation, seen, problems);
        }
        Wire named = layer.roles().isEmpty() || !known ? wire : byRole(wire, layer, problems);
        return known ? named : named.unknown();
    }

    /** The inputs with the layer's words for their roles; unknown after a mistake. */
    private static Wire byRole(Wire wire, Layer layer, Problems problems) {
        List<String> roles = layer.roles();
        String first = roles.get(0);
        boolean named = wire.inputs().stream().anyMatch(edge -> edge.role().equals(first));
        List<Edge> inputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        boolean known = true;
        for (Edge edge : wire.inputs()) {
            boolean alone = wire.inputs().size() == 1 || !named && !roles.contains(edge.role());
            String role = alone ? first : edge.role();
            if (!roles.contains(role) || !seen.add(role)) {
                known = false;
                problems.report(
                        ProblemCode.ROLE,
                        "The parameters of " + layer.annotation() + " say by their names what they are: "
                                + Suggestion.list(roles) + ". '" + edge.role() + "' is "
                                + (roles.contains(edge.role()) ? "there twice. " : "none of them. ")
                                + Suggestion.sentence(edge.role(), roles, "")
                                + " @From names the node that is read.",
                        edge.where());
            }
            inputs.add(new Edge(role, edge.source(), edge.kind(), edge.where()));
        }
        if (known && !seen.contains(first)) {
            known = false;
            problems.report(
                    ProblemCode.ROLE,
                    layer.annotation() + " needs a " + first + ". '" + wire.name() + "' reads "
                            + Suggestion.list(List.copyOf(seen)) + " only. Add a parameter Tensor " + first
                            + ", with @From for the node that it reads.",
                    wire.method().where());
        }
        Wire renamed = new Wire(wire.method(), inputs, wire.arguments(), wire.block(), wire.with(), wire.known());
        return known ? renamed : renamed.unknown();
    }

    private static boolean checkArgument(Edge edge, AnnotationDecl annotation, Set<String> seen, Problems problems) {
        Class<?> wanted = edge.kind() == Kind.INT ? Integer.class : Float.class;
        List<String> members = annotation.members().entrySet().stream()
                .filter(member -> wanted.isInstance(member.getValue().value())
                        || edge.kind() == Kind.INT
                                && isIntegers(member.getValue().value()))
                .map(member -> member.getKey())
                .toList();
        String type = edge.kind() == Kind.INT ? "int" : "float";
        if (!members.contains(edge.role())) {
            problems.report(
                    ProblemCode.ROLE,
                    "@" + annotation.name() + " has no " + type + " member '" + edge.role()
                            + "'. The parameter's own name says which member it gives. "
                            + Suggestion.sentence(edge.role(), members, "Remove the parameter."),
                    edge.where());
            return false;
        }
        if (annotation.member(edge.role()).given() || !seen.add(edge.role())) {
            problems.report(
                    ProblemCode.ROLE,
                    "'" + edge.role() + "' of @" + annotation.name()
                            + " is given twice. The parameter gives it a second time. Keep one of them.",
                    edge.where());
            return false;
        }
        return true;
    }

    private static String inputs(int count) {
        return count == 1 ? "1 input" : count + " inputs";
    }

    /** Whether a member is of several numbers, of which one may be given; an empty one cannot be told from another's. */
    private static boolean isIntegers(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance);
    }
}
