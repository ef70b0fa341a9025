package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.Node;
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

    /** Words of Java that no argument can be called. */
    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while");

    /** Axes of variable length become arguments, too. */
    private static void checkAxis(Method method, Collection<Method> methods, Problems problems) {
        AnnotationDecl layer = method.layer();
        if (layer == null
                || !layer.name().equals(Node.INPUT)
                || !layer.member("max").given()) {
            return;
        }
        String axis = layer.text("axis");
        boolean node = methods.stream().anyMatch(other -> other.name().equals(axis));
        if (node || METHODS.contains(axis) || TYPES.contains(axis) || KEYWORDS.contains(axis)) {
            problems.report(
                    ProblemCode.NAME_CLASH,
                    "The length of an axis is an argument of its name. "
                            + (node ? "A node is called '" : "The generated class, or Java, needs '") + axis
                            + "'. Rename the axis, for example '" + axis + "Steps'.",
                    layer.where("axis"));
        }
    }

    static void check(Collection<Method> methods, Problems problems) {
        methods.forEach(method -> checkAxis(method, methods, problems));
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
