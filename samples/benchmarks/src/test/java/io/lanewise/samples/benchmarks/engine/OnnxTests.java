package io.lanewise.samples.benchmarks.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ONNX Runtime computes what Lanewise does from the files that are written for it. */
class OnnxTests {
    @TempDir
    Path folder;

    @Test
    void softmaxOfRelu() {
        same(new Work.Inference(Net.TINY), 5);
    }

    @Test
    void sigmoidOfTanh() {
        same(new Work.Inference(Net.DEEP), 3);
    }

    @Test
    void product() {
        same(new Work.Product(32, 20), 7);
    }

    private void same(Work work, int batch) {
        NetFiles.write(work, folder);
        assertArrayEquals(
                output(EngineName.LANEWISE, work, batch), output(EngineName.ORT, work, batch), 1e-5f, work.toString());
    }

    private float[] output(EngineName engine, Work work, int batch) {
        try (Session session = engine.open(work, folder, 1);
                Call call = session.call(batch)) {
            return call.runAndRead();
        }
    }
}
