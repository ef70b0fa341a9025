package io.lanewise.processor.ir;

import java.util.List;

/**
 * A trained tensor. {@code dims} is the order of memory, {@code [in, out]} for a matrix; on disk a matrix is the transpose,
 * {@code [out, in]}, as PyTorch has it.
 *
 * @param name {@code hidden.weight}; in the body of a scan {@code blocks.*.hidden.weight}, a star for each instance
 * @param dims {@code [in, out]} or {@code [n]}
 * @param initializer name of the constant of {@code Initializer}
 * @param scale its scale
 * @param fanIn inputs of the layer
 * @param fanOut outputs of the layer
 * @param flattened the shape {@code [height, width, channels]} that the inputs were flattened from, whose order on disk is
 *     channels first; empty where order is the same
 * @param pieces into how many each unit of a maxout is cut, whose order on disk is units first; 1 for all else
 * @param shape axis sizes on disk where they do not follow from {@code dims}; else empty
 * @param treatment what training does with it
 */
public record Parameter(
        String name,
        List<Integer> dims,
        String initializer,
        float scale,
        int fanIn,
        int fanOut,
        List<Integer> flattened,
        int pieces,
        List<Integer> shape,
        Treatment treatment) {
    public Parameter {
        dims = List.copyOf(dims);
        flattened = List.copyOf(flattened);
        shape = List.copyOf(shape);
    }

    /** A matrix or a vector that is trained and nothing else. */
    public Parameter(
            String name,
            List<Integer> dims,
            String initializer,
            float scale,
            int fanIn,
            int fanOut,
            List<Integer> flattened) {
        this(name, dims, initializer, scale, fanIn, fanOut, flattened, 1, List.of(), Treatment.PLAIN);
    }

    /** The same under another name. */
    public Parameter named(String other) {
        return new Parameter(other, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, treatment);
    }

    /** The same, frozen if {@code also}. */
    public Parameter frozen(boolean also) {
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, treatment.frozen(also));
    }

    /** The same, of a maxout whose units are cut in so many pieces. */
    public Parameter inPieces(int count) {
        return new Parameter(name, dims, initializer, scale, fanIn, fanOut, flattened, count, shape, treatment);
    }

    /** The same, with another treatment. */
    public Parameter treated(Treatment other) {
        return new Parameter(name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, other);
    }
}
