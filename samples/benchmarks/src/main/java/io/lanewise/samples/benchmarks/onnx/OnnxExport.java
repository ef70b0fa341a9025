package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Form;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Weights;
import java.util.List;
import java.util.Map;

/** Writes nets and matrix products as ONNX files: inputs by their names, output {@code y}, any number of examples. */
public final class OnnxExport {
    /** Name of the input of a product. */
    public static final String INPUT = "x";

    /** Name of the output. */
    public static final String OUTPUT = "y";

    private OnnxExport() {}

    /** The bytes of a file that predicts as the net with these weights does. */
    public static byte[] net(Net net, Weights weights) {
        OnnxGraph graph = new OnnxGraph(weights);
        OnnxGraph.Value logits = net.logits(
                graph,
                net.forms().stream()
                        .map(form -> new OnnxGraph.Value(form.name(), form.shape(Onnx.ANY).length))
                        .toList());
        switch (net.head()) {
            case SOFTMAX -> graph.add("Softmax", Map.of("axis", -1), logits);
            case SIGMOID -> graph.add("Sigmoid", Map.of(), logits);
            case LINEAR, SQUARED -> {}
        }
        List<ByteString> inputs = net.forms().stream().map(OnnxExport::input).toList();
        return Onnx.model(
                Onnx.graph(net.title(), graph.nodes(OUTPUT), graph.tensors(), inputs, List.of(Onnx.value(OUTPUT))));
    }

    private static ByteString input(Form form) {
        return Onnx.value(form.name(), form.shape(Onnx.ANY));
    }

    /** The bytes of a file that multiplies its input by a matrix k×n, row-major. */
    public static byte[] product(float[] b, int k, int n) {
        return Onnx.model(Onnx.graph(
                "product",
                List.of(Onnx.node("MatMul", List.of(INPUT, "b"), List.of(OUTPUT), Map.of())),
                List.of(Onnx.tensor("b", b, k, n)),
                List.of(Onnx.value(INPUT, Onnx.ANY, k)),
                List.of(Onnx.value(OUTPUT, Onnx.ANY, n))));
    }
}
