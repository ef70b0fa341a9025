package io.lanewise.samples.benchmarks.cold;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.Map;

/** Loads the model and predicts one row. */
public final class OrtOnce {
    private OrtOnce() {}

    /** Takes the ONNX file. */
    public static void main(String[] arguments) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        try (OrtSession session = environment.createSession(arguments[0], options);
                OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.allocate(784), new long[] {1, 784});
                OrtSession.Result result = session.run(Map.of("x", x))) {
            System.out.println(((OnnxTensor) result.get(0)).getFloatBuffer().get(0));
        }
    }
}
