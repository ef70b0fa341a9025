package io.lanewise.processor.ir;

import io.lanewise.processor.ir.InterfaceDecl.Edge;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node with its edges resolved.
 *
 * @param inputs in the order the layer counts them; of a block, in the order of its inputs
 * @param arguments parameters that read an argument of the enclosing block, by role
 * @param block what it applies; null for a layer
 * @param with values of the block's arguments that the annotation gives: {@code Integer} or {@code Float}
 * @param known false after a mistake: what depends on it is silent
 */
public record Wire(
        InterfaceDecl.Method method,
        List<Edge> inputs,
        List<Edge> arguments,
        @Nullable Wiring block,
        Map<String, Number> with,
        boolean known) {
    public Wire {
        inputs = List.copyOf(inputs);
        arguments = List.copyOf(arguments);
        with = Map.copyOf(with);
    }

    public String name() {
        return method.name();
    }

    /** The same, after a mistake. */
    public Wire unknown() {
        return new Wire(method, inputs, arguments, block, with, false);
    }
}
