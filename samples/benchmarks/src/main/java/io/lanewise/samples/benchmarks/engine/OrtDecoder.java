package io.lanewise.samples.benchmarks.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lanewise.samples.benchmarks.onnx.OnnxExport;
import io.lanewise.samples.benchmarks.onnx.OnnxStep;
import io.lanewise.samples.benchmarks.work.Text;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A step in ONNX Runtime behind the same steps in every call. Keys and values are the same memory as inputs and as outputs, so that
 * nothing is copied, and a call writes over what the last one kept.
 */
final class OrtDecoder implements Session {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final Text text;

    OrtDecoder(Text text, Path file, int threads) throws OrtException {
        this.session = OrtEngine.session(environment, file, threads);
        this.text = text;
    }

    @Override
    public Call call(int batch) {
        try {
            return new Step(batch);
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

    /** Behind steps that it took itself. */
    private final class Step implements Call {
        private final List<OnnxTensor> tensors = new ArrayList<>();
        private final Map<String, OnnxTensor> inputs = new HashMap<>();
        private final Map<String, OnnxTensor> outputs = new HashMap<>();
        private final FloatBuffer y;

        Step(int batch) throws OrtException {
            for (String name : OnnxStep.memories(text)) {
                OnnxTensor memory = floats(OnnxStep.memory(batch));
                inputs.put(OnnxStep.PAST + name, memory);
                outputs.put(OnnxStep.PRESENT + name, memory);
            }
            OnnxTensor logits = floats(batch, 1, Text.TOKENS);
            outputs.put(OnnxExport.OUTPUT, logits);
            y = logits.getBufferRef().map(FloatBuffer.class::cast).orElseThrow();
            for (int position = 0; position < Text.CACHED; position++) {
                stand(batch, position);
                run();
            }
            stand(batch, Text.CACHED);
        }

        private OnnxTensor floats(long... shape) throws OrtException {
            FloatBuffer zeros = OrtEngine.direct((int) LongStream.of(shape).reduce(1, Math::multiplyExact));
            return kept(OnnxTensor.createTensor(environment, zeros, shape));
        }

        private OnnxTensor kept(OnnxTensor tensor) {
            tensors.add(tensor);
            return tensor;
        }

        /** The next step is that of this position. */
        private void stand(int batch, int position) throws OrtException {
            int[] before = new int[batch];
            Arrays.fill(before, position);
            inputs.put(OnnxStep.TOKEN, integers(Text.tokens(batch, position), batch, 1));
            inputs.put(OnnxStep.BEFORE, integers(before, batch, 1));
            inputs.put(OnnxStep.ALL, integers(new int[] {position + 1}));
        }

        private OnnxTensor integers(int[] values, long... shape) throws OrtException {
            return kept(OnnxTensor.createTensor(environment, IntBuffer.wrap(values), shape));
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
            tensors.forEach(OnnxTensor::close);
        }
    }
}
