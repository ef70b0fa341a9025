package io.lanewise.processor.graph;

import io.lanewise.processor.ir.AnnotationDecl;
import io.lanewise.processor.ir.InterfaceDecl.Kind;
import io.lanewise.processor.ir.InterfaceDecl.Method;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** {@code @Loss}, {@code @Output}, {@code @Repeat} and {@code @Frozen} where they mean nothing. */
final class Modifiers {
    private Modifiers() {}

    static void check(Collection<Method> methods, boolean inBlock, Problems problems) {
        for (Method method : methods) {
            AnnotationDecl layer = method.layer();
            boolean computes = method.kind() == Kind.TENSOR
                    && (layer == null || !layer.name().equals(Node.INPUT));
            if (!computes) {
                String what = method.kind() == Kind.TENSOR ? "an input" : "a block's argument";
                misplaced(method, method.loss(), what, "Put it on a node with a layer", problems);
                misplaced(method, method.output(), what, "Put it on a node with a layer", problems);
                misplaced(method, method.repeat(), what, "Put it on a node with a layer", problems);
                misplaced(method, method.frozen(), what, "Put it on a node with a layer", problems);
            } else if (inBlock) {
                misplaced(
                        method, method.loss(), "a block's node", "Put it on the node that applies the block", problems);
            }
        }
    }

    private static void misplaced(
            Method method, @Nullable AnnotationDecl found, String what, String todo, Problems problems) {
        if (found != null) {
            problems.report(
                    ProblemCode.MISPLACED,
                    "@" + found.name() + " has no meaning on " + what + ". It stands on '" + method.name() + "'. "
                            + todo + ".",
                    found.where());
        }
    }
}
