package io.lanewise.samples.benchmarks.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * The messages of an ONNX file, as protocol buffers, by the field numbers of {@code onnx.proto}: just as many as a chain of
 * layers needs.
 */
final class Onnx {
    private static final int FLOAT = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final long IR_VERSION = 9;
    private static final long OPERATORS = 17;

    private Onnx() {}

    /** Fields written to a message. */
    private interface Fields {
        void to(CodedOutputStream out) throws IOException;
    }

    private static ByteString message(Fields fields) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            fields.to(out);
            out.flush();
            return ByteString.copyFrom(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ModelProto of one graph. */
    static byte[] model(ByteString graph) {
        ByteString operators = message(out -> {
            out.writeString(1, "");
            out.writeInt64(2, OPERATORS);
        });
        return message(out -> {
                    out.writeInt64(1, IR_VERSION);
                    out.writeString(2, "lanewise");
                    out.writeBytes(7, graph);
                    out.writeBytes(8, operators);
                })
                .toByteArray();
    }

    /** GraphProto. */
    static ByteString graph(
            String name, List<ByteString> nodes, List<ByteString> tensors, ByteString input, ByteString output) {
        return message(out -> {
            for (ByteString node : nodes) {
                out.writeBytes(1, node);
            }
            out.writeString(2, name);
            for (ByteString tensor : tensors) {
                out.writeBytes(5, tensor);
            }
            out.writeBytes(11, input);
            out.writeBytes(12, output);
        });
    }

    /** NodeProto with one output, which names it, and attributes that are integers. */
    static ByteString node(String type, List<String> inputs, String output, Map<String, Integer> attributes) {
        return message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            out.writeString(2, output);
            out.writeString(3, output);
            out.writeString(4, type);
            for (Map.Entry<String, Integer> attribute : attributes.entrySet()) {
                out.writeBytes(5, attribute(attribute.getKey(), attribute.getValue()));
            }
        });
    }

    private static ByteString attribute(String name, long value) {
        return message(out -> {
            out.writeString(1, name);
            out.writeInt64(3, value);
            out.writeEnum(20, INT_ATTRIBUTE);
        });
    }

    /** TensorProto of floats, row-major. */
    static ByteString tensor(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return message(out -> {
            for (long size : shape) {
                out.writeInt64(1, size);
            }
            out.writeEnum(2, FLOAT);
            out.writeString(8, name);
            out.writeByteArray(9, raw.array());
        });
    }

    /** ValueInfoProto of a float matrix of any number of rows. */
    static ByteString rows(String name, long width) {
        ByteString batch = message(out -> out.writeString(2, "batch"));
        ByteString columns = message(out -> out.writeInt64(1, width));
        ByteString shape = message(out -> {
            out.writeBytes(1, batch);
            out.writeBytes(1, columns);
        });
        ByteString matrix = message(out -> {
            out.writeEnum(1, FLOAT);
            out.writeBytes(2, shape);
        });
        ByteString type = message(out -> out.writeBytes(1, matrix));
        return message(out -> {
            out.writeString(1, name);
            out.writeBytes(2, type);
        });
    }
}
