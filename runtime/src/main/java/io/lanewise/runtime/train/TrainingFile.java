package io.lanewise.runtime.train;

import io.lanewise.runtime.generated.GeneratedCode;
import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.io.CheckpointException;
import io.lanewise.runtime.io.Safetensors;
import io.lanewise.runtime.io.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training as a safetensors file: the parameters under their names, each array of the optimizer's state as
 * {@code exp_avg/hidden.weight} in the layout of its parameter, seed and number of steps in the metadata.
 */
final class TrainingFile {
    private static final String MODEL = "lanewise.model";
    private static final String SEED = "lanewise.training.seed";
    private static final String STEPS = "lanewise.training.steps";
    private static final String NUMERICS = "lanewise.numerics";

    private TrainingFile() {}

    /** What a file holds beside the numbers. */
    record Position(long seed, long steps) {}

    static void write(
            Path file, Signature signature, List<String> names, float[] weights, float[][] state, Position position) {
        List<StoredTensor> tensors = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            tensors.add(new StoredTensor(layout.name(), layout.shape(), layout.toDisk(weights)));
            for (int i = 0; i < state.length; i++) {
                tensors.add(new StoredTensor(named(names.get(i), layout), layout.shape(), layout.toDisk(state[i])));
            }
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(MODEL, signature.model());
        metadata.put(NUMERICS, Integer.toString(GeneratedCode.NUMERICS));
        metadata.put(SEED, Long.toString(position.seed()));
        metadata.put(STEPS, Long.toString(position.steps()));
        Safetensors.write(file, metadata, tensors);
    }

    /** Fills parameters and state; on an error what was handed in may be half filled, so hand in fresh arrays. */
    static Position read(Path file, Signature signature, List<String> names, float[] weights, float[][] state) {
        Map<String, String> metadata = new HashMap<>();
        List<StoredTensor> tensors = Safetensors.read(file, header -> {
            metadata.putAll(header.metadata());
            requireFit(signature, names, header);
        });
        Map<String, float[]> values = new HashMap<>();
        for (StoredTensor tensor : tensors) {
            values.put(tensor.name(), tensor.values());
        }
        for (TensorLayout layout : signature.parameters()) {
            fill(layout, values.get(layout.name()), weights);
            for (int i = 0; i < state.length; i++) {
                fill(layout, values.get(named(names.get(i), layout)), state[i]);
            }
        }
        return new Position(number(metadata, SEED), number(metadata, STEPS));
    }

    private static void fill(TensorLayout layout, float @Nullable [] values, float[] flat) {
        if (values == null) {
            throw new IllegalStateException("The header named '" + layout.name() + "' but the file has none.");
        }
        layout.fromDisk(values, flat);
    }

    /** Says every difference at once. */
    private static void requireFit(Signature signature, List<String> names, Safetensors.Header header) {
        if (!header.metadata().containsKey(SEED) || !header.metadata().containsKey(STEPS)) {
            throw new CheckpointException("This file holds no training, only tensors. If they are weights, load them by"
                    + " the model's load() and start a training anew.");
        }
        Map<String, List<Integer>> shapes = new LinkedHashMap<>(header.shapes());
        List<String> differences = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            compare(layout.name(), layout, shapes, differences);
            for (String name : names) {
                compare(named(name, layout), layout, shapes, differences);
            }
        }
        shapes.forEach((name, shape) -> differences.add("'" + name + "' " + shape + " is not used"));
        if (!differences.isEmpty()) {
            throw new CheckpointException(
                    "This training of " + header.metadata().get(MODEL) + " does not fit "
                            + signature.model() + " with this optimizer. Found: " + String.join("; ", differences)
                            + ". Resume with the model and the kind of optimizer that it was saved with.");
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

    private static String named(String state, TensorLayout layout) {
        return state + "/" + layout.name();
    }

    private static long number(Map<String, String> metadata, String key) {
        String text = metadata.getOrDefault(key, "");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CheckpointException(
                    "'" + key + "' is '" + text + "' where a whole number is due. Use a file that a training saved.",
                    e);
        }
    }
}
