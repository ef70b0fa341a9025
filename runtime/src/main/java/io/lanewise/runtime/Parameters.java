package io.lanewise.runtime;

import io.lanewise.runtime.generated.Signature;
import io.lanewise.runtime.generated.TensorLayout;
import io.lanewise.runtime.generated.Weights;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a network by name, as PyTorch names, shapes and orders them: {@code hidden.weight} is [out, in],
 * row-major. Shared and tied parameters stand once, under their owner's name.
 *
 * <p>What is read is a copy of the newest version; what is set is published at once. A training that is under way keeps its
 * own copy and does not see it.
 */
public final class Parameters {
    private final Weights weights;
    private final Signature signature;

    Parameters(Weights weights) {
        this.weights = weights;
        this.signature = weights.signature();
    }

    /** All names, in the order of the model. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (TensorLayout layout : signature.parameters()) {
            names.add(layout.name());
        }
        return List.copyOf(names);
    }

    /**
     * Axis sizes of a parameter.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public List<Integer> shape(String name) {
        return Named.parameter(signature, name).shape();
    }

    /**
     * A copy of a parameter's numbers.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public float[] get(String name) {
        return Named.parameter(signature, name).toDisk(weights.current());
    }

    /**
     * Sets a parameter's numbers; predictions that begin later see them.
     *
     * @param values as many numbers as the parameter has
     * @throws IllegalArgumentException if there is none of this name or the length differs
     */
    public void set(String name, float[] values) {
        TensorLayout layout = Named.parameter(signature, name);
        if (values.length != layout.count()) {
            throw new IllegalArgumentException("'" + name + "' has the shape " + layout.shape() + " = " + layout.count()
                    + " numbers, but " + values.length + " were given. Pass all of them, row-major.");
        }
        weights.update(flat -> layout.fromDisk(values, flat));
    }

    /** Numbers in all parameters together. */
    public int count() {
        int count = 0;
        for (TensorLayout layout : signature.parameters()) {
            count += layout.count();
        }
        return count;
    }

    @Override
    public String toString() {
        return signature.model() + " " + signature.parameters();
    }
}
