package io.lanewise.processor.ir;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A model or a block with its edges resolved, its shapes not known yet.
 *
 * @param nodes in topological order, ties in order of declaration; nodes of a cycle stand last, unknown
 * @param inputs in order of declaration
 * @param outputs in order of declaration; of a block, its one value
 */
public record Wiring(InterfaceDecl declaration, List<Wire> nodes, List<String> inputs, List<String> outputs) {
    public Wiring {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** One line a node: {@code hidden ← image}. */
    public String toText() {
        return nodes.stream()
                .map(node -> node.name() + " ← "
                        + node.inputs().stream().map(InterfaceDecl.Edge::source).collect(Collectors.joining(", "))
                        + (node.known() ? "" : " (unknown)") + "\n")
                .collect(Collectors.joining());
    }
}
