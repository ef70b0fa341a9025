package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.PackedTiles;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Copies of matrices in panels of 16 columns, for tiles that read nothing else, and the arrays that they lie in. */
final class Packing implements TakeOver.Proof {
    static final TakeOver TAKE_OVER = TakeOver.of(Vectors.ofRuntime(), "packing");

    static {
        TAKE_OVER.proof(new Packing());
    }

    /** Floats of an array at least, so that one serves most products. */
    private static final int LEAST = 1 << 16;

    /** Arrays that nobody uses now: as many as were ever used at once, up to a limit. */
    private static final AtomicReferenceArray<float[]> KEPT = new AtomicReferenceArray<>(Member.MOST);

    private Packing() {}

    /** An array of {@code length} floats or more, for one thread until it is given back; holds anything. */
    static float[] take(int length) {
        for (int i = 0; i < KEPT.length(); i++) {
            float[] kept = KEPT.get(i);
            if (kept != null && kept.length >= length && KEPT.compareAndSet(i, kept, null)) {
                return kept;
            }
        }
        return new float[Math.max(length, LEAST)];
    }

    /** Ends the use of an array, which takes the place of a shorter one rather than none. */
    static void give(float[] array) {
        for (int i = 0; i < KEPT.length(); i++) {
            float[] kept = KEPT.get(i);
            if ((kept == null || kept.length < array.length) && KEPT.compareAndSet(i, kept, array)) {
                return;
            }
        }
    }

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
        int panels = columns / 16;
        if (panels > 0 && TAKE_OVER.warm()) {
            PackedTiles.pack(panels, lines, count, from, fromAt, line, step, to, toAt, panel);
        } else if (panels > 0) {
            // A slice is some lines, or some rows of the one line.
            boolean one = lines == 1;
            int all = one ? count : lines;
            int width = one ? panels : panels * count;
            int some = TAKE_OVER.slice(0, all, width);
            long start = TAKE_OVER.clock();
            int calls = TAKE_OVER.calls(start, some, width);
            for (int call = 0; call < calls; call++) {
                PackedTiles.pack(panels, one ? 1 : some, one ? some : count, from, fromAt, line, step, to, toAt, panel);
            }
            long middle = TAKE_OVER.clock();
            copy(
                    0,
                    panels * 16,
                    one ? 0 : some,
                    lines,
                    one ? some : 0,
                    count,
                    from,
                    fromAt,
                    line,
                    step,
                    to,
                    toAt,
                    panel);
            TAKE_OVER.timed(calls * some, middle - start, all - some, TAKE_OVER.clock() - middle, width);
        }
        copy(panels * 16, columns, 0, lines, 0, count, from, fromAt, line, step, to, toAt, panel);
    }

    /** The columns {@code column} to {@code end}, lines {@code first} to {@code last}, and rows {@code begin} to {@code count} of them. */
    private static void copy(
            int column,
            int end,
            int first,
            int last,
            int begin,
            int count,
            float[] from,
            int fromAt,
            int line,
            int step,
            float[] to,
            int toAt,
            int panel) {
        for (int j = column; j < end; j += 16) {
            for (int y = first; y < last; y++) {
                int source = fromAt + j + y * line;
                int target = toAt + j / 16 * panel + y * count * 16;
                for (int t = begin; t < count; t++) {
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
        copy(0, 32, 0, 2, 0, 2, from, 0, 64, 32, expected, 0, 128);
        PackedTiles.pack(2, 2, 2, from, 0, 64, 32, actual, 0, 128);
        return Arrays.equals(expected, actual);
    }
}
