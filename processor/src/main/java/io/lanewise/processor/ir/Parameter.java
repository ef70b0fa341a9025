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
 * @param gates how many matrices or vectors stand side by side in its columns, each padded to whole panels: those of a
 *     recurrent layer, on disk one behind the other, {@code shape} with no padding; 1 for all else
 * @param treatment what training does with it
 * @param form how it lies where it is not a vector or a matrix of its own
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
        int gates,
        Treatment treatment,
        Form form) {
    /** Stands before the number of a part in the names of parameters that are one tensor on disk. */
    private static final char PART = '#';

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
        this(name, dims, initializer, scale, fanIn, fanOut, flattened, 1, List.of(), 1, Treatment.PLAIN, Form.PLAIN);
    }

    /** The same under another name. */
    public Parameter named(String other) {
        return new Parameter(
                other, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, gates, treatment, form);
    }

    /** The same, frozen if {@code also}. */
    public Parameter frozen(boolean also) {
        return new Parameter(
                name,
                dims,
                initializer,
                scale,
                fanIn,
                fanOut,
                flattened,
                pieces,
                shape,
                gates,
                treatment.frozen(also),
                form);
    }

    /** The same, of a maxout whose units are cut in so many pieces. */
    public Parameter inPieces(int count) {
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, count, shape, gates, treatment, form);
    }

    /** The same, with another treatment. */
    public Parameter treated(Treatment other) {
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, gates, other, form);
    }

    /** The same, of this shape on disk. */
    public Parameter shaped(List<Integer> other) {
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, other, gates, treatment, form);
    }

    /** The same, in rows, of which {@code zeroRow} starts as zeros; −1 for none. */
    public Parameter asTable(int zeroRow) {
        Form rows = new Form(true, zeroRow, form.part(), form.parts());
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, gates, treatment, rows);
    }

    /** Number {@code part} of so many, equal but for their names, that are one tensor on disk. */
    public Parameter part(int part, int parts) {
        Form cut = new Form(form.table(), form.zeroRow(), part, parts);
        String own = partName(name, part);
        return new Parameter(
                own, dims, initializer, scale, fanIn, fanOut, flattened, pieces, shape, gates, treatment, cut);
    }

    /** Name of part {@code part} of what is {@code name} on disk. */
    public static String partName(String name, int part) {
        return name + PART + part;
    }

    /** Its name on disk, which parts have in common. */
    public String diskName() {
        return form.parts() == 1 ? name : name.substring(0, name.lastIndexOf(PART));
    }

    /** What it is to a program. */
    public Type type() {
        return form.table() ? Type.table(dims) : Type.fixed(dims);
    }

    /** The same, of so many gates, {@code onDisk} its axis sizes there. */
    public Parameter inGates(int count, List<Integer> onDisk) {
        return new Parameter(
                name, dims, initializer, scale, fanIn, fanOut, flattened, pieces, onDisk, count, treatment, form);
    }

    /** How many numbers it has, as the user counts them. */
    public long count() {
        return new Shape(gates > 1 ? shape : dims).size();
    }
}
