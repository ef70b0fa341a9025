package io.lanewise.processor.graph;

import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.Collection;
import java.util.Set;

/** Names that generated classes need for themselves. Inputs, outputs and nodes become their parameters and methods. */
final class ReservedNames {
    /** Methods of the generated class, of its call object and of Object, and parameters that stand beside the user's. */
    private static final Set<String> METHODS = Set.of(
            "backward",
            "call",
            "clone",
            "copy",
            "count",
            "create",
            "data",
            "finalize",
            "forward",
            "getClass",
            "gradients",
            "hashCode",
            "load",
            "notify",
            "notifyAll",
            "parameters",
            "predict",
            "run",
            "save",
            "seed",
            "step",
            "summary",
            "toString",
            "wait",
            "warmUp",
            "weights");

    /** Classes and constants that the generated class names where a parameter called so would hide them. */
    private static final Set<String> TYPES = Set.of(
            "Arrays",
            "Batch",
            "CODE",
            "Check",
            "Dataset",
            "Float",
            "Fma",
            "Gemm",
            "GeneratedCode",
            "Gradients",
            "Initializer",
            "List",
            "Math",
            "Moves",
            "ROWS",
            "Rng",
            "SIGNATURE",
            "Signature",
            "Stream",
            "System",
            "TakeOver",
            "Traced",
            "TrainingStep",
            "Tree",
            "VECTORS",
            "Vectors",
            "Weights");

    private ReservedNames() {}

    static void check(Collection<Method> methods, Problems problems) {
        for (Method method : methods) {
            if (METHODS.contains(method.name()) || TYPES.contains(method.name())) {
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
