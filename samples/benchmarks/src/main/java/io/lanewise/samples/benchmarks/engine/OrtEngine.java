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
import io.lanewise.samples.benchmarks.work.Form;
import io.lanewise.samples.benchmarks.work.Net;
import io.lanewise.samples.benchmarks.work.Work;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * ONNX Runtime: all optimisations, sequential, direct buffers; the input lies in its tensor already, and the output is written
 * where it is wanted. It predicts and multiplies; its training is not on Maven Central.
 */
final class OrtEngine implements Session {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final List<Form> forms;

    private OrtEngine(Path file, List<Form> forms, int threads) throws OrtException {
        this.forms = forms;
        this.session = session(environment, file, threads);
    }

    static OrtSession session(OrtEnvironment environment, Path file, int threads) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            return environment.createSession(file.toString(), options);
        }
    }

    static Session open(Work work, Path folder, int threads) {
        try {
            if (work instanceof Work.Inference inference) {
                Net net = inference.net();
                return new OrtEngine(NetFiles.onnx(net, folder), net.forms(), threads);
            }
            if (work instanceof Work.Product product) {
                Form rows = new Form(OnnxExport.INPUT, Form.Order.EXAMPLES, List.of(product.k()));
                return new OrtEngine(NetFiles.onnx(product, folder), List.of(rows), threads);
            }
            if (work instanceof Work.Decode decode) {
                return new OrtDecoder(decode.text(), NetFiles.onnx(decode.text(), folder), threads);
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

    /** Tensors in place. Of a stream two states, which are input and output by turns. */
    private final class Bound implements Call {
        private final List<OnnxTensor> tensors = new ArrayList<>();
        private FloatBuffer y;
        private FloatBuffer otherY;
        private Map<String, OnnxTensor> inputs = new HashMap<>();
        private Map<String, OnnxTensor> otherInputs;
        private Map<String, OnnxTensor> outputs;
        private Map<String, OnnxTensor> otherOutputs;

        Bound(int batch) throws OrtException {
            List<FloatBuffer> buffers = new ArrayList<>();
            for (int i = 0; i < forms.size(); i++) {
                Form form = forms.get(i);
                FloatBuffer buffer = direct(batch * form.count());
                buffer.put(form.inOrder(Data.floats(batch * form.count(), i))).rewind();
                buffers.add(buffer);
                inputs.put(form.name(), tensor(buffer, form.shape(batch)));
            }
            long[] shape = outputShape();
            y = direct((int) LongStream.of(shape).reduce(1, Math::multiplyExact));
            OnnxTensor output = tensor(y, shape);
            outputs = Map.of(OnnxExport.OUTPUT, output);
            otherY = y;
            otherInputs = inputs;
            otherOutputs = outputs;
            if (forms.size() > 1) {
                String state = forms.getLast().name();
                otherInputs = new HashMap<>(inputs);
                otherInputs.put(state, output);
                otherY = buffers.getLast();
                otherOutputs = Map.of(OnnxExport.OUTPUT, inputs.get(state));
            }
        }

        private OnnxTensor tensor(FloatBuffer buffer, long[] shape) throws OrtException {
            tensors.add(OnnxTensor.createTensor(environment, buffer, shape));
            return tensors.getLast();
        }

        private long[] outputShape() throws OrtException {
            try (OrtSession.Result result = session.run(inputs)) {
                return ((OnnxTensor) result.get(0)).getInfo().getShape();
            }
        }

        @Override
        public void run() {
            try {
                session.run(inputs, outputs).close();
            } catch (OrtException e) {
                throw new IllegalStateException(e);
            }
            if (otherInputs != inputs) {
                turn();
            }
        }

        private void turn() {
            Map<String, OnnxTensor> taken = inputs;
            inputs = otherInputs;
            otherInputs = taken;
            taken = outputs;
            outputs = otherOutputs;
            otherOutputs = taken;
            FloatBuffer written = y;
            y = otherY;
            otherY = written;
        }

        @Override
        public float[] runAndRead() {
            run();
            float[] values = new float[y.capacity()];
            otherY.get(0, values);
            return values;
        }

        @Override
        public void close() {
            tensors.forEach(OnnxTensor::close);
        }
    }
}
