package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Weights;
import java.util.List;
import java.util.Map;

/** Writes nets and matrix products as ONNX files: input {@code x}, output {@code y}, any number of rows. */
public final class OnnxExport {
    /** Name of the input. */
    public static final String INPUT = "x";

    /** Name of the output. */
    public static final String OUTPUT = "y";

    private OnnxExport() {}

    /** The bytes of a file that predicts as the net with these weights does. */
    public static byte[] net(Net net, Weights weights) {
        OnnxGraph graph = new OnnxGraph(weights);
        String logits = net.body().logits(graph, INPUT);
        switch (net.head()) {
            case SOFTMAX -> graph.add("Softmax", Map.of("axis", 1), logits);
            case SIGMOID -> graph.add("Sigmoid", Map.of(), logits);
            case LINEAR -> {}
        }
        return file(net.title(), graph.nodes(OUTPUT), graph.tensors(), net.inputs(), net.outputs());
    }

    /** The bytes of a file that multiplies its input by a matrix k×n, row-major. */
    public static byte[] product(float[] b, int k, int n) {
        return file(
                "product",
                List.of(Onnx.node("MatMul", List.of(INPUT, "b"), OUTPUT, Map.of())),
                List.of(Onnx.tensor("b", b, k, n)),
                k,
                n);
    }

    private static byte[] file(String name, List<ByteString> nodes, List<ByteString> tensors, int in, int out) {
        return Onnx.model(Onnx.graph(name, nodes, tensors, Onnx.rows(INPUT, in), Onnx.rows(OUTPUT, out)));
    }
}
