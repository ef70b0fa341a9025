package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.Lanes;
import io.lanewise.runtime.kernel.vector.Transposes;
import java.util.Arrays;

/** Elements moved unchanged, for generated code: joining and cutting, and rows into and out of their padding. */
public final class Moves {
    private Moves() {}

    /**
     * Copies {@code runs} runs of {@code length} elements in each of {@code examples} examples.
     *
     * @param fromExample elements from one example to the next, of {@code from}
     * @param fromRun elements from one run to the next, of {@code from}
     */
    public static void copy(
            int examples,
            int runs,
            int length,
            float[] from,
            int fromAt,
            int fromExample,
            int fromRun,
            float[] to,
            int toAt,
            int toExample,
            int toRun) {
        if (runs == 1 && fromExample == length && toExample == length) {
            System.arraycopy(from, fromAt, to, toAt, examples * length);
            return;
        }
        for (int example = 0; example < examples; example++) {
            int source = fromAt + example * fromExample;
            int target = toAt + example * toExample;
            for (int run = 0; run < runs; run++) {
                System.arraycopy(from, source + run * fromRun, to, target + run * toRun, length);
            }
        }
    }

    /** Zeros behind the {@code size} elements of each example. */
    public static void pad(int examples, int size, float[] to, int toAt, int toExample) {
        for (int example = 0; example < examples; example++) {
            int at = toAt + example * toExample;
            Arrays.fill(to, at + size, at + toExample, 0f);
        }
    }

    /**
     * The elements of each example in rows of another width, padding behind them.
     *
     * @param size elements of an example
     * @param fromWidth elements of a row of {@code from}
     * @param toWidth elements of a row of {@code to}
     */
    public static void reshape(
            int examples, int size, float[] from, int fromAt, int fromWidth, float[] to, int toAt, int toWidth) {
        int fromRow = fromWidth + 15 & -16;
        int toRow = toWidth + 15 & -16;
        int source = fromAt;
        int target = toAt;
        int left = fromWidth;
        for (int row = examples * (size / toWidth); row > 0; row--) {
            for (int done = 0; done < toWidth; ) {
                int run = Math.min(left, toWidth - done);
                System.arraycopy(from, source, to, target + done, run);
                done += run;
                left -= run;
                source += run;
                if (left == 0) {
                    source += fromRow - fromWidth;
                    left = fromWidth;
                }
            }
            Arrays.fill(to, target + toWidth, target + toRow, 0f);
            target += toRow;
        }
    }

    /**
     * Axes in another order, of up to four, missing ones of size 1 in front; rows of the result are padded with zeros.
     *
     * @param fromExample elements from one example to the next, of {@code from}
     * @param a size of the result's first axis, and so on to {@code d}
     * @param aStep elements between two of that axis in {@code from}, and so on to {@code dStep}
     */
    public static void permute(
            int examples,
            float[] from,
            int fromAt,
            int fromExample,
            float[] to,
            int toAt,
            int a,
            int b,
            int c,
            int d,
            int aStep,
            int bStep,
            int cStep,
            int dStep) {
        permute(Member.ALONE, examples, from, fromAt, fromExample, to, toAt, a, b, c, d, aStep, bStep, cStep, dStep);
    }

    /** The same; {@code member}'s share of the result's first two axes. */
    public static void permute(
            Member member,
            int examples,
            float[] from,
            int fromAt,
            int fromExample,
            float[] to,
            int toAt,
            int a,
            int b,
            int c,
            int d,
            int aStep,
            int bStep,
            int cStep,
            int dStep) {
        int row = d + 15 & -16;
        int end = member.to(examples * a * b);
        for (int run = member.from(examples * a * b); run < end; run++) {
            int example = run / (a * b);
            int source = fromAt + example * fromExample + run / b % a * aStep + run % b * bStep;
            int target = toAt + run * c * row;
            for (int k = 0; k < c; k++) {
                if (dStep == 1) {
                    System.arraycopy(from, source, to, target, d);
                } else {
                    for (int l = 0; l < d; l++) {
                        to[target + l] = from[source + l * dStep];
                    }
                }
                Arrays.fill(to, target + d, target + row, 0f);
                source += cStep;
                target += row;
            }
        }
    }

    /** {@code to += from}. */
    public static void add(int length, float[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < length; i++) {
            to[toAt + i] += from[fromAt + i];
        }
    }

    /** The transpose below, of which {@code member} writes a part. */
    public static void transpose(Member member, int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        transpose(member.from(k, 16), member.to(k, 16), k, n, from, fromAt, to, toAt);
    }

    /**
     * The transpose of a matrix in panels, in panels: {@code from} is k by n, {@code to} becomes n by k with zeros as padding.
     *
     * @param k rows of the matrix
     * @param n columns of the matrix, not padded
     */
    public static void transpose(int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        transpose(0, k, k, n, from, fromAt, to, toAt);
    }

