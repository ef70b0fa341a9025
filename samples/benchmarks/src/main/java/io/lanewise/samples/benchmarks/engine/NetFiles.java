package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Network;
import io.lanewise.runtime.Parameters;
import io.lanewise.samples.benchmarks.onnx.OnnxExport;
import io.lanewise.samples.benchmarks.onnx.OnnxStep;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Text;
import io.lanewise.samples.benchmarks.work.Weights;
import io.lanewise.samples.benchmarks.work.Weights.Weight;
import io.lanewise.samples.benchmarks.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The same weights in the form that each engine reads: all are made from the Lanewise model. */
public final class NetFiles {
    private static final long SEED = 42;
    private static final float STIR = 0.1f;

    private NetFiles() {}

    /** Writes the files of a work's weights. */
    public static void write(Work work, Path folder) {
        try {
            Files.createDirectories(folder);
            if (work instanceof Work.Product product) {
                Files.write(onnx(product, folder), onnx(product));
            } else if (work instanceof Work.OfNet ofNet) {
                write(ofNet.net(), folder);
            } else if (work instanceof Work.Decode decode) {
                write(decode.text(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Net net, Path folder) throws IOException {
        Network network = LanewiseNet.create(net, SEED).network();
        Weights weights = save(network, safetensors(net, folder));
        weights.write(plain(net, folder));
        Files.write(onnx(net, folder), OnnxExport.net(net, weights));
    }

    private static void write(Text text, Path folder) throws IOException {
        Network network = LanewiseText.create(text, SEED).network();
        Weights weights = save(network, safetensors(text, folder));
        Files.write(onnx(text, folder), OnnxStep.text(text, weights));
    }

    /** Saves a model that no engine can mistake for another, and gives its weights. */
    private static Weights save(Network network, Path file) throws IOException {
        stir(network.parameters());
        network.save(file);
        return weights(network.parameters());
    }

    /** Moves biases and running statistics from where they start, so that no engine can do without them unseen. */
    private static void stir(Parameters parameters) {
        for (String name : parameters.names()) {
            if (parameters.shape(name).size() == 1) {
                float[] values = parameters.get(name);
                float[] moves = Data.floats(values.length);
                for (int i = 0; i < values.length; i++) {
                    values[i] += STIR * moves[i];
                }
                parameters.set(name, values);
            }
        }
    }

    private static Weights weights(Parameters parameters) {
        Map<String, Weight> all = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            long[] shape =
                    parameters.shape(name).stream().mapToLong(size -> size).toArray();
            all.put(name, new Weight(shape, parameters.get(name)));
        }
        return new Weights(all);
    }

    private static byte[] onnx(Work.Product product) {
        return OnnxExport.product(Data.floats(product.k() * product.n()), product.k(), product.n());
    }

    /** For Lanewise. */
    public static Path safetensors(Net net, Path folder) {
        return folder.resolve(net.title() + ".safetensors");
    }

    /** For Lanewise. */
    static Path safetensors(Text text, Path folder) {
        return folder.resolve(text.title() + ".safetensors");
    }

    /** For ONNX Runtime. */
    static Path onnx(Text text, Path folder) {
        return folder.resolve(text.title() + ".onnx");
    }

    /** For ONNX Runtime. */
    public static Path onnx(Net net, Path folder) {
        return folder.resolve(net.title() + ".onnx");
    }

    /** For ONNX Runtime. */
    static Path onnx(Work.Product product, Path folder) {
        return folder.resolve("product-" + product.title() + ".onnx");
    }

    /** For DJL, which has no format that Java can write but its own. */
    public static Path plain(Net net, Path folder) {
        return folder.resolve(net.title() + ".floats");
    }
}
