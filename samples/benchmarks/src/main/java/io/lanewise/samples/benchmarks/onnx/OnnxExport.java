package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Layers;
import io.lanewise.samples.benchmarks.work.Layers.Layer;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Net.Head;
import io.lanewise.samples.benchmarks.work.Net.Hidden;
import java.util.ArrayList;
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
    public static byte[] net(Net net, Layers layers) {
        List<ByteString> nodes = new ArrayList<>();
        List<ByteString> tensors = new ArrayList<>();
        String value = INPUT;
        for (int i = 0; i < net.layers(); i++) {
            Layer layer = layers.all().get(i);
            String weight = "weight" + i;
            String bias = "bias" + i;
            tensors.add(Onnx.tensor(weight, layer.weight(), net.out(i), net.in(i)));
            tensors.add(Onnx.tensor(bias, layer.bias(), net.out(i)));
            boolean last = i == net.layers() - 1;
            String sum = last && net.head() == Head.LINEAR ? OUTPUT : "sum" + i;
            nodes.add(Onnx.node("Gemm", List.of(value, weight, bias), sum, Map.of("transB", 1)));
            value = sum;
            if (!last) {
                value = "hidden" + i;
                nodes.add(Onnx.node(net.hidden() == Hidden.RELU ? "Relu" : "Tanh", List.of(sum), value, Map.of()));
            }
        }
        switch (net.head()) {
            case SOFTMAX -> nodes.add(Onnx.node("Softmax", List.of(value), OUTPUT, Map.of("axis", 1)));
            case SIGMOID -> nodes.add(Onnx.node("Sigmoid", List.of(value), OUTPUT, Map.of()));
            case LINEAR -> {}
        }
        return file(net.title(), nodes, tensors, net.inputs(), net.outputs());
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
