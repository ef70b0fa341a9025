package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.PooledTiles;
import io.lanewise.runtime.kernel.vector.SmallPooledTiles;
import java.util.Arrays;

/**
 * The maxima of squares of 2×2 pixels of a convolution 3×3 of one channel, with which many networks begin: so few steps make a sum
 * that to write it and to read it again for its maximum took longer. The twin is the convolution and the pooling, one after the other.
 */
final class PooledSquares implements TakeOver.Proof {
    static final TakeOver TAKE_OVER = TakeOver.of(Vectors.ofRuntime(), "convolution of one channel, maxima of 2×2");

    static {
        // The twin's tiles first: no proof runs within another.
        Convolution.takeOvers();
        TAKE_OVER.proof(new PooledSquares());
    }

    private PooledSquares() {}

    /**
     * Whether a convolution is one of these.
     *
     * @param strideY lines of the image from one of the convolution to the next
     * @param line floats of a line of the image
     */
    static boolean computes(Taps under, int strideY, int line, Pooling windows) {
        return under.single
                && under.tapImage.length == 9
                && under.tapImage[3] == line
                && strideY == 1
                && windows.windowHeight() == 2
                && windows.windowWidth() == 2; // of lines of 8 pixels or more, so 4 squares
    }

    /** Whether this machine's vectors have a tile for them. */
    static boolean isThere() {
        return PooledTiles.HAS || SmallPooledTiles.HAS;
    }

    /** The maxima of one image, its lines of windows from {@code first} to {@code end}. */
    static void lines(
            Convolution convolution,
            Taps under,
            Pooling windows,
            int first,
            int end,
            float[] a,
            int aAt,
            float[] w,
            int wAt,
            float[] y,
            int yAt,
            float[] scratch,
            int scratchAt) {
        int pixel = convolution.outPixel();
        int size = windows.outWidth() * pixel;
        int split = TAKE_OVER.slice(first, end, size);
        if (split > first && !isThere()) {
            TAKE_OVER.giveUp();
            split = first;
        }
        long start = TAKE_OVER.clock();
        int line = convolution.line();
        for (int panel = 0; split > first && panel < pixel; panel += 16) {
            for (int i = first; i < split; i++) {
                int to = yAt + i * size + panel;
                int from = aAt + 2 * i * line;
                int filters = wAt + panel * 9;
                if (PooledTiles.HAS) {
                    PooledTiles.squares(windows.outWidth(), a, from, line, w, filters, y, to, pixel);
                } else {
                    SmallPooledTiles.squares(
                            windows.outWidth(), under.tapImage, a, from, line, w, filters, y, to, pixel);
                }
            }
        }
        long middle = TAKE_OVER.clock();
        if (split < end) {
            convolution.maximaOfLines(windows, split, end, a, aAt, w, wAt, y, yAt, scratch, scratchAt);
        }
        TAKE_OVER.timed(split - first, middle - start, end - split, TAKE_OVER.clock() - middle, size);
    }

    /** Compares both on a small image that leaves a rest of squares, and of pixels, by two panels. */
    @Override
    public boolean agrees(TakeOver kernel) {
        if (!isThere()) {
            return true; // given up when it is first asked
        }
        Convolution convolution = Convolution.of(5, 11, 1, 1, 32, 3, 3, 1, 1, 1, 1, 1, 1, 5, 11, 1);
        Pooling windows = Pooling.of(5, 11, 32, 2, 2, 2, 2, 0, 0, 2, 5, Pooling.MEAN);
        float[] x = TileProof.numbers(55, 1);
        float[] w = TileProof.numbers(9 * 32, 2);
        float[] scratch = new float[convolution.resultScratch() + convolution.linesScratch(windows)];
        float[] expected = new float[10 * 32];
        float[] actual = new float[10 * 32];
        convolution.maxima(windows, 1, x, 0, w, 0, expected, 0, scratch, 0);
        kernel.trial(true);
        convolution.maxima(windows, 1, x, 0, w, 0, actual, 0, scratch, 0);
        return kernel.trial(false) && Arrays.equals(expected, actual);
    }
}