    /** The rows {@code first} to {@code end}, which are panels of the transpose, by blocks of 16 by 16 and what is left. */
    private static void transpose(int first, int end, int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        if (n < 16) {
            transposeOneByOne(first, end, 0, k, n, from, fromAt, to, toAt);
            return;
        }
        TakeOver takeOver = Transposition.TAKE_OVER;
        int split = first + 16 * takeOver.slice(0, (end - first) / 16);
        if (split > first && !Transposes.HAS) {
            takeOver.giveUp();
            split = first;
        }
        long start = takeOver.clock();
        int columns = n - n % 16;
        for (int i = first; i < split; i += 16) {
            for (int j = 0; j < columns; j += 16) {
                Transposes.block(from, fromAt + j * k + i * 16, to, toAt + i * n + j * 16);
            }
        }
        long middle = takeOver.clock();
        transposeOneByOne(first, split, columns, k, n, from, fromAt, to, toAt);
        transposeOneByOne(split, end, 0, k, n, from, fromAt, to, toAt);
        takeOver.timed((split - first) / 16, middle - start, (end - split) / 16, takeOver.clock() - middle);
    }

    /** The transpose below, of which {@code member} writes a part. */
    public static void transposeRows(Member member, int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        transposeRows(member.from(k, 16), member.to(k, 16), k, n, from, fromAt, to, toAt);
    }

    /**
     * The transpose of a table, in panels: {@code from} is k rows of n, padded, and {@code to} becomes n by k with zeros as padding.
     *
     * @param k rows of the table
     * @param n columns of the table, not padded
     */
    public static void transposeRows(int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        transposeRows(0, k, k, n, from, fromAt, to, toAt);
    }

    /** The rows {@code first} to {@code end}, a multiple of 16 first, each 16 of which are a panel of the transpose. */
    private static void transposeRows(
            int first, int end, int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        int row = n + 15 & -16;
        for (int i = first; i < end; i += 16) {
            int rows = Math.min(16, k - i);
            for (int j = 0; j < n; j++) {
                int source = fromAt + i * row + j;
                int target = toAt + i * n + j * 16;
                for (int l = 0; l < rows; l++) {
                    to[target + l] = from[source + l * row];
                }
                Arrays.fill(to, target + rows, target + 16, 0f);
            }
        }
    }

    private static void transposeOneByOne(
            int first, int end, int column, int k, int n, float[] from, int fromAt, float[] to, int toAt) {
        for (int i = first; i < end; i += 16) {
            int rows = Math.min(16, k - i);
            int panel = toAt + i * n;
            for (int j = column; j < n; j++) {
                int source = fromAt + (j >> 4) * 16 * k + i * 16 + (j & 15);
                int target = panel + j * 16;
                if (rows == 16) {
                    transposeColumn(from, source, to, target);
                    continue;
                }
                for (int l = 0; l < rows; l++) {
                    to[target + l] = from[source + l * 16];
                }
                for (int l = rows; l < 16; l++) {
                    to[target + l] = 0;
                }
            }
        }
    }

    /** Written out, since a loop of so few steps takes longer to begin and to end. */
    private static void transposeColumn(float[] from, int source, float[] to, int target) {
        to[target] = from[source];
        to[target + 1] = from[source + 16];
        to[target + 2] = from[source + 32];
        to[target + 3] = from[source + 48];
        to[target + 4] = from[source + 64];
        to[target + 5] = from[source + 80];
        to[target + 6] = from[source + 96];
        to[target + 7] = from[source + 112];
        to[target + 8] = from[source + 128];
        to[target + 9] = from[source + 144];
        to[target + 10] = from[source + 160];
        to[target + 11] = from[source + 176];
        to[target + 12] = from[source + 192];
        to[target + 13] = from[source + 208];
        to[target + 14] = from[source + 224];
        to[target + 15] = from[source + 240];
    }

    /**
     * A matrix in panels, each column times its factor.
     *
     * @param k rows
     * @param n columns, a multiple of 16
     * @param factors one for each column, from {@code factorsAt} on
     */
    public static void scaleColumns(
            int k, int n, float[] matrix, int matrixAt, float[] factors, int factorsAt, float[] to, int toAt) {
        for (int panel = 0; panel < n; panel += 16) {
            for (int row = 0; row < k; row++) {
                int at = panel * k + row * 16;
                for (int j = 0; j < 16; j++) {
                    to[toAt + at + j] = matrix[matrixAt + at + j] * factors[factorsAt + panel + j];
                }
            }
        }
    }

    /** The take-overs of these moves that this machine's vectors have a form for, to warm up. */
    public static TakeOver[] takeOvers() {
        // Known without the tile, whose class is heavy.
        boolean there = !Vectors.ofRuntime().usable() || Lanes.LENGTH == Lanes.VIRTUAL;
        return there ? new TakeOver[] {Transposition.TAKE_OVER} : new TakeOver[0];
    }

    /** When the transpose is taken over, compared by one block; loaded where something is transposed, or to warm up. */
    private static final class Transposition implements TakeOver.Proof {
        static final TakeOver TAKE_OVER = TakeOver.of(Vectors.ofRuntime(), "transpose");

        static {
            TAKE_OVER.proof(new Transposition());
        }

        @Override
        public boolean agrees(TakeOver kernel) {
            if (!Transposes.HAS) {
                return true; // given up when it is first asked
            }
            float[] from = TileProof.numbers(256, 1);
            float[] expected = new float[256];
            float[] actual = new float[256];
            transposeOneByOne(0, 16, 0, 16, 16, from, 0, expected, 0);
            Transposes.block(from, 0, actual, 0);
            return Arrays.equals(expected, actual);
        }
    }
}
