package io.lanewise.runtime;

import io.lanewise.runtime.generated.Named;
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

    /**
     * Takes over parameters of another network, as for transfer learning: {@code copyFrom(trained, "features.*")}. All of them are
     * published together. A network of another class may be the other: only names and shapes must agree.
     *
     * @param other the network to copy from, which stays as it is
     * @param pattern a name of this network's parameters, in which {@code *} stands for any letters; {@code "*"} for all
     * @return the names of what was copied
     * @throws IllegalArgumentException if no parameter of this network matches the pattern, or the other network lacks one that
     *     does or has it in another shape; nothing has changed then
     */
    public List<String> copyFrom(Network other, String pattern) {
        List<TensorLayout> wanted = signature.matching(pattern);
        Signature source = other.weights().signature();
        float[] current = other.weights().current();
        List<String> names = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        List<float[]> values = new ArrayList<>();
        for (TensorLayout layout : wanted) {
            TensorLayout found = source.parameter(layout.name());
            names.add(layout.name());
            if (found == null) {
                differences.add("'" + layout.name() + "' " + layout.shape() + " is missing there");
            } else if (!found.shape().equals(layout.shape())) {
                differences.add(
                        "'" + layout.name() + "' is " + found.shape() + " there and " + layout.shape() + " here");
            } else {
                values.add(found.toDisk(current));
            }
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("The parameters of " + source.model() + " do not fit those of "
                    + signature.model() + " that match '" + pattern + "': " + String.join("; ", differences)
                    + ". Choose a pattern of what the two have in common.");
        }
        weights.update(flat -> {
            for (int i = 0; i < values.size(); i++) {
                wanted.get(i).fromDisk(values.get(i), flat);
            }
        });
        return List.copyOf(names);
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
