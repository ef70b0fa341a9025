package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Writes one step of a text as an ONNX file, as models are exported that ONNX Runtime decodes fastest: memories of keys and values
 * for the longest text come in and go out, bound to the same memory, in which a step adds its own.
 */
public final class OnnxStep {
    /** Name of the input of a token for each text, [texts, 1]. */
    public static final String TOKEN = "token";

    /** Name of the input of the number of steps before, [texts, 1]. */
    public static final String BEFORE = "before";

    /** Name of the input of the number of steps with this one. */
    public static final String ALL = "all";

    /** Before the name of a memory that comes in. */
    public static final String PAST = "past.";

    /** Before the name of a memory that goes out. */
    public static final String PRESENT = "present.";

    private OnnxStep() {}

    /** The names of all memories: keys and values of each block. */
    public static List<String> memories(Text text) {
        return IntStream.range(0, text.blocks())
                .boxed()
                .flatMap(block -> memories(block).stream())
                .toList();
    }

    private static List<String> memories(int block) {
        return List.of(block + ".key", block + ".value");
    }

    /** The shape of each. */
    public static long[] memory(long texts) {
        return new long[] {texts, Text.HEADS, Text.LONGEST, Text.SIZE / Text.HEADS};
    }

    /** The bytes of a file that computes the logits of the next token with these weights. */
    public static byte[] text(Text text, Weights weights) {
        OnnxGraph graph = new OnnxGraph(weights);
        OnnxGraph.Value words =
                graph.add(3, "Gather", Map.of(), graph.parameter("words.weight"), new OnnxGraph.Value(TOKEN, 2));
        OnnxGraph.Value place =
                graph.add(3, "Gather", Map.of(), graph.parameter("placed.weight"), new OnnxGraph.Value(BEFORE, 2));
        OnnxGraph.Value x = graph.add(words, place);
        for (int block = 0; block < text.blocks(); block++) {
            x = block(graph, block, x);
        }
        graph.dense(graph.layerNormalization(x, "calm"), "y", Text.TOKENS);
        List<ByteString> inputs = new ArrayList<>(List.of(
                Onnx.integerValue(TOKEN, Onnx.ANY, 1), Onnx.integerValue(BEFORE, Onnx.ANY, 1), Onnx.integerValue(ALL)));
        List<ByteString> outputs = new ArrayList<>(List.of(Onnx.value(OnnxExport.OUTPUT)));
        for (String memory : memories(text)) {
            inputs.add(Onnx.value(PAST + memory, memory(Onnx.ANY)));
            outputs.add(Onnx.value(PRESENT + memory, memory(Onnx.ANY)));
        }
        return Onnx.model(Onnx.graph(text.title(), graph.nodes(OnnxExport.OUTPUT), graph.tensors(), inputs, outputs));
    }

    /** What {@link io.lanewise.samples.benchmarks.work.Causal} does. */
    private static OnnxGraph.Value block(OnnxGraph graph, int which, OnnxGraph.Value x) {
        String name = Text.block(which);
        OnnxGraph.Value attended = graph.stepAttention(
                graph.layerNormalization(x, name + ".first"),
                name + ".attended",
                Text.HEADS,
                new OnnxGraph.Value(BEFORE, 2),
                new OnnxGraph.Value(ALL, 0),
                memories(which).stream()
                        .map(memory -> new OnnxGraph.Value(PAST + memory, 4))
                        .toList(),
                memories(which).stream().map(PRESENT::concat).toList());
        OnnxGraph.Value sum = graph.add(x, attended);
        OnnxGraph.Value second = graph.layerNormalization(sum, name + ".second");
        OnnxGraph.Value wide = graph.gelu(graph.dense(second, name + ".wide", Text.INNER));
        return graph.add(sum, graph.dense(wide, name + ".narrow", Text.SIZE));
    }
}
