package io.lanewise.training;

import io.lanewise.runtime.generated.GeneratedCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.io.Safetensors;
import io.lanewise.runtime.io.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training as a safetensors file: arrays in the layout of the parameters by name, and facts by name in the metadata.
 *
 * <p>The array {@code ""} is the parameters, under their own names; any other stands as {@code exp_avg/hidden.weight}, a tensor
 * for each parameter. Arrays whose name begins with {@value #TRAINER} are the trainer's own: a reader may leave them.
 */
final class TrainingFile {
    /** The name that the arrays and facts of a {@link Trainer} begin with. */
    static final String TRAINER = "trainer.";

    private static final String FACTS = "lanewise.training.";
    private static final String MODEL = "lanewise.model";
    private static final String NUMERICS = "lanewise.numerics";

    private final Signature signature;
    private final Map<String, float[]> arrays = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();

    TrainingFile(Signature signature) {
        this.signature = signature;
    }

    /** Puts an array in the layout of the parameters, which is written as it is when {@link #write} is called. */
    TrainingFile put(String name, float[] flat) {
        arrays.put(name, flat);
        return this;
    }

    /** Puts a fact; numbers are written so that reading gives the same bits. */
    TrainingFile put(String name, Object value) {
        facts.put(name, value.toString());
        return this;
    }

    /** Writes the file, which is the old one or the new one whatever happens. */
    void write(Path file) {
        List<StoredTensor> tensors = new ArrayList<>();
        arrays.forEach((name, flat) -> {
            for (TensorLayout layout : signature.parameters()) {
                tensors.add(new StoredTensor(tensor(name, layout), layout.shape(), layout.toDisk(flat)));
            }
        });
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(MODEL, signature.model());
        metadata.put(NUMERICS, Integer.toString(GeneratedCode.NUMERICS));
        facts.forEach((name, value) -> metadata.put(FACTS + name, value));
        Safetensors.write(file, metadata, tensors);
    }

    /**
     * Reads a file.
     *
     * @param due names of the arrays that the file must have
     * @throws CheckpointException if the file cannot be read, is no training, or has other arrays
     */
    static TrainingFile read(Path path, Signature signature, List<String> due) {
        TrainingFile file = new TrainingFile(signature);
        List<StoredTensor> tensors = Safetensors.read(path, header -> {
            header.metadata().forEach((name, value) -> {
                if (name.startsWith(FACTS)) {
                    file.facts.put(name.substring(FACTS.length()), value);
                }
            });
            file.requireFit(due, header);
        });
        for (StoredTensor tensor : tensors) {
            int slash = tensor.name().indexOf('/');
            TensorLayout layout = signature.parameter(tensor.name().substring(slash + 1));
            if (layout != null) {
                float[] flat = file.arrays.computeIfAbsent(
                        tensor.name().substring(0, Math.max(slash, 0)), name -> new float[signature.parameterFloats()]);
                layout.fromDisk(tensor.values(), flat);
            }
        }
        return file;
    }

    /** Copies an array that the file has to the beginning of another. */
    void get(String name, float[] into) {
        float[] flat = find(name);
        if (flat == null) {
            throw new IllegalStateException("The array '" + name + "' was not asked for.");
        }
        System.arraycopy(flat, 0, into, 0, flat.length);
    }

    /** An array, or null if the file has none of this name. */
    float @Nullable [] find(String name) {
        return arrays.get(name);
    }

    /** Whether there is a fact of this name. */
    boolean has(String name) {
        return facts.containsKey(name);
    }

    /** @throws CheckpointException if there is no such fact */
    String text(String name) {
        String text = facts.get(name);
        if (text == null) {
            throw new CheckpointException("'" + FACTS + name + "' is missing. Use a file that a training saved.");
        }
        return text;
    }

    /** @throws CheckpointException if there is no such fact or it is no whole number */
    long number(String name) {
        try {
            return Long.parseLong(text(name));
        } catch (NumberFormatException e) {
            throw wrong(name, "a whole number", e);
        }
    }

    /** @throws CheckpointException if there is no such fact or it is no number */
    double real(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw wrong(name, "a number", e);
        }
    }

    private CheckpointException wrong(String name, String due, Exception cause) {
        return new CheckpointException(
                "'" + FACTS + name + "' is '" + text(name) + "' where " + due
                        + " is due. Use a file that a training saved.",
                cause);
    }

    /** Says every difference at once. */
    private void requireFit(List<String> due, Safetensors.Header header) {
        if (!has(Training.SEED) || !has(Training.STEPS)) {
            throw new CheckpointException("This file holds no training, only tensors. If they are weights, load them by"
                    + " the model's load() and start a training anew.");
        }
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(header.shapes());
        List<String> differences = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            for (String name : due) {
                compare(tensor(name, layout), layout, shapes, differences);
            }
        }
        shapes.forEach((name, shape) -> {
            TensorLayout layout = signature.parameter(name.substring(name.indexOf('/') + 1));
            boolean own =
                    name.startsWith(TRAINER) && layout != null && layout.shape().equals(shape);
            if (!own) {
                differences.add("'" + name + "' " + shape + " is not used");
            }
        });
        if (!differences.isEmpty()) {
            throw new CheckpointException(
                    "This training of " + header.metadata().get(MODEL) + " does not fit "
                            + signature.model() + " with this optimizer and these options. Found: "
                            + String.join("; ", differences)
                            + ". Resume with the model and the kind of optimizer that it was saved with, averaged or not as it was then.");
        }
    }

    private static void compare(
            String name, TensorLayout layout, Map<String, List<Integer>> shapes, List<String> differences) {
        List<Integer> shape = shapes.remove(name);
        if (shape == null) {
            differences.add("'" + name + "' " + layout.shape() + " is missing");
        } else if (!shape.equals(layout.shape())) {
            differences.add("'" + name + "' is " + shape + " where " + layout.shape() + " is due");
        }
    }

    private static String tensor(String array, TensorLayout layout) {
        return array.isEmpty() ? layout.name() : array + "/" + layout.name();
    }
}
