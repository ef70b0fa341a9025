package io.lanewise.processor.emit;

import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Plan;
import io.lanewise.processor.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The model as a table: node, what it computes, shape, parameters, floating-point operations of one example. */
final class Summary {
    private record Row(String node, String what, String shape, String parameters, String flops) {}

    private final List<Row> rows = new ArrayList<>();

    private Summary() {}

    static String of(Blueprint blueprint) {
        Summary summary = new Summary();
        summary.rows.add(new Row("node", "computes", "shape", "parameters", "FLOPs"));
        summary.graph(blueprint.graph(), "");
        StringBuilder text = new StringBuilder(blueprint.name().interfaceName()).append('\n');
        int node = summary.width(Row::node);
        int what = summary.width(Row::what);
        int shape = summary.width(Row::shape);
        int parameters = summary.width(Row::parameters);
        int operations = summary.width(Row::flops);
        for (Row row : summary.rows) {
            StringBuilder line = new StringBuilder("  ")
                    .append(left(row.node, node))
                    .append("  ")
                    .append(left(row.what, what))
                    .append("  ")
                    .append(right(row.shape, shape))
                    .append("  ")
                    .append(right(row.parameters, parameters))
                    .append("  ")
                    .append(right(row.flops, operations));
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append(number(blueprint.graph().parameterCount()))
                .append(" parameters; ")
                .append(number(flops(blueprint.graph())))
                .append(" FLOPs an example; workspace ")
                .append(number(4 * blueprint.inferenceScratch()))
                .append(" bytes to predict");
        Plan.Section training = blueprint.plan().training();
        if (training != null) {
            text.append(", ")
                    .append(number(4 * training.fixedFloats()))
                    .append(" + ")
                    .append(number(4 * training.floatsPerExample()))
                    .append(" an example to train");
            if (training.isByBlocks()) {
                text.append(", ")
                        .append(number(training.block()))
                        .append(training.fillsTiles() ? " to " + number(training.fullest()) : "")
                        .append(" at once by each thread");
            }
        }
        return text.append('\n').toString();
    }

    /** Floating-point operations of a prediction of one example. */
    static long flops(Graph graph) {
        long flops = 0;
        for (Node node : graph.nodes()) {
            Graph block = node.block();
            flops += (block == null ? flops(graph, node) : flops(block)) * Math.max(1, node.repeat());
        }
        return flops;
    }

    private void graph(Graph graph, String indent) {
        for (Node node : graph.nodes()) {
            long count = 0;
            for (Parameter parameter : node.parameters()) {
                count += parameter.count();
            }
            long operations = flops(graph, node);
            rows.add(new Row(
                    indent + node.name(),
                    what(node),
                    node.shape().toString(),
                    count == 0 ? "" : number(count),
                    operations == 0 ? "" : number(operations)));
            Graph block = node.block();
            if (block != null) {
                graph(block, indent + "  ");
            }
        }
    }

    private static String what(Node node) {
        StringBuilder what =
                new StringBuilder(node.isInput() ? "input" : node.layer().toLowerCase(Locale.ROOT));
        Graph block = node.block();
        if (block != null) {
            what = new StringBuilder(block.name());
        }
        String activation = node.layer().equals("Activate") ? "value" : "activation";
        if (node.arguments().has(activation)) {
            String function = node.arguments().text(activation);
            if (!function.equals("LINEAR")) {
                what.append(", ").append(function.toLowerCase(Locale.ROOT));
            }
        }
        if (!node.inputs().isEmpty()) {
            what.append('(').append(String.join(", ", node.inputs())).append(')');
        }
        if (node.frozen()) {
            what.append(", frozen");
        }
        if (node.repeat() > 0) {
            what.append(" × ").append(node.repeat());
        }
        if (node.loss() != null) {
            what.append("; loss ")
                    .append(node.loss().function().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return what.toString();
    }

    /** Two for each multiplication and addition of a product, one for each other element. */
    private static long flops(Graph graph, Node node) {
        if (node.isInput() || node.block() != null) {
            return 0;
        }
        long size = node.shape().size();
        return switch (node.layer()) {
            case "Maxout" -> {
                int pieces = node.arguments().integer("pieces");
                yield (2 * graph.node(node.inputs().get(0)).shape().size() + 2) * pieces * size - size;
            }
            case "Dot" -> 2 * graph.node(node.inputs().get(0)).shape().size();
            case "L2Normalize" -> 3 * size;
            case "Dense" -> (2L * graph.node(node.inputs().get(0)).shape().width() + 1) * size;
            case "Conv1D", "Conv2D" -> 2 * taps(node) * (input(graph, node).width() / groups(node)) * size + size;
            case "DepthwiseConv2D" -> 2 * taps(node) * size + size;
            case "Conv2DTranspose" ->
                2
                                * taps(node)
                                * (node.shape().width() / groups(node))
                                * input(graph, node).size()
                        + size;
            case "SeparableConv2D" -> {
                long between =
                        (long) input(graph, node).width() * node.arguments().integer("depthMultiplier");
                long pixels = size / node.shape().width();
                yield 2 * between * pixels * (taps(node) + node.shape().width()) + size;
            }
            case "Gru" -> recurrent(graph, node, 3);
            case "Lstm" -> recurrent(graph, node, 4);
            case "MultiHeadAttention" -> attention(graph, node);
            case "SimpleRnn" -> recurrent(graph, node, 1);
            case "Concatenate", "Embedding", "Flatten", "Reshape", "Weight" -> 0;
            case "Softmax" -> 4 * size;
            default -> size;
        };
    }

    private static Shape input(Graph graph, Node node) {
        return graph.node(node.inputs().get(0)).shape();
    }

    private static int groups(Node node) {
        return node.arguments().integer("groups");
    }

    /** Pixels under a filter. */
    private static long taps(Node node) {
        List<Integer> sizes = node.arguments().integers("kernelSize");
        boolean square = sizes.size() == 1 && !node.layer().equals("Conv1D");
        return square
                ? (long) sizes.get(0) * sizes.get(0)
                : sizes.stream().mapToLong(size -> size).reduce(1, (x, y) -> x * y);
    }

    /** Both products of each step, and about three operations for each gate of each unit. */
    private static long recurrent(Graph graph, Node node, int gates) {
        Shape input = graph.node(node.inputs().get(Math.max(0, node.roles().indexOf("input"))))
                .shape();
        long units = node.arguments().integer("units");
        long directions = node.arguments().text("direction").equals("BOTH") ? 2 : 1;
        return directions * input.dims().get(0) * gates * units * (2 * (input.width() + units) + 3);
    }

    /** The projections of each step, and scores and sums of every pair of steps. */
    private static long attention(Graph graph, Node node) {
        long steps = node.shape().dims().get(0);
        int key = Math.max(0, node.roles().indexOf("key"));
        long others = graph.node(node.inputs().get(key)).shape().dims().get(0);
        long weights = node.parameters().stream().mapToLong(Parameter::count).sum();
        return 2 * weights * steps + 4 * steps * others * node.shape().width();
    }

    private int width(java.util.function.Function<Row, String> column) {
        return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    /** With a comma before each three digits; a formatter takes longer to load than all else here. */
    private static String number(long number) {
        StringBuilder digits = new StringBuilder().append(number);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            digits.insert(i, ',');
        }
        return digits.toString();
    }
}
