package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Operations;
import io.lanewise.samples.benchmarks.work.Weights;
import io.lanewise.samples.benchmarks.work.Weights.Weight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A graph while it is written: an operation adds nodes, in the forms that ONNX Runtime fuses, and answers their value. */
final class OnnxGraph implements Operations<OnnxGraph.Value> {
    private static final float EPSILON = 1e-5f;

    /** PyTorch's i, f, g, o as ONNX has them. */
    private static final int[] LSTM_GATES = {0, 3, 1, 2};

    /** PyTorch's r, z, n as ONNX has them. */
    private static final int[] GRU_GATES = {1, 0, 2};

    private final Weights weights;
    private final List<Node> nodes = new ArrayList<>();
    private final List<ByteString> tensors = new ArrayList<>();

    /**
     * A value, or a parameter.
     *
     * @param rank number of its axes
     */
    record Value(String name, int rank) {}

    /** The output is the {@code which}-th; those before it are left out, and those behind it have names of their own. */
    private record Node(
            String domain,
            String type,
            Map<String, Object> attributes,
            List<String> inputs,
            Value output,
            int which,
            List<String> more) {
        Node(String type, Map<String, Object> attributes, List<String> inputs, Value output, int which) {
            this("", type, attributes, inputs, output, which, List.of());
        }

        ByteString named(String name) {
            List<String> outputs = new ArrayList<>();
            for (int i = 0; i < which; i++) {
                outputs.add("");
            }
            outputs.add(name);
            outputs.addAll(more);
            return Onnx.node(domain, type, inputs, outputs, attributes);
        }
    }

    OnnxGraph(Weights weights) {
        this.weights = weights;
    }

    /** A node whose value has as many axes as its first input. */
    Value add(String type, Map<String, Object> attributes, Value... inputs) {
        return add(inputs[0].rank, type, attributes, inputs);
    }

    Value add(int rank, String type, Map<String, Object> attributes, Value... inputs) {
        return add(new Node(type, attributes, names(inputs), new Value("v" + nodes.size(), rank), 0));
    }

    private Value add(Node node) {
        nodes.add(node);
        return node.output;
    }

    private static List<String> names(Value... values) {
        return Arrays.stream(values).map(Value::name).toList();
    }

    Value parameter(String name) {
        Weight weight = weights.of(name);
        return constant(name, weight.values(), weight.shape());
    }

    private Value constant(String name, float[] values, long... shape) {
        tensors.add(Onnx.tensor(name, values, shape));
        return new Value(name, shape.length);
    }

    /** Of another number of axes, all of whose sizes are given; 0 for that of the same axis before. */
    private Value reshape(Value x, long... shape) {
        Value sizes = new Value("shape" + tensors.size(), 1);
        tensors.add(Onnx.integers(sizes.name, shape));
        return add(shape.length, "Reshape", Map.of(), x, sizes);
    }

    /** All nodes; the last one's value is the graph's, under that name. */
    List<ByteString> nodes(String output) {
        return nodes.stream()
                .map(node -> node.named(node == nodes.getLast() ? output : node.output.name))
                .toList();
    }

    List<ByteString> tensors() {
        return tensors;
    }

    @Override
    public Value dense(Value x, String layer, int units) {
        if (x.rank == 2) {
            return add("Gemm", Map.of("transB", 1), x, parameter(layer + ".weight"), parameter(layer + ".bias"));
        }
        return product(x, layer + ".weight", weights.of(layer + ".weight"), parameter(layer + ".bias"));
    }

    /** x·weightᵀ + bias for any number of axes, of a weight [out, in]. */
    private Value product(Value x, String name, Weight weight, Value bias) {
        int out = (int) weight.shape()[0];
        int in = (int) weight.shape()[1];
        float[] transposed = new float[out * in];
        for (int i = 0; i < transposed.length; i++) {
            transposed[i] = weight.values()[i % out * in + i / out];
        }
        return add("Add", Map.of(), add("MatMul", Map.of(), x, constant(name, transposed, in, out)), bias);
    }

    @Override
    public Value conv2D(Value x, String layer, int filters, int kernelSize, int strides, boolean bias) {
        int border = (kernelSize - 1) / 2;
        Map<String, Object> attributes = Map.of(
                "kernel_shape", new int[] {kernelSize, kernelSize},
                "pads", new int[] {border, border, border, border},
                "strides", new int[] {strides, strides});
        Value weight = parameter(layer + ".weight");
        return bias
                ? add("Conv", attributes, x, weight, parameter(layer + ".bias"))
                : add("Conv", attributes, x, weight);
    }

    @Override
    public Value batchNormalization(Value x, String layer) {
        return add(
                "BatchNormalization",
                Map.of("epsilon", EPSILON),
                x,
                parameter(layer + ".weight"),
                parameter(layer + ".bias"),
                parameter(layer + ".running_mean"),
                parameter(layer + ".running_var"));
    }

    @Override
    public Value maxPool2D(Value x, int size) {
        return add("MaxPool", Map.of("kernel_shape", new int[] {size, size}, "strides", new int[] {size, size}), x);
    }

    @Override
    public Value globalAveragePooling2D(Value x) {
        return add("GlobalAveragePool", Map.of(), x);
    }

    @Override
    public Value flatten(Value x) {
        return add(2, "Flatten", Map.of("axis", 1), x);
    }

    @Override
    public Value relu(Value x) {
        return add("Relu", Map.of(), x);
    }

    @Override
    public Value tanh(Value x) {
        return add("Tanh", Map.of(), x);
    }

