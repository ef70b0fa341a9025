package io.lanewise.runtime.generated;

import io.lanewise.runtime.initializer.Initializer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one parameter lies in memory and on disk, and what training does with it.
 *
 * <p>On disk it is as PyTorch has it: a matrix is [out, in], row-major. In memory a matrix [in, out] lies in panels of 16
 * columns, element (k, j) at {@code at + (j / 16) · 16 · in + 16 · k + j % 16}, and a vector one number after the other; both
 * are padded with zeros to whole panels. The inputs of a matrix behind a flattened image are height × width × channels in
 * memory and channels × height × width on disk. The columns of a maxout are pieces × units in memory and units × pieces on disk.
 * Where columns are in groups, such as the projections of an attention, each group begins a new panel. A table lies in rows, in
 * memory padded to whole panels.
 *
 * <p>A convolution's filters are such a matrix too: a column each, of [filters, channels, height, width] on disk.
 *
 * <p>Gradients and the moments of optimizers lie as the parameters do.
 */
@SuppressWarnings("exports") // annotations of nullness need no module where they are not read
public final class TensorLayout {
    /** Floats in a panel's row: the virtual vector of all kernels. */
    public static final int PANEL = 16;

    private final String name;
    private final int at;
    private final List<Integer> shape;
    private final int rows;
    private final int columns;
    private final int channels;
    private final Form form;
    private final int pieces;
    private final int groups;
    private final int zeroRow;
    private final Initializer initializer;
    private final Training training;

    /** What training does with a parameter. */
    private static final class Training {
        private static final Training PLAIN = new Training(false, false, 0, 0, null);

        private final boolean frozen;
        private final boolean state;
        private final float l1;
        private final float l2;
        private final @Nullable Constraint constraint;

        Training(boolean frozen, boolean state, float l1, float l2, @Nullable Constraint constraint) {
            this.frozen = frozen;
            this.state = state;
            this.l1 = l1;
            this.l2 = l2;
            this.constraint = constraint;
        }
    }

    /** The order of its numbers in memory. */
    private enum Form {
        MATRIX,
        VECTOR,
        TABLE
    }

    private TensorLayout(
            String name,
            int at,
            List<Integer> shape,
            int rows,
            int columns,
            int channels,
            Form form,
            int pieces,
            int groups,
            int zeroRow,
            Initializer initializer,
            Training training) {
        this.name = name;
        this.at = at;
        this.shape = shape;
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        this.form = form;
        this.pieces = pieces;
        this.groups = groups;
        this.zeroRow = zeroRow;
        this.initializer = initializer;
        this.training = training;
    }

