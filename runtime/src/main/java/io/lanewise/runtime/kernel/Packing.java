package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.PackedTiles;
import java.util.Arrays;

/** Copies of matrices in panels of 16 columns, for tiles that read nothing else. */
final class Packing implements TakeOver.Proof {
    static final TakeOver TAKE_OVER = TakeOver.of(Vectors.ofRuntime(), "packing");

    static {
        TAKE_OVER.proof(new Packing());
    }

    private Packing() {}

    /**
     * Copies columns of rows into panels. What is left of the last panel stays as it is.
     *
     * @param columns how many; where they begin in a row is {@code fromAt}'s to say
     * @param lines lines of rows, {@code line} floats from one to the next
     * @param count rows in a line, {@code step} floats from one to the next
     * @param panel from one panel to the next
     */
    static void pack(
            int columns,
            int lines,
            int count,
            float[] from,
            int fromAt,
            int line,
            int step,
            float[] to,
            int toAt,
            int panel) {
        if (lines * count == 0) {
            return;
        }
        int panels = columns / 16;
        if (panels > 0 && TAKE_OVER.warm()) {
            PackedTiles.pack(panels, lines, count, from, fromAt, line, step, to, toAt, panel);
        } else if (panels > 0) {
            // A slice is some rows of the first line or, of short ones, some lines.
            int rows = lines * count;
            int some = TAKE_OVER.slice(0, rows, panels);
            int high = some / count;
            some = high > 0 ? high * count : some;
            long start = TAKE_OVER.clock();
            int calls = TAKE_OVER.calls(start, some, panels);
            for (int call = 0; call < calls; call++) {
                int across = high > 0 ? count : some;
                PackedTiles.pack(panels, Math.max(1, high), across, from, fromAt, line, step, to, toAt, panel);
            }
            long middle = TAKE_OVER.clock();
            copy(0, panels * 16, some, lines, count, from, fromAt, line, step, to, toAt, panel);
            TAKE_OVER.timed(calls * some, middle - start, rows - some, TAKE_OVER.clock() - middle, panels);
        }
        copy(panels * 16, columns, 0, lines, count, from, fromAt, line, step, to, toAt, panel);
    }

    /** The columns {@code column} to {@code end} of all rows but the first {@code done}. */
    static void copy(
            int column,
            int end,
            int done,
            int lines,
            int count,
            float[] from,
            int fromAt,
            int line,
            int step,
            float[] to,
            int toAt,
            int panel) {
        for (int j = column; j < end; j += 16) {
            int first = done / count;
            for (int y = first; y < lines; y++) {
                int source = fromAt + j + y * line;
                int target = toAt + j / 16 * panel + y * count * 16;
                for (int t = y == first ? done % count : 0; t < count; t++) {
                    System.arraycopy(from, source + t * step, to, target + t * 16, Math.min(16, end - j));
                }
            }
        }
    }

    @Override
    public boolean agrees(TakeOver kernel) {
        float[] from = TileProof.numbers(128, 1);
        float[] expected = new float[256];
        float[] actual = new float[256];
        copy(0, 32, 0, 2, 2, from, 0, 64, 32, expected, 0, 128);
        PackedTiles.pack(2, 2, 2, from, 0, 64, 32, actual, 0, 128);
        return Arrays.equals(expected, actual);
    }
}
