package io.lanewise.processor.lower;

import io.lanewise.processor.ir.Graph;
import io.lanewise.processor.ir.Lowered.NodeValue;
import io.lanewise.processor.ir.Node;
import io.lanewise.processor.ir.Op;
import io.lanewise.processor.ir.Parameter;
import io.lanewise.processor.ir.RefusedAxis;
import io.lanewise.processor.ir.Value;
import io.lanewise.processor.layer.Layer;
import io.lanewise.processor.layer.Layers;
import io.lanewise.processor.problem.ProblemCode;
import io.lanewise.processor.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Lowers the nodes of a model or of a block where it is applied, in their order. */
final class GraphLowering {
    /** Thrown out of a block whose value is not known, for what was reported. */
    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stands in a parameter's name for the instance of a repeated node. */
    private static final String INSTANCE = "*.";

    private final Builder builder;
    private final Graph graph;
    private final String path;
    private final String owner;
    private final Map<String, Value> values;
    private final List<NodeValue> nodes;
    private final boolean frozen;
    private final Problems problems;

    /**
     * @param path before the names of nodes: {@code "residual."}
     * @param owner before the names of parameters; differs from {@code path} where they are another application's
     * @param values of the nodes known so far: the inputs; the others are added
     * @param nodes where the nodes' values are noted
     * @param frozen whether all parameters are frozen
     * @param problems where it is reported what cannot act on an axis of variable length
     */
    GraphLowering(
            Builder builder,
            Graph graph,
            String path,
            String owner,
            Map<String, Value> values,
            List<NodeValue> nodes,
            boolean frozen,
            Problems problems) {
        this.builder = builder;
        this.graph = graph;
        this.path = path;
        this.owner = owner;
        this.values = values;
        this.nodes = nodes;
        this.frozen = frozen;
        this.problems = problems;
    }

    void lower() {
        for (Node node : graph.nodes()) {
            if (!node.isInput()) {
                List<Value> inputs = node.inputs().stream()
                        .map(values::get)
                        .filter(Objects::nonNull)
                        .toList();
                if (inputs.size() < node.inputs().size()) {
                    continue;
                }
                Value value;
                try {
                    value = node.repeat() > 0 ? repeated(node, inputs) : once(builder, node, inputs, "", Map.of());
                } catch (RefusedAxis refused) {
                    refuse(path + node.name(), node, refused, problems);
                    continue;
                } catch (Unknown inside) {
                    continue;
                }
                values.put(node.name(), value);
                nodes.add(new NodeValue(path + node.name(), value));
                if (!node.activity().isNone()) {
                    builder.activities.add(new Builder.Activity(path + node.name(), value, node.activity()));
                }
            }
        }
    }

    /** The node as it stands, with parameters of its own by {@code outside} where they are read from there. */
    private Value once(Builder to, Node node, List<Value> inputs, String instance, Map<String, Value> outside) {
        Graph block = node.block();
        if (block != null) {
            Map<String, Value> inner = new HashMap<>();
            for (int i = 0; i < block.inputs().size(); i++) {
                inner.put(block.inputs().get(i), inputs.get(i));
            }
            String from = node.sharedWith().isEmpty() ? node.name() : node.sharedWith();
            List<NodeValue> inside = instance.isEmpty() ? nodes : new ArrayList<>();
            boolean still = frozen || graph.node(from).frozen();
            Problems within =
                    problems.within(node.where(), "In block " + block.name() + " of '" + path + node.name() + "'");
            new GraphLowering(
                            to,
                            block,
                            path + node.name() + ".",
                            owner + from + "." + instance,
                            inner,
                            inside,
                            still,
                            within)
                    .lower();
            Value result = inner.get(block.outputs().get(0));
            if (result == null && problems.hasErrors()) {
                throw new Unknown();
            }
            if (result == null) {
                throw new IllegalStateException("Block " + block.name() + " has no value");
            }
            return result;
        }
        Layer layer =
                Layers.named(node.layer()).orElseThrow(() -> new IllegalStateException("No layer " + node.layer()));
        if (!layer.takesLengths()) {
            inputs.forEach(input -> requireFixed(node, layer, input));
        }
        NodeLowering.ParameterSource parameters = role -> {
            Value passed = outside.get(role);
            return passed != null ? passed : to.parameter(parameter(node, role, instance));
        };
        int start = to.size();
        int random = to.randoms.next;
        Value draft = layer.lower(new NodeLowering(to, node, path + node.name(), inputs, parameters, -1));
        int last = to.indexOf(draft);
        // Now that it is known which value is the node's, once more, with the names right.
        to.truncate(start);
        to.randoms.next = random;
        return layer.lower(new NodeLowering(to, node, path + node.name(), inputs, parameters, last));
    }

    private void requireFixed(Node node, Layer layer, Value input) {
        for (String axis : input.type().axes()) {
            if (!axis.isEmpty()) {
                throw new RefusedAxis(
                        axis, "cannot be an axis that @" + node.layer() + " acts on", layer.withoutLengths());
            }
        }
    }

    /** Reports what node {@code name} cannot do along an axis of variable length. */
    static void refuse(String name, Node node, RefusedAxis refused, Problems problems) {
        problems.report(
                ProblemCode.VARIABLE_AXIS,
                "The axis " + refused.getMessage() + ". '" + name + "' would do that. " + refused.remedy(),
                node.where());
    }

    /** The parameter that {@code role} of {@code node} names, under its name in the whole model. */
    private Parameter parameter(Node node, String role, String instance) {
        String from = node.borrowed().getOrDefault(role, node.name());
        Parameter declared = graph.node(from).parameters().stream()
                .filter(parameter -> parameter.name().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("'" + from + "' declares no " + role));
        String repeated = graph.node(from).repeat() > 0 && instance.isEmpty() ? INSTANCE : instance;
        return declared.named(owner + from + "." + repeated + role)
                .frozen(frozen || graph.node(from).frozen());
    }

    /** A scan over the instances. What is borrowed from a node that is not repeated comes in as an invariant. */
    private Value repeated(Node node, List<Value> inputs) {
        Builder body = new Builder(builder.randoms);
        List<Value> operands = new ArrayList<>(inputs);
        List<Value> within = new ArrayList<>();
        for (Value input : inputs) {
            within.add(argument(body, input, within.size()));
        }
        Map<String, Value> outside = new HashMap<>();
        new TreeMap<>(node.borrowed()).forEach((role, from) -> {
            if (graph.node(from).repeat() == 0) {
                Value passed = builder.parameter(parameter(node, role, ""));
                outside.put(role, argument(body, passed, operands.size()));
                operands.add(passed);
            }
        });
        Value result = once(body, node, within, INSTANCE, outside);
        return builder.add(
                path + node.name(),
                result.type(),
                new Op.Scan(node.repeat(), "", 1, 0, false, body.program(List.of(result)), operands));
    }

    private static Value argument(Builder body, Value operand, int index) {
        return body.add(operand.name(), operand.type(), new Op.Argument(index));
    }
}
