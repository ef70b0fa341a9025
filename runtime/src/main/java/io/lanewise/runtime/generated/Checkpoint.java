package io.lanewise.runtime.generated;

import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.io.Safetensors;
import io.lanewise.runtime.io.StoredTensor;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parameters of a model as a safetensors file, under PyTorch's names and in its layout. */
final class Checkpoint implements Consumer<Safetensors.Header> {
    /** Version of what is written; raised when a reader must know. */
    private static final int FORMAT = 1;

    /** Differences that an error lists one by one. */
    private static final int LISTED = 20;

    /** What the names of texts kept with the weights begin with. */
    private static final String NOTE = "lanewise.note.";

    private static final String COUNTER = "num_batches_tracked";

    private final Signature signature;
    private final float[] flat;
    private Map<String, String> notes = Map.of();

    private Checkpoint(Signature signature) {
        this.signature = signature;
        this.flat = new float[signature.parameterFloats()];
    }

    static Checkpoint read(Signature signature, Path path) {
        Checkpoint read = new Checkpoint(signature);
        return read.fill(Safetensors.read(path, read));
    }

    static Checkpoint read(Signature signature, InputStream stream) {
        Checkpoint read = new Checkpoint(signature);
        return read.fill(Safetensors.read(stream, read));
    }

    /** The parameters in their layout in memory. */
    float[] flat() {
        return flat;
    }

    /** Texts kept with the weights, by name. */
    Map<String, String> notes() {
        return notes;
    }

    static void write(Signature signature, float[] flat, Map<String, String> notes, Path path) {
        List<StoredTensor> tensors = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            tensors.add(new StoredTensor(layout.name(), layout.shape(), layout.toDisk(flat)));
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt"); // what readers in Python ask for: the layout is PyTorch's
        metadata.put("lanewise.format", String.valueOf(FORMAT));
        metadata.put("lanewise.model", signature.model());
        metadata.put("lanewise.numerics", String.valueOf(GeneratedCode.NUMERICS));
        notes.forEach((name, text) -> metadata.put(NOTE + name, text));
        Safetensors.write(path, metadata, tensors);
    }

    private Checkpoint fill(List<StoredTensor> tensors) {
        for (StoredTensor tensor : tensors) {
            TensorLayout layout = signature.parameter(tensor.name());
            if (layout != null) {
                layout.fromDisk(tensor.values(), flat);
            }
        }
        return this;
    }

    /** Says every difference at once, before any number is read. No lambda: the first takes milliseconds of a program's start. */
    @Override
    public void accept(Safetensors.Header header) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(header.shapes());
        List<String> differences = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            List<Integer> shape = shapes.remove(layout.name());
            if (shape == null) {
                differences.add("'" + layout.name() + "' " + layout.shape() + " is missing");
            } else if (!shape.equals(layout.shape())) {
                differences.add("'" + layout.name() + "' is " + shape + " where the model has " + layout.shape());
            }
        }
        for (Map.Entry<String, List<Integer>> left : shapes.entrySet()) {
            if (isCounter(left.getKey())) {
                header.skip(left.getKey());
                continue;
            }
            differences.add("'" + left.getKey() + "' " + left.getValue() + " is not in the model");
        }
        for (Map.Entry<String, String> text : header.metadata().entrySet()) {
            if (text.getKey().startsWith(NOTE)) {
                notes = notes.isEmpty() ? new TreeMap<>() : notes;
                notes.put(text.getKey().substring(NOTE.length()), text.getValue());
            }
        }
        if (!differences.isEmpty()) {
            throw new CheckpointException(message(signature, header.metadata().get("lanewise.model"), differences));
        }
    }

    /** Whether PyTorch counts steps here, beside running statistics of the model: nothing is computed from it. */
    private boolean isCounter(String name) {
        return name.endsWith(COUNTER)
                && signature.parameter(name.substring(0, name.length() - COUNTER.length()) + "running_mean") != null;
    }

    private static String message(Signature signature, @Nullable String writer, List<String> differences) {
        StringBuilder text = new StringBuilder("This checkpoint does not fit ").append(signature.model());
        if (writer != null && !writer.equals(signature.model())) {
            text.append("; it was written by ").append(writer);
        }
        text.append(". Found: ");
        int listed = Math.min(differences.size(), LISTED);
        text.append(String.join("; ", differences.subList(0, listed)));
        if (listed < differences.size()) {
            text.append("; and ").append(differences.size() - listed).append(" more");
        }
        return text.append(". Load a checkpoint of this model, or change the model to the one that was saved.")
                .toString();
    }
}
