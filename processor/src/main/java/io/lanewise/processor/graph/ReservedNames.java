package io.lanewise.processor.graph;

import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.Collection;
import java.util.Set;

/** Names that generated classes need for themselves. Inputs, outputs and nodes become their parameters and methods. */
final class ReservedNames {
    /** Methods of the generated class and of its call object, and parameters that stand beside the user's. */
    private static final Set<String> NAMES = Set.of(
            "backward",
            "call",
            "copy",
            "count",
            "create",
            "data",
            "forward",
            "gradients",
            "load",
            "parameters",
            "predict",
            "run",
            "save",
            "seed",
            "step",
            "summary",
            "warmUp",
            "weights");

    private ReservedNames() {}

    static void check(Collection<Method> methods, Problems problems) {
        for (Method method : methods) {
            if (NAMES.contains(method.name())) {
                problems.report(
                        ProblemCode.NAME_CLASH,
                        "'" + method.name()
                                + "' is a name that the generated class needs for itself. A node is called so."
                                + " Rename the node, for example '" + method.name() + "Node'.",
                        method.where());
            }
        }
    }
}
