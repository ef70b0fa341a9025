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
 * The messages of an ONNX file, as protocol buffers, by the field numbers of {@code onnx.proto}: just as many as a net
 * needs.
 */
final class Onnx {
    /** The size of an axis that is open. */
    static final long ANY = -1;

    /** The domain of ONNX Runtime's own operators. */
    static final String RUNTIME = "com.microsoft";

    private static final int FLOAT = 1;
    private static final int INTEGER = 6;
    private static final int LONG = 7;
    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int INT_ATTRIBUTE = 2;
    private static final int INTS_ATTRIBUTE = 7;
    private static final long IR_VERSION = 9;
    private static final long OPERATORS = 17;
    private static final long RUNTIME_OPERATORS = 1;

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
        return message(out -> {
                    out.writeInt64(1, IR_VERSION);
                    out.writeString(2, "lanewise");
                    out.writeBytes(7, graph);
                    out.writeBytes(8, operators("", OPERATORS));
                    out.writeBytes(8, operators(RUNTIME, RUNTIME_OPERATORS));
                })
                .toByteArray();
    }

    /** OperatorSetIdProto. */
    private static ByteString operators(String domain, long version) {
        return message(out -> {
            out.writeString(1, domain);
            out.writeInt64(2, version);
        });
    }

    /** GraphProto. */
    static ByteString graph(
            String name,
            List<ByteString> nodes,
            List<ByteString> tensors,
            List<ByteString> inputs,
            List<ByteString> outputs) {
        return message(out -> {
            for (ByteString node : nodes) {
                out.writeBytes(1, node);
            }
            out.writeString(2, name);
            for (ByteString tensor : tensors) {
                out.writeBytes(5, tensor);
            }
            for (ByteString input : inputs) {
                out.writeBytes(11, input);
            }
            for (ByteString output : outputs) {
                out.writeBytes(12, output);
            }
        });
    }

    /** NodeProto, named after its last output, of ONNX's own operators. Attributes are integers, lists of them, or floats. */
    static ByteString node(String type, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        return node("", type, inputs, outputs, attributes);
    }

    /** The same of the operators of a domain. */
    static ByteString node(
            String domain, String type, List<String> inputs, List<String> outputs, Map<String, Object> attributes) {
        return message(out -> {
            for (String input : inputs) {
                out.writeString(1, input);
            }
            for (String output : outputs) {
                out.writeString(2, output);
            }
            out.writeString(3, outputs.getLast());
            out.writeString(4, type);
            for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
                out.writeBytes(5, attribute(attribute.getKey(), attribute.getValue()));
            }
            out.writeString(7, domain);
        });
    }

    private static ByteString attribute(String name, Object value) {
        return message(out -> {
            out.writeString(1, name);
            if (value instanceof Float number) {
                out.writeFloat(2, number);
                out.writeEnum(20, FLOAT_ATTRIBUTE);
            } else if (value instanceof Integer number) {
                out.writeInt64(3, number);
                out.writeEnum(20, INT_ATTRIBUTE);
            } else if (value instanceof int[] numbers) {
                for (int number : numbers) {
                    out.writeInt64(8, number);
                }
                out.writeEnum(20, INTS_ATTRIBUTE);
            } else {
                throw new IllegalArgumentException("Attribute " + name + " is " + value + ". Pass a number or int[].");
            }
        });
    }

    /** TensorProto of floats, row-major. */
    static ByteString tensor(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, FLOAT, raw, shape);
    }

    /** TensorProto of a list of integers. */
    static ByteString integers(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, LONG, raw, values.length);
    }

    private static ByteString tensor(String name, int type, ByteBuffer raw, long... shape) {
        return message(out -> {
            for (long size : shape) {
                out.writeInt64(1, size);
            }
            out.writeEnum(2, type);
            out.writeString(8, name);
            out.writeByteArray(9, raw.array());
        });
    }

    /** ValueInfoProto of floats; an axis of {@value #ANY} has any size. */
    static ByteString value(String name, long... shape) {
        return value(name, FLOAT, sizes(shape));
    }

    /** ValueInfoProto of integers of 32 bits; an axis of {@value #ANY} has any size. */
    static ByteString integerValue(String name, long... shape) {
        return value(name, INTEGER, sizes(shape));
    }

    private static Fields sizes(long... shape) {
        ByteString sizes = message(out -> {
            for (long size : shape) {
                out.writeBytes(
                        1, message(size == ANY ? axis -> axis.writeString(2, "n") : axis -> axis.writeInt64(1, size)));
            }
        });
        return out -> out.writeBytes(2, sizes);
    }

    /** ValueInfoProto of floats whose axes follow from the graph. */
    static ByteString value(String name) {
        return value(name, FLOAT, out -> {});
    }

    private static ByteString value(String name, int element, Fields shape) {
        ByteString tensor = message(out -> {
            out.writeEnum(1, element);
            shape.to(out);
        });
        ByteString type = message(out -> out.writeBytes(1, tensor));
        return message(out -> {
            out.writeString(1, name);
            out.writeBytes(2, type);
        });
    }
}
