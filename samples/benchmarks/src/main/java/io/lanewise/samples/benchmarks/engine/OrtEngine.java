package io.lanewise.samples.benchmarks.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.lanewise.samples.benchmarks.onnx.OnnxExport;
import io.lanewise.samples.benchmarks.work.Data;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime: all optimisations, sequential, direct buffers; the input lies in its tensor already, and the output is written
 * where it is wanted. It predicts and multiplies; its training is not on Maven Central.
 */
final class OrtEngine implements Session {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final int in;
    private final int out;

    private OrtEngine(Path file, int in, int out, int threads) throws OrtException {
        this.in = in;
        this.out = out;
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            this.session = environment.createSession(file.toString(), options);
        }
    }

    static Session open(Work work, Path folder, int threads) {
        try {
            if (work instanceof Work.Inference inference) {
                Net net = inference.net();
                return new OrtEngine(NetFiles.onnx(net, folder), net.inputs(), net.outputs(), threads);
            }
            if (work instanceof Work.Product product) {
                return new OrtEngine(NetFiles.onnx(product, folder), product.k(), product.n(), threads);
            }
            throw new IllegalArgumentException("ONNX Runtime does not train here. Compare with DJL.");
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Call call(int batch) {
        try {
            return new Bound(batch);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** Tensors in place. */
    private final class Bound implements Call {
        private final FloatBuffer y;
        private final OnnxTensor input;
        private final OnnxTensor output;
        private final Map<String, OnnxTensor> inputs;
        private final Map<String, OnnxTensor> outputs;

        Bound(int batch) throws OrtException {
            FloatBuffer x = direct(batch * in);
            x.put(Data.floats(batch * in)).rewind();
            y = direct(batch * out);
            input = OnnxTensor.createTensor(environment, x, new long[] {batch, in});
            output = OnnxTensor.createTensor(environment, y, new long[] {batch, out});
            inputs = Map.of(OnnxExport.INPUT, input);
            outputs = Map.of(OnnxExport.OUTPUT, output);
        }

        @Override
        public void run() {
            try {
                session.run(inputs, outputs).close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public float[] runAndRead() {
            run();
            float[] values = new float[y.capacity()];
            y.get(0, values);
            return values;
        }

        @Override
        public void close() {
            input.close();
            output.close();
        }
    }
}
