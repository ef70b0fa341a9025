package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Operations;
import io.lanewise.samples.benchmarks.work.Weights;
import io.lanewise.samples.benchmarks.work.Weights.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A graph while it is written: an operation adds a node, and answers the name of its value. */
final class OnnxGraph implements Operations<String> {
    private final Weights weights;
    private final List<Node> nodes = new ArrayList<>();
    private final List<ByteString> tensors = new ArrayList<>();

    private record Node(String type, Map<String, Integer> attributes, List<String> inputs, String output) {}

    OnnxGraph(Weights weights) {
        this.weights = weights;
    }

    /** A node that reads values and parameters, by their names. */
    String add(String type, Map<String, Integer> attributes, String... inputs) {
        nodes.add(new Node(type, attributes, List.of(inputs), "v" + nodes.size()));
        return nodes.getLast().output;
    }

    private String parameter(String name) {
        Weight weight = weights.of(name);
        tensors.add(Onnx.tensor(name, weight.values(), weight.shape()));
        return name;
    }

    @Override
    public String dense(String x, String layer) {
        return add("Gemm", Map.of("transB", 1), x, parameter(layer + ".weight"), parameter(layer + ".bias"));
    }

    @Override
    public String relu(String x) {
        return add("Relu", Map.of(), x);
    }

    @Override
    public String tanh(String x) {
        return add("Tanh", Map.of(), x);
    }

    /** All nodes; the last one's value is the graph's, under that name. */
    List<ByteString> nodes(String output) {
        return nodes.stream()
                .map(node -> Onnx.node(
                        node.type, node.inputs, node == nodes.getLast() ? output : node.output, node.attributes))
                .toList();
    }

    List<ByteString> tensors() {
        return tensors;
    }
}
