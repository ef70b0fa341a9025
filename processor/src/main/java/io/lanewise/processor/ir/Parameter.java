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
 */
public record Parameter(
        String name,
        List<Integer> dims,
        String initializer,
        float scale,
        int fanIn,
        int fanOut,
        List<Integer> flattened) {
    public Parameter {
        dims = List.copyOf(dims);
        flattened = List.copyOf(flattened);
    }
}