    @Override
    public Value gelu(Value x) {
        Value scaled = add("Div", Map.of(), x, constant("root" + tensors.size(), new float[] {(float) Math.sqrt(2)}));
        Value shifted =
                add("Add", Map.of(), add("Erf", Map.of(), scaled), constant("one" + tensors.size(), new float[] {1}));
        Value doubled = add("Mul", Map.of(), x, shifted);
        return add("Mul", Map.of(), doubled, constant("half" + tensors.size(), new float[] {0.5f}));
    }

    @Override
    public Value add(Value x, Value y) {
        return add("Add", Map.of(), x, y);
    }

    @Override
    public Value lstm(Value x, String layer, int units) {
        return recurrent("LSTM", Map.of("hidden_size", units), layer, LSTM_GATES, units, x);
    }

    @Override
    public Value gru(Value x, Value state, String layer, int units) {
        Map<String, Object> attributes = Map.of("hidden_size", units, "linear_before_reset", 1);
        return recurrent("GRU", attributes, layer, GRU_GATES, units, x, new Value("", 0), state);
    }

    /** The last state, [1, examples, units]; x comes first, then what comes behind the parameters. */
    private Value recurrent(
            String type, Map<String, Object> attributes, String layer, int[] gates, int units, Value x, Value... more) {
        List<String> inputs = new ArrayList<>(List.of(
                x.name,
                gates(layer + ".weight_ih_l0", gates, units).name,
                gates(layer + ".weight_hh_l0", gates, units).name));
        float[] ofInput = inOrder(weights.of(layer + ".bias_ih_l0").values(), gates, units);
        float[] ofState = inOrder(weights.of(layer + ".bias_hh_l0").values(), gates, units);
        float[] both = Arrays.copyOf(ofInput, 2 * ofInput.length);
        System.arraycopy(ofState, 0, both, ofInput.length, ofState.length);
        inputs.add(constant(layer + ".bias", both, 1, both.length).name);
        inputs.addAll(names(more));
        return add(new Node(type, attributes, inputs, new Value("v" + nodes.size(), 3), 1));
    }

    /** A matrix of all gates, [1, gates·units, …]. */
    private Value gates(String name, int[] gates, int units) {
        Weight weight = weights.of(name);
        int columns = (int) weight.shape()[1];
        return constant(name, inOrder(weight.values(), gates, units * columns), 1, weight.shape()[0], columns);
    }

    /** Parts of that size in another order. */
    private static float[] inOrder(float[] values, int[] order, int size) {
        float[] ordered = new float[values.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(values, order[i] * size, ordered, i * size, size);
        }
        return ordered;
    }

    @Override
    public Value layerNormalization(Value x, String layer) {
        return add(
                "LayerNormalization",
                Map.of("axis", -1, "epsilon", EPSILON),
                x,
                parameter(layer + ".weight"),
                parameter(layer + ".bias"));
    }

    @Override
    public Value selfAttention(Value x, String layer, int heads) {
        Weight weight = weights.of(layer + ".in_proj_weight");
        int size = (int) weight.shape()[1];
        int width = size / heads;
        Value query = heads(x, layer, 0, heads, 0, 2, 1, 3);
        Value key = heads(x, layer, 1, heads, 0, 2, 3, 1);
        Value value = heads(x, layer, 2, heads, 0, 2, 1, 3);
        Value scale = constant(layer + ".scale", new float[] {(float) Math.sqrt(width)});
        Value scores = add("Div", Map.of(), add("MatMul", Map.of(), query, key), scale);
        Value seen = add("MatMul", Map.of(), add("Softmax", Map.of("axis", -1), scores), value);
        Value joined = reshape(add("Transpose", Map.of("perm", new int[] {0, 2, 1, 3}), seen), 0, 0, size);
        String out = layer + ".out_proj.weight";
        return product(joined, out, weights.of(out), parameter(layer + ".out_proj.bias"));
    }

    /**
     * The same of one step behind others, by an operator of ONNX Runtime's own, which leaves keys and values where they are and writes
     * the step's behind them.
     *
     * @param before how many steps come before it, for each example
     * @param all how many there are with it
     * @param past keys and values, each [examples, heads, most steps, width]
     * @param present what the same memories are called as outputs
     */
    Value stepAttention(
            Value x, String layer, int heads, Value before, Value all, List<Value> past, List<String> present) {
        String in = layer + ".in_proj_weight";
        Value projected = product(x, in, weights.of(in), parameter(layer + ".in_proj_bias"));
        Value none = new Value("", 0);
        Value seen = add(new Node(
                Onnx.RUNTIME,
                "GroupQueryAttention",
                Map.of("num_heads", heads, "kv_num_heads", heads),
                names(projected, none, none, past.get(0), past.get(1), before, all),
                new Value("v" + nodes.size(), x.rank),
                0,
                present));
        String out = layer + ".out_proj.weight";
        return product(seen, out, weights.of(out), parameter(layer + ".out_proj.bias"));
    }

    /** The {@code which}-th projection of x, cut into heads whose axes are then put in that order. */
    private Value heads(Value x, String layer, int which, int heads, int... axes) {
        Weight weight = weights.of(layer + ".in_proj_weight");
        int size = (int) weight.shape()[1];
        float[] part = Arrays.copyOfRange(weight.values(), which * size * size, (which + 1) * size * size);
        float[] bias =
                Arrays.copyOfRange(weights.of(layer + ".in_proj_bias").values(), which * size, (which + 1) * size);
        Value projected = product(
                x,
                layer + ".weight" + which,
                new Weight(new long[] {size, size}, part),
                constant(layer + ".bias" + which, bias, size));
        return add("Transpose", Map.of("perm", axes), reshape(projected, 0, 0, heads, size / heads));
    }
}
