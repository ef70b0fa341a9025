package io.lanewise.processor.interpreter;

import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.LossTerm;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.Regularization;
import io.lanewise.processor.ir.Shape;
import io.lanewise.processor.problem.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds graphs for tests, node by node in topological order. */
public final class Graphs {
    private static final Where NOWHERE = new Where() {};

    private final String name;
    private final List<Node> nodes = new ArrayList<>();

    public Graphs(String name) {
        this.name = name;
    }

    public Graphs input(String node, Integer... dims) {
        return add(node, Node.INPUT, Map.of("type", "FLOAT"), List.of(), Shape.of(dims), List.of(), Map.of(), null);
    }

    /** A Dense layer of {@code inputs} to {@code units}. */
    public Graphs dense(String node, String from, int inputs, int units, String activation) {
        return add(
                node,
                "Dense",
                Map.of("units", units, "activation", activation, "useBias", true),
                List.of(from),
                Shape.of(units),
                List.of(
                        parameter("weight", inputs, units, List.of(inputs, units)),
                        parameter("bias", inputs, units, List.of(units))),
                Map.of(),
                null);
    }

    /** A Dense layer that reads the weight, and only that, of another. */
    public Graphs tied(String node, String from, int inputs, int units, String owner) {
        return add(
                node,
                "Dense",
                Map.of("units", units, "activation", "LINEAR", "useBias", true),
                List.of(from),
                Shape.of(units),
                List.of(parameter("bias", inputs, units, List.of(units))),
                Map.of("weight", owner),
                null);
    }

    public Graphs layer(
            String node, String layer, Map<String, Object> arguments, List<String> inputs, Integer... dims) {
        return add(node, layer, arguments, inputs, Shape.of(dims), List.of(), Map.of(), null);
    }

    public Graphs apply(String node, Graph block, List<String> inputs, Integer... dims) {
        return add(node, Node.APPLY, Map.of(), inputs, Shape.of(dims), List.of(), Map.of(), block);
    }

    /** Repeats the last node. */
    public Graphs repeat(int count) {
        return change(node().loss(), node().output(), count);
    }

    /** Trains the last node by a target of its own. */
    public Graphs loss(String function, float weight, String labels, String reduction) {
        return change(new LossTerm(function, weight, labels, "", reduction), true, node().repeat());
    }

    /** Trains the last node by another. */
    public Graphs loss(String function, String target) {
        return change(new LossTerm(function, 1, "CLASSES", target, "MEAN"), true, node().repeat());
    }

    public Graph build() {
        return new Graph(
                name,
                nodes,
                nodes.stream().filter(Node::isInput).map(Node::name).toList(),
                nodes.stream().filter(Node::output).map(Node::name).toList());
    }

    /** As a block, whose value is the last node. */
    public Graph block() {
        change(null, true, node().repeat());
        return build();
    }

    private Node node() {
        return nodes.get(nodes.size() - 1);
    }

    private Graphs change(@Nullable LossTerm loss, boolean output, int repeat) {
        Node n = node();
        nodes.set(
                nodes.size() - 1,
                new Node(
                        n.name(),
                        n.layer(),
                        n.arguments(),
                        n.inputs(),
                        n.roles(),
                        n.shape(),
                        n.parameters(),
                        n.borrowed(),
                        n.block(),
                        n.sharedWith(),
                        loss,
                        output,
                        repeat,
                        false,
                        Regularization.NONE,
                        n.where()));
        return this;
    }

    private Graphs add(
            String node,
            String layer,
            Map<String, Object> arguments,
            List<String> inputs,
            Shape shape,
            List<Parameter> parameters,
            Map<String, String> borrowed,
            @Nullable Graph block) {
        nodes.add(new Node(
                node,
                layer,
                new MapArguments(arguments),
                inputs,
                List.of(),
                shape,
                parameters,
                borrowed,
                block,
                "",
                null,
                false,
                0,
                false,
                Regularization.NONE,
                NOWHERE));
        return this;
    }

    private static Parameter parameter(String role, int inputs, int units, List<Integer> dims) {
        return new Parameter(role, dims, "ZEROS", 0, inputs, units, List.of());
    }
}
