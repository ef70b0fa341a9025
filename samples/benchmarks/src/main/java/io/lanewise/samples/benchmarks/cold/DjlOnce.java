package io.lanewise.samples.benchmarks.cold;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.lanewise.samples.benchmarks.engine.DjlNet;
import io.lanewise.samples.benchmarks.work.Net;
import java.nio.file.Path;
import java.util.List;

/** Makes the model of its weights and predicts one row. */
public final class DjlOnce {
    private DjlOnce() {}

    /** Takes the file of the weights. */
    public static void main(String[] arguments) {
        System.setProperty("ai.djl.pytorch.num_threads", "1");
        try (NDManager manager = Engine.getEngine("PyTorch").newBaseManager(Device.cpu())) {
            DjlNet net = new DjlNet(Net.DIGITS, Path.of(arguments[0]), manager);
            System.out.println(
                    net.prediction(List.of(manager.zeros(new Shape(1, 784)))).getFloat(0, 0));
        }
    }
}
