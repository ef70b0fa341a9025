package io.lanewise.runtime.generated;

import io.lanewise.runtime.initializer.Initializer;
import java.util.Arrays;
import java.util.List;

/**
 * How one parameter lies in memory and on disk.
 *
 * <p>On disk it is as PyTorch has it: a matrix is [out, in], row-major. In memory a matrix [in, out] lies in panels of 16
 * columns, element (k, j) at {@code at + (j / 16) · 16 · in + 16 · k + j % 16}, and a vector one number after the other; both
 * are padded with zeros to whole panels. The inputs of a matrix behind a flattened image are height × width × channels in
 * memory and channels × height × width on disk.
 *
 * <p>Gradients and the moments of optimizers lie as the parameters do.
 */
public final class TensorLayout {
    /** Floats in a panel's row: the virtual vector of all kernels. */
    static final int PANEL = 16;

    private final String name;
    private final int at;
    private final List<Integer> shape;
    private final int rows;
    private final int columns;
    private final int channels;
    private final Initializer initializer;

    private TensorLayout(
            String name, int at, List<Integer> shape, int rows, int columns, int channels, Initializer initializer) {
        this.name = name;
        this.at = at;
        this.shape = shape;
        this.rows = rows;
        this.columns = columns;
        this.channels = channels;
        this.initializer = initializer;
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
        return new TensorLayout(name, at, List.of(out, in), in, out, channels, initializer);
    }

    static TensorLayout vector(String name, int at, int n, Initializer initializer) {
        return new TensorLayout(name, at, List.of(n), 1, n, 1, initializer);
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
        return Math.multiplyExact(rows, Math.addExact(columns, PANEL - 1) / PANEL * PANEL);
    }

    /** What its numbers start from. */
    public Initializer initializer() {
        return initializer;
    }

    /**
     * Its numbers in the order of disk.
     *
     * @param flat memory in the layout of the parameters: the parameters themselves, gradients or moments
     */
    public float[] toDisk(float[] flat) {
        float[] disk = new float[count()];
        for (int j = 0; j < columns; j += PANEL) {
            int count = Math.min(PANEL, columns - j);
            for (int k = 0; k < rows; k++) {
                copy(flat, inMemory(k, j), 1, disk, j * rows + onDisk(k), rows, count);
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
        for (int j = 0; j < columns; j += PANEL) {
            int count = Math.min(PANEL, columns - j);
            for (int k = 0; k < rows; k++) {
                int row = inMemory(k, j);
                copy(disk, j * rows + onDisk(k), rows, flat, row, 1, count);
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

    /** Row k of the panel that begins with column j. */
    private int inMemory(int k, int j) {
        return at + j * rows + k * PANEL;
    }

    /** Input k on disk: there the channels of a flattened image come first. */
    private int onDisk(int k) {
        return channels == 1 ? k : k % channels * (rows / channels) + k / channels;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
