package io.lanewise.runtime.kernel;

import java.util.Arrays;

/** Rows of tables, which lie one after the other in whole vectors: reading them by number, and adding to them. */
public final class Tables {
    private Tables() {}

    /**
     * {@code to[i] = table[indices[i]]}, row by row.
     *
     * @param count how many rows to read
     * @param row floats of a row, padding included
     */
    public static void gather(
            int count, int row, float[] table, int tableAt, int[] indices, int indicesAt, float[] to, int toAt) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(table, tableAt + indices[indicesAt + i] * row, to, toAt + i * row, row);
        }
    }

    /**
     * {@code to[indices[i]] += from[i]}, row by row in their order; rows of which {@code padding} is the number
     * are left out.
     *
     * @param count rows to add
     * @param row floats of a row, padding included
     * @param tableRows rows of {@code to}
     * @param add whether to add to what {@code to} holds, not to zeros
     */
    public static void scatter(
            int count,
            int row,
            float[] from,
            int fromAt,
            int[] indices,
            int indicesAt,
            int padding,
            float[] to,
            int toAt,
            int tableRows,
            boolean add) {
        if (!add) {
            Arrays.fill(to, toAt, toAt + tableRows * row, 0f);
        }
        for (int i = 0; i < count; i++) {
            int index = indices[indicesAt + i];
            if (index != padding) {
                add(from, fromAt + i * row, to, toAt + index * row, row);
            }
        }
    }

    /** The same, of which {@code member} computes some columns: each of them in the order of rows, whoever it is. */
    public static void scatter(
            Member member,
            int count,
            int row,
            float[] from,
            int fromAt,
            int[] indices,
            int indicesAt,
            int padding,
            float[] to,
            int toAt,
            int tableRows,
            boolean add) {
        if (member.isAlone()) {
            scatter(count, row, from, fromAt, indices, indicesAt, padding, to, toAt, tableRows, add);
            return;
        }
        int first = member.floatsFrom(row);
        int length = member.floatsTo(row) - first;
        if (length == 0) {
            return;
        }
        for (int i = 0; i < tableRows && !add; i++) {
            int at = toAt + i * row + first;
            Arrays.fill(to, at, at + length, 0f);
        }
        for (int i = 0; i < count; i++) {
            int index = indices[indicesAt + i];
            if (index != padding) {
                add(from, fromAt + i * row + first, to, toAt + index * row + first, length);
            }
        }
    }

    private static void add(float[] from, int fromAt, float[] to, int toAt, int length) {
        for (int j = 0; j < length; j++) {
            to[toAt + j] += from[fromAt + j];
        }
    }

    /**
     * Sines and cosines of positions in padded rows: in column 2i the sine, in column 2i + 1 the cosine of
     * {@code t / 10000^(2i / width)} (Vaswani et al., Attention Is All You Need, 2017, 3.5), by StrictMath, so that every platform
     * has the same bits.
     *
     * @param steps rows, t from 0 on
     * @param width columns, without padding
     */
    public static float[] sinusoids(int steps, int width) {
        int row = width + 15 & -16;
        float[] table = new float[Math.multiplyExact(steps, row)];
        for (int j = 0; j < width; j += 2) {
            double frequency = StrictMath.pow(10_000, -j / (double) width);
            for (int t = 0; t < steps; t++) {
                table[t * row + j] = (float) StrictMath.sin(t * frequency);
                if (j + 1 < width) {
                    table[t * row + j + 1] = (float) StrictMath.cos(t * frequency);
                }
            }
        }
        return table;
    }
}
