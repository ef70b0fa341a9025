package io.lanewise.processor.ir;

import java.util.List;

/**
 * A model, or a block where it is applied, as {@code shape} leaves it: every edge resolved, every shape known.
 *
 * @param name the interface's simple name
 * @param nodes in topological order, ties in order of declaration
 * @param inputs names of the inputs, in order of declaration
 * @param outputs names of the outputs, in order of declaration; of a block, its one value
 */
public record Graph(String name, List<Node> nodes, List<String> inputs, List<String> outputs) {
    public Graph {
        nodes = List.copyOf(nodes);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The node of that name, which must exist. */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No node '" + name + "' in " + this.name));
    }

    /** Numbers in all parameters that nodes own, those of repeated nodes as often as they are repeated; at most 2⁶³ − 1. */
    public long parameterCount() {
        try {
            return countExactly();
        } catch (ArithmeticException beyondLong) {
            return Long.MAX_VALUE;
        }
    }

    private long countExactly() {
        long count = 0;
        for (Node node : nodes) {
            long own = 0;
            for (Parameter parameter : node.parameters()) {
                own = Math.addExact(own, parameter.count());
            }
            Graph block = node.block();
            if (block != null && node.sharedWith().isEmpty()) {
                own = Math.addExact(own, block.countExactly());
            }
            count = Math.addExact(count, Math.multiplyExact(own, (long) Math.max(1, node.repeat())));
        }
        return count;
    }

    /** One line a node, blocks indented. */
    public String toText() {
        return toText("");
    }

    private String toText(String indent) {
        StringBuilder text = new StringBuilder(indent).append(name).append('\n');
        for (Node node : nodes) {
            text.append(indent).append("  ").append(node.toText()).append('\n');
            Graph block = node.block();
            if (block != null) {
                text.append(block.toText(indent + "    "));
            }
        }
        return text.append(indent)
                .append("  returns ")
                .append(String.join(", ", outputs))
                .append('\n')
                .toString();
    }
}
