package io.lanewise.samples.benchmarks.engine;

import io.lanewise.runtime.Parameters;
import io.lanewise.samples.benchmarks.onnx.OnnxExport;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Layers;
import io.lanewise.samples.benchmarks.work.Layers.Layer;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The same weights in the form that each engine reads: all are made from the Lanewise model. */
public final class NetFiles {
    private static final long SEED = 42;

    private NetFiles() {}

    /** Writes the files of a work's weights. */
    public static void write(Work work, Path folder) {
        try {
            Files.createDirectories(folder);
            if (work instanceof Work.Product product) {
                Files.write(onnx(product, folder), onnx(product));
            } else if (work instanceof Work.OfNet ofNet) {
                write(ofNet.net(), folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Net net, Path folder) throws IOException {
        LanewiseNet model = LanewiseNet.create(net, SEED);
        model.network().save(safetensors(net, folder));
        Layers layers = layers(net, model.network().parameters());
        layers.write(plain(net, folder));
        Files.write(onnx(net, folder), OnnxExport.net(net, layers));
    }

    /** The weights of a chain of layers, which the model lists in order: weight and bias, weight and bias. */
    static Layers layers(Net net, Parameters parameters) {
        List<String> names = parameters.names();
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < net.layers(); i++) {
            layers.add(new Layer(parameters.get(names.get(2 * i)), parameters.get(names.get(2 * i + 1))));
        }
        return new Layers(layers);
    }

    private static byte[] onnx(Work.Product product) {
        return OnnxExport.product(Data.floats(product.k() * product.n()), product.k(), product.n());
    }

    /** For Lanewise. */
    public static Path safetensors(Net net, Path folder) {
        return folder.resolve(net.title() + ".safetensors");
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
