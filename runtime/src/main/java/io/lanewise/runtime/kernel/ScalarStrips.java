package io.lanewise.runtime.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The scalar twin of wide matrix products, in a form that HotSpot turns into vector instructions by itself: plain loops over the
 * columns of a strip, each step of k one {@link Fma}. It does so only where all arrays of a loop are read and written at the
 * loop's own index, since it cannot tell otherwise that they do not overlap; therefore each row of B and of C is copied to an
 * array of its own first. Every element stays one chain in the order of k, so the bits are those of all other forms.
 */
final class ScalarStrips {
    /** Columns of a strip. */
    private static final int COLUMNS = 256;

    /** Rows of C that are computed by one copy of B. */
    private static final int ROWS = 32;

    /** Steps of k in one pass over a row of C. */
    private static final int STEPS = 4;

    /** Workspaces for the calls that run at a time; made when first needed and kept. */
    private static final ScalarStrips[] SLOTS =
            new ScalarStrips[2 * Runtime.getRuntime().availableProcessors()];

    private static final AtomicIntegerArray BUSY = new AtomicIntegerArray(SLOTS.length);

    private final float[][] columnsOfB = new float[STEPS][COLUMNS];
    private final float[][] sums = new float[ROWS][COLUMNS];

    private ScalarStrips() {}

    /**
     * The columns {@code from} to {@code to}, multiples of 16, of what {@code Gemm.multiply} describes.
     *
     * @return false if so many calls run at a time that no workspace is free; nothing is computed then
     */
    static boolean multiply(
            int m,
            int from,
            int to,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel,
            float[] c,
            int cAt,
            int cRow,
            int cPanel,
            boolean add) {
        int slot = 0;
        while (!BUSY.compareAndSet(slot, 0, 1)) {
            if (++slot == SLOTS.length) {
                return false;
            }
        }
        try {
            ScalarStrips strips = SLOTS[slot];
            if (strips == null) {
                strips = new ScalarStrips();
                SLOTS[slot] = strips;
            }
            int parts = (to - from + COLUMNS - 1) / COLUMNS;
            // Parts of about the same width, so that none is so narrow that its loops stay scalar.
            int width = ((to - from) / parts + 15) & -16;
            for (int j = from; j < to; j += width) {
                int columns = Math.min(width, to - j);
                int bj = bAt + (j >> 4) * bPanel;
                int cj = cAt + (j >> 4) * cPanel;
                for (int i = 0; i < m; i += ROWS) {
                    int rows = Math.min(ROWS, m - i);
                    int ci = cj + i * cRow;
                    strips.begin(rows, columns, c, ci, cRow, cPanel, add);
                    strips.sum(rows, columns, k, a, aAt + i * aRow, aRow, aColumn, b, bj, bRow, bPanel);
                    strips.end(rows, columns, c, ci, cRow, cPanel);
                }
            }
        } finally {
            BUSY.set(slot, 0);
        }
        return true;
    }

    private void begin(int rows, int columns, float[] c, int cAt, int cRow, int cPanel, boolean add) {
        for (int i = 0; i < rows; i++) {
            if (add) {
                gather(c, cAt + i * cRow, cPanel, sums[i], columns);
            } else {
                Arrays.fill(sums[i], 0, columns, 0);
            }
        }
    }

    private void end(int rows, int columns, float[] c, int cAt, int cRow, int cPanel) {
        for (int i = 0; i < rows; i++) {
            float[] from = sums[i];
            int at = cAt + i * cRow;
            if (cPanel == 16) {
                System.arraycopy(from, 0, c, at, columns);
            } else {
                for (int j = 0; j < columns; j += 16) {
                    System.arraycopy(from, j, c, at + (j >> 4) * cPanel, 16);
                }
            }
        }
    }

    private static void gather(float[] from, int at, int panel, float[] to, int columns) {
        if (panel == 16) {
            System.arraycopy(from, at, to, 0, columns);
        } else {
            for (int j = 0; j < columns; j += 16) {
                System.arraycopy(from, at + (j >> 4) * panel, to, j, 16);
            }
        }
    }

    private void sum(
            int rows,
            int columns,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bPanel) {
        float[] b0 = columnsOfB[0];
        float[] b1 = columnsOfB[1];
        float[] b2 = columnsOfB[2];
        float[] b3 = columnsOfB[3];
        int t = 0;
        for (; t + STEPS <= k; t += STEPS) {
            for (int s = 0; s < STEPS; s++) {
                gather(b, bAt + (t + s) * bRow, bPanel, columnsOfB[s], columns);
            }
            int at = aAt + t * aColumn;
            int i = 0;
            for (; i + 2 <= rows; i += 2) {
                two(columns, a, at + i * aRow, aRow, aColumn, b0, b1, b2, b3, sums[i], sums[i + 1]);
            }
            if (i < rows) {
                one(columns, a, at + i * aRow, aColumn, b0, b1, b2, b3, sums[i]);
            }
        }
        for (; t < k; t++) {
            gather(b, bAt + t * bRow, bPanel, b0, columns);
            for (int i = 0; i < rows; i++) {
                step(columns, a[aAt + t * aColumn + i * aRow], b0, sums[i]);
            }
        }
    }

    /** Four steps of k for two rows: what HotSpot still puts into vectors; four rows by four steps are too much for some. */
    private static void two(
            int columns,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c0,
            float[] c1) {
        int second = aAt + aRow;
        float x0 = a[aAt];
        float x1 = a[aAt + aColumn];
        float x2 = a[aAt + 2 * aColumn];
        float x3 = a[aAt + 3 * aColumn];
        float z0 = a[second];
        float z1 = a[second + aColumn];
        float z2 = a[second + 2 * aColumn];
        float z3 = a[second + 3 * aColumn];
        for (int j = 0; j < columns; j++) {
            float y0 = b0[j];
            float y1 = b1[j];
            float y2 = b2[j];
            float y3 = b3[j];
            c0[j] = Fma.fma(x3, y3, Fma.fma(x2, y2, Fma.fma(x1, y1, Fma.fma(x0, y0, c0[j]))));
            c1[j] = Fma.fma(z3, y3, Fma.fma(z2, y2, Fma.fma(z1, y1, Fma.fma(z0, y0, c1[j]))));
        }
    }

    private static void one(
            int columns, float[] a, int aAt, int aColumn, float[] b0, float[] b1, float[] b2, float[] b3, float[] c0) {
        float x0 = a[aAt];
        float x1 = a[aAt + aColumn];
        float x2 = a[aAt + 2 * aColumn];
        float x3 = a[aAt + 3 * aColumn];
        for (int j = 0; j < columns; j++) {
            c0[j] = Fma.fma(x3, b3[j], Fma.fma(x2, b2[j], Fma.fma(x1, b1[j], Fma.fma(x0, b0[j], c0[j]))));
        }
    }

    private static void step(int columns, float x, float[] b, float[] c) {
        for (int j = 0; j < columns; j++) {
            c[j] = Fma.fma(x, b[j], c[j]);
        }
    }
}
