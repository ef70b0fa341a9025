package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import io.lanewise.processor.problem.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of nodes inside annotations: the target and the mask of a loss, the node that parameters are shared with. */
final class Targets {
    private static final List<String> SHARING = List.of("sharedWith", "tiedTo");

    private final Map<String, Method> methods;
    private final Problems problems;

    Targets(Map<String, Method> methods, Problems problems) {
        this.methods = methods;
        this.problems = problems;
    }

    /** Checks that they exist; targets and masks are added to {@code used}. */
    void check(Set<String> used) {
        for (Method method : methods.values()) {
            AnnotationDecl loss = method.loss();
            if (loss != null && !loss.text("target").isEmpty()) {
                String target = loss.text("target");
                used.add(target);
                if (resolve(method, loss, "target") && target.equals(method.name())) {
                    problems.report(
                            ProblemCode.TARGET,
                            "A node cannot be its own target. The target of '" + method.name()
                                    + "' is itself. Name another node, or leave target out for an argument.",
                            loss.where("target"));
                }
            }
            if (loss != null && !loss.text("mask").isEmpty()) {
                String mask = loss.text("mask");
                used.add(mask);
                if (resolve(method, loss, "mask") && mask.equals(method.name())) {
                    problems.report(
                            ProblemCode.TARGET,
                            "A node cannot be its own mask. The mask of '" + method.name()
                                    + "' is itself. Name another node, such as an input of 0 and 1.",
                            loss.where("mask"));
                }
            }
            AnnotationDecl layer = method.layer();
            if (layer != null) {
                for (String member : SHARING) {
                    if (layer.members().containsKey(member)
                            && !layer.text(member).isEmpty()) {
                        resolve(method, layer, member);
                    }
                }
            }
        }
    }

    private boolean resolve(Method method, AnnotationDecl annotation, String member) {
        String name = annotation.text(member);
        Method found = methods.get(name);
        if (found != null && found.kind() == Kind.TENSOR) {
            return true;
        }
        List<String> nodes = methods.values().stream()
                .filter(other -> other.kind() == Kind.TENSOR && other != method)
                .map(Method::name)
                .toList();
        problems.report(
                ProblemCode.UNKNOWN_EDGE,
                "No node is named '" + name + "'. It is the " + member + " of '" + method.name() + "'. "
                        + Suggestion.sentence(name, nodes, "Declare it."),
                annotation.where(member));
        return false;
    }
}
