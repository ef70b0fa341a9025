package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.Lanes;
import io.lanewise.runtime.kernel.vector.VectorGemm;

/**
 * Matrix products. Every element of the result is one chain of fused multiply-adds in the order of k, so its bits depend neither
 * on tiles nor on vector width, threads, or whether the code is warm.
 *
 * <p>Blocks: k in parts whose strip of B stays in the first-level cache, then columns, then rows; between parts the sums wait in
 * C, which changes no bit.
 */
public final class Gemm {
    /** Steps of k in a block: a strip of 32 columns of B then takes 32 KiB. */
    private static final int BLOCK = 256;

    /** Steps of k that a cold tile computes at a time: interpreted, some hundred microseconds. */
    private static final int SLICE = 16;

    private static final Vectors VECTORS = Vectors.ofRuntime();
    private static final TakeOver SIX = TakeOver.of(VECTORS, "gemm 6 rows");
    private static final TakeOver TWELVE = TakeOver.of(VECTORS, "gemm 12 rows");
    private static final TakeOver THREE = TakeOver.of(VECTORS, "gemm 3 rows");
    private static final TakeOver ONE = TakeOver.of(VECTORS, "gemm 1 row");

    private Gemm() {}

    /**
     * {@code C = A·B}, or {@code C += A·B} with {@code add}.
     *
     * <p>A(i, k) lies at {@code aAt + i·aRow + k·aColumn}; B(k, j) at {@code bAt + (j/16)·bPanel + k·bRow + j%16}; C(i, j) at
     * {@code cAt + (j/16)·cPanel + i·cRow + j%16}. A row-major matrix has its stride as row and 16 as panel; a matrix in panels
     * has 16 as row and 16 times its number of rows as panel. A transposed A has row 1 and the stride as column.
     *
     * @param m rows of A and C, 0 or more
     * @param n columns of B and C, a multiple of 16: all are computed, padding too
     * @param k columns of A and rows of B; 0 gives zeros
     * @throws IndexOutOfBoundsException if an element lies outside its array
     */
    public static void multiply(
            int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bPanel, float[] c,
            int cAt, int cRow, int cPanel, boolean add) {
        if ((n & 15) != 0) {
            throw new IllegalArgumentException("Columns must be padded to a multiple of 16 but there are " + n + ".");
        }
        if (m <= 0 || n == 0) {
            return;
        }
        if (!VECTORS.usable()) {
            ScalarGemm.multiply(m, 0, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            return;
        }
        int done = 0;
        do {
            int part = Math.min(BLOCK, k - done);
            // Not a remainder of a few steps: the sums' way through C would cost more than the cache saves.
            if (k - done < BLOCK + BLOCK / 2) {
                part = k - done;
            }
            block(
                    m, n, part, a, aAt + done * aColumn, aRow, aColumn, b, bAt + done * bRow, bRow, bPanel, c, cAt, cRow, cPanel,
                    add || done > 0);
            done += part;
        } while (done < k);
    }

    /** One block of k: rows in sixes, the rest in threes or alone. */
    private static void block(
            int m, int n, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow, int bPanel, float[] c,
            int cAt, int cRow, int cPanel, boolean add) {
        int rest = m % 6;
        int sixes = rest > 3 ? m : m - rest;
        if (sixes > 0) {
            int wide = n - n % Width.SIX;
            part(
                    SIX, 6, Width.SIX, sixes, 0, wide, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel,
                    add);
            part(
                    TWELVE, 12, Width.ONE, sixes, wide, n, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel,
                    add);
        }
        int left = m - sixes;
        if (left > 0) {
            int aLeft = aAt + sixes * aRow;
            int cLeft = cAt + sixes * cRow;
            TakeOver takeOver = left == 1 ? ONE : THREE;
            int width = left == 1 ? Width.EIGHT : Width.FOUR;
            part(
                    takeOver, left == 1 ? 1 : 3, width, left, 0, n, n, k, a, aLeft, aRow, aColumn, b, bAt, bRow, bPanel, c, cLeft,
                    cRow, cPanel, add);
        }
    }

    /** The columns {@code from} to {@code to} of {@code m} rows by tiles of one kind, or cold by the twin and one slice. */
    private static void part(
            TakeOver takeOver, int rows, int width, int m, int from, int to, int n, int k, float[] a, int aAt, int aRow,
            int aColumn, float[] b, int bAt, int bRow, int bPanel, float[] c, int cAt, int cRow, int cPanel, boolean add) {
        if (from == to) {
            return;
        }
        if (!takeOver.warm()) {
            cold(
                    takeOver, rows, width, m, from, to, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel,
                    add);
            return;
        }
        for (int j = from; j < to; j += width) {
            for (int i = 0; i < m; i += rows) {
                tile(
                        rows, m - i, n, j, k, a, aAt + i * aRow, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt + i * cRow, cRow,
                        cPanel, add);
            }
        }
    }

    private static void tile(
            int rows, int m, int n, int j, int k, float[] a, int aAt, int aRow, int aColumn, float[] b, int bAt, int bRow,
            int bPanel, float[] c, int cAt, int cRow, int cPanel, boolean add) {
        switch (rows) {
            case 6 -> VectorGemm.six(m, n, j, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            case 12 -> VectorGemm.twelve(m, n, j, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            case 3 -> VectorGemm.three(m, n, j, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
            default -> VectorGemm.one(m, n, j, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        }
    }

    /**
     * The twin computes, except for the first steps of k of the first tile, which the vector form may compute; the twin then
     * continues that tile from C.
     */
    private static void cold(
            TakeOver takeOver, int rows, int width, int m, int from, int to, int n, int k, float[] a, int aAt, int aRow,
            int aColumn, float[] b, int bAt, int bRow, int bPanel, float[] c, int cAt, int cRow, int cPanel, boolean add) {
        int i = Math.min(rows, m);
        int end = Math.min(from + width, to);
        long work = (long) m * (to - from) * k;
        long tile = (long) i * (end - from);
        long start = System.nanoTime();
        // At least one slice, if any; more once they are cheap.
        long slice = takeOver.slice(work);
        int steps = slice == 0 ? 0 : (int) Math.min(k, Math.max(SLICE, slice / tile));
        if (steps > 0) {
            tile(rows, i, end, from, steps, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        }
        long middle = System.nanoTime();
        if (steps > 0) {
            int aRest = aAt + steps * aColumn;
            int bRest = bAt + steps * bRow;
            ScalarGemm.multiply(
                    i, from, end, k - steps, a, aRest, aRow, aColumn, b, bRest, bRow, bPanel, c, cAt, cRow, cPanel, true);
            ScalarGemm.multiply(i, end, to, k, a, aAt, aRow, aColumn, b, bAt, bRow, bPanel, c, cAt, cRow, cPanel, add);
        } else {
            i = 0;
        }
        int aRest = aAt + i * aRow;
        int cRest = cAt + i * cRow;
        ScalarGemm.multiply(m - i, from, to, k, a, aRest, aRow, aColumn, b, bAt, bRow, bPanel, c, cRest, cRow, cPanel, add);
        long units = tile * steps;
        takeOver.timed(units, middle - start, work - units, System.nanoTime() - middle);
    }

    /**
     * The transpose of a matrix in panels, in panels: {@code from} is k by n, {@code to} becomes n by k with zeros as padding.
     *
     * @param k rows of the matrix
     * @param n columns of the matrix, not padded
     */
    public static void transpose(int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < k; i += 16) {
            int rows = Math.min(16, k - i);
            int panel = toAt + i * n;
            for (int j = 0; j < n; j++) {
                int source = fromAt + (j >> 4) * 16 * k + i * 16 + (j & 15);
                int target = panel + j * 16;
                for (int l = 0; l < rows; l++) {
                    to[target + l] = from[source + l * 16];
                }
                for (int l = rows; l < 16; l++) {
                    to[target + l] = 0;
                }
            }
        }
    }

    /** The take-overs of the products, to warm up. */
    public static TakeOver[] takeOvers() {
        return new TakeOver[] {SIX, TWELVE, THREE, ONE};
    }

    /** Columns of the tiles; loaded only where vectors are usable. */
    private static final class Width {
        private static final int ONE = Lanes.LENGTH;
        private static final int SIX = VectorGemm.COLUMNS;
        private static final int FOUR = 4 * Lanes.LENGTH;
        private static final int EIGHT = 8 * Lanes.LENGTH;
    }
}