    static TensorLayout matrix(String name, int at, int in, int out, Initializer initializer, int... flattened) {
        long size = 1;
        for (int axis : flattened) {
            size *= axis;
        }
        if (flattened.length > 0 && size != in) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + in + " inputs but its flattened shape has " + size + ".");
        }
        int channels = flattened.length == 0 ? 1 : flattened[flattened.length - 1];
        List<Integer> shape = List.of(out, in);
        return new TensorLayout(name, at, shape, in, out, channels, Form.MATRIX, 1, 1, -1, initializer, Training.PLAIN);
    }

    static TensorLayout table(String name, int at, int rows, int width, Initializer initializer) {
        List<Integer> shape = List.of(rows, width);
        return new TensorLayout(name, at, shape, rows, width, 1, Form.TABLE, 1, 1, -1, initializer, Training.PLAIN);
    }

    static TensorLayout vector(String name, int at, int n, Initializer initializer) {
        return tensor(name, at, initializer, List.of(n));
    }

    /** Numbers of any shape, one after the other. */
    static TensorLayout tensor(String name, int at, Initializer initializer, List<Integer> shape) {
        int n = 1;
        for (int axis : shape) {
            n = Math.multiplyExact(n, axis);
        }
        List<Integer> sizes = List.copyOf(shape);
        return new TensorLayout(name, at, sizes, 1, n, 1, Form.VECTOR, 1, 1, -1, initializer, Training.PLAIN);
    }

    private TensorLayout with(int pieces, Training training) {
        return with(pieces, groups, zeroRow, training);
    }

    private TensorLayout with(int pieces, int groups, int zeroRow, Training training) {
        return new TensorLayout(
                name, at, shape, rows, columns, channels, form, pieces, groups, zeroRow, initializer, training);
    }

    TensorLayout inGroups(int count) {
        if (count < 1 || columns % count != 0 || pieces > 1 || form == Form.TABLE) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + columns + " columns, which are not to be cut into " + count + " groups.");
        }
        return with(pieces, count, zeroRow, training);
    }

    TensorLayout withZeroRow(int row) {
        if (form != Form.TABLE || row < 0 || row >= rows) {
            throw new IllegalArgumentException("'" + name + "' has no row " + row + " that could start as zeros.");
        }
        return with(pieces, groups, row, training);
    }

    /** The same under axis sizes on disk of which there are as many numbers: a convolution's filters. */
    TensorLayout shaped(List<Integer> sizes) {
        long size = 1;
        for (int axis : sizes) {
            size *= axis;
        }
        if (size != count()) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + count() + " numbers but its shape " + sizes + " has " + size + ".");
        }
        List<Integer> all = List.copyOf(sizes);
        return new TensorLayout(
                name, at, all, rows, columns, channels, form, pieces, groups, zeroRow, initializer, training);
    }

    TensorLayout inPieces(int count) {
        if (count < 1 || columns % count != 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + columns + " columns, which is no multiple of " + count + " pieces.");
        }
        return with(count, training);
    }

    TensorLayout asFrozen() {
        return with(pieces, new Training(true, training.state, training.l1, training.l2, training.constraint));
    }

    TensorLayout asState() {
        return with(pieces, new Training(training.frozen, true, training.l1, training.l2, training.constraint));
    }

    TensorLayout regularized(float l1, float l2) {
        if (!(l1 >= 0 && l2 >= 0) || Float.isInfinite(l1 + l2)) {
            throw new IllegalArgumentException("'" + name + "' has the regularizers l1 = " + l1 + " and l2 = " + l2
                    + ". Give finite numbers of at least 0.");
        }
        return with(pieces, new Training(training.frozen, training.state, l1, l2, training.constraint));
    }

    TensorLayout constrained(Constraint constraint) {
        return with(pieces, new Training(training.frozen, training.state, training.l1, training.l2, constraint));
    }

    /** Its name, on disk too: {@code hidden.weight}. */
    public String name() {
        return name;
    }

    /** Index of its first float in the flat parameters. */
    public int at() {
        return at;
    }

    /** Axis sizes on disk. */
    public List<Integer> shape() {
        return shape;
    }

    /** Numbers in it, without padding. */
    public int count() {
        return Math.multiplyExact(rows, columns);
    }

    /** Floats that it takes in memory, padding included. */
    public int length() {
        return Math.multiplyExact(Math.multiplyExact(rows, groups), padded(columns / groups));
    }

    /** What its numbers start from. */
    public Initializer initializer() {
        return initializer;
    }

    /** Whether training leaves it as it is: its gradient is 0, and no decay, penalty or constraint acts on it. */
    public boolean frozen() {
        return training.frozen;
    }

    /**
     * Whether it is no parameter but state, such as running statistics: saved with the parameters and seen by no optimizer. In the layout
     * of gradients stands what a step of training adds to it.
     */
    public boolean state() {
        return training.state;
    }

    /** The factor of the sum of its absolute values, a part of the loss; 0 for none. */
    public float l1() {
        return training.l1;
    }

    /** The factor of the sum of its squares, a part of the loss; 0 for none. */
    public float l2() {
        return training.l2;
    }

    /** The condition that it meets after each step of training; null for none. */
    public @Nullable Constraint constraint() {
        return training.constraint;
    }

    /** Rows in memory: inputs of a matrix, 1 for anything else. */
    int rows() {
        return rows;
    }

    /** Whether it lies in panels, a unit a column. */
    boolean isMatrix() {
        return form == Form.MATRIX;
    }

    private static int padded(int width) {
        return Math.addExact(width, PANEL - 1) / PANEL * PANEL;
    }

    /** The numbers that a new network has, in the order of disk: each group of columns by itself, unless one is to differ. */
    float[] start(long seed) {
        float[] all = new float[count()];
        int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
        int parts = initializer.tellsGroupsApart() ? 1 : groups;
        sizes[0] /= parts;
        for (int group = 0; group < parts; group++) {
            float[] numbers = initializer.values(seed, parts == 1 ? name : name + '#' + group, sizes);
            System.arraycopy(numbers, 0, all, group * numbers.length, numbers.length);
        }
        if (zeroRow >= 0) {
            Arrays.fill(all, zeroRow * columns, (zeroRow + 1) * columns, 0f);
        }
        return all;
    }

    /**
     * Its numbers in the order of disk.
     *
     * @param flat memory in the layout of the parameters: the parameters themselves, gradients or moments
     */
    public float[] toDisk(float[] flat) {
        float[] disk = new float[count()];
        if (form == Form.TABLE) {
            for (int k = 0; k < rows; k++) {
                System.arraycopy(flat, at + k * padded(columns), disk, k * columns, columns);
            }
            return disk;
        }
        for (int j = 0, count; j < columns; j += count) {
            count = inPanel(j);
            for (int k = 0; k < rows; k++) {
                if (pieces == 1) {
                    copy(flat, inMemory(k, j), 1, disk, j * rows + onDisk(k), rows, count);
                } else {
                    for (int i = 0; i < count; i++) {
                        disk[unitOnDisk(j + i) * rows + onDisk(k)] = flat[inMemory(k, j) + i];
                    }
                }
            }
        }
        return disk;
    }

    /**
     * Writes numbers in the order of disk to memory, and zeros to the padding.
     *
     * @param disk {@link #count()} numbers
     * @param flat memory in the layout of the parameters
     */
    public void fromDisk(float[] disk, float[] flat) {
        if (form == Form.TABLE) {
            for (int k = 0; k < rows; k++) {
                int row = at + k * padded(columns);
                System.arraycopy(disk, k * columns, flat, row, columns);
                Arrays.fill(flat, row + columns, row + padded(columns), 0f);
            }
            return;
        }
        for (int j = 0, count; j < columns; j += count) {
            count = inPanel(j);
            for (int k = 0; k < rows; k++) {
                int row = inMemory(k, j);
                if (pieces == 1) {
                    copy(disk, j * rows + onDisk(k), rows, flat, row, 1, count);
                } else {
                    for (int i = 0; i < count; i++) {
                        flat[row + i] = disk[unitOnDisk(j + i) * rows + onDisk(k)];
                    }
                }
                Arrays.fill(flat, row + count, row + PANEL, 0f);
            }
        }
    }

    /** A method of its own, called once a row of a panel: so it is compiled while the first matrix of a process is read. */
    private static void copy(float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i * toStep] = from[fromAt + i * fromStep];
        }
    }

    /** The place of row k of column j; the rest of the panel's columns follow. */
    int inMemory(int k, int j) {
        int width = columns / groups;
        int inGroup = j % width;
        return at + (j / width * padded(width) + inGroup - inGroup % PANEL) * rows + k * PANEL + inGroup % PANEL;
    }

    /** Columns of the panel that begins with column j. */
    private int inPanel(int j) {
        int width = columns / groups;
        return Math.min(PANEL, width - j % width);
    }

    /** Input k on disk: there the channels of a flattened image come first. */
    private int onDisk(int k) {
        return channels == 1 ? k : k % channels * (rows / channels) + k / channels;
    }

    /** Column j on disk: there the pieces of one unit stand together, in memory the first pieces of all units. */
    private int unitOnDisk(int j) {
        int units = columns / pieces;
        return j % units * pieces + j / units;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
