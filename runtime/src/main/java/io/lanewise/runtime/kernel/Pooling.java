package io.lanewise.runtime.kernel;

import io.lanewise.runtime.kernel.vector.PoolingLines;
import java.util.Arrays;
import java.util.List;

/**
 * Pooling of given sizes and its derivatives, for generated code: the largest number of a window, or the sum or mean of its
 * numbers, channel by channel. Images are channels-last, their pixels padded to a multiple of 16 floats. Immutable.
 *
 * <p>A window holds what of it lies in the image: the border belongs to no maximum and to no sum. Of equal numbers the first, line
 * by line, is the largest, and NaN is larger than any number (the last NaN counts), as in PyTorch.
 */
public final class Pooling {
    /** The mean of what lies in the image. */
    public static final int MEAN = 0;

    /** The sum divided by the size of the whole window, as if the border were zeros. */
    public static final int MEAN_WITH_BORDER = 1;

    /** The sum; its derivative repeats a pixel. */
    public static final int SUM = 2;

    private static final int MAX = 0;
    private static final int MAX_GRADIENT = 1;
    private static final int ADD = 2;
    private static final int SPREAD = 3;

    private static final TakeOver[] TAKE_OVERS = {
        TakeOver.of(Vectors.ofRuntime(), "max pooling"),
        TakeOver.of(Vectors.ofRuntime(), "max pooling, gradient"),
        TakeOver.of(Vectors.ofRuntime(), "average pooling"),
        TakeOver.of(Vectors.ofRuntime(), "average pooling, gradient"),
    };

    private final int height;
    private final int width;
    private final int pixel;
    private final int windowHeight;
    private final int windowWidth;
    private final int strideY;
    private final int strideX;
    private final int top;
    private final int left;
    private final int outHeight;
    private final int outWidth;
    private final int divisor;

    /** Whether no pixel lies in two windows. */
    private final boolean apart;
    /** Whether windows that are apart leave no pixel out. */
    private final boolean covers;

    /** The windows of a line that lie wholly in the image. */
    private final int firstWhole;

    private final int endWhole;

    static {
        for (int kind = 0; kind < TAKE_OVERS.length; kind++) {
            TAKE_OVERS[kind].proof(new Proof(kind));
        }
    }

    private Pooling(
            int height,
            int width,
            int channels,
            int windowHeight,
            int windowWidth,
            int strideY,
            int strideX,
            int top,
            int left,
            int outHeight,
            int outWidth,
            int divisor) {
        this.height = height;
        this.width = width;
        this.pixel = (channels + 15) & -16;
        this.windowHeight = windowHeight;
        this.windowWidth = windowWidth;
        this.strideY = strideY;
        this.strideX = strideX;
        this.top = top;
        this.left = left;
        this.outHeight = outHeight;
        this.outWidth = outWidth;
        this.divisor = divisor;
        this.apart = strideY >= windowHeight && strideX >= windowWidth;
        this.covers = apart
                && reaches(outHeight, strideY, windowHeight, top, height)
                && reaches(outWidth, strideX, windowWidth, left, width);
        int first = Math.max(0, Math.min(outWidth, (left + strideX - 1) / strideX));
        this.firstWhole = first;
        this.endWhole = Math.max(first, Math.min(outWidth, Math.floorDiv(width - windowWidth + left, strideX) + 1));
    }

    private static boolean reaches(int windows, int stride, int window, int before, int size) {
        return stride == window && windows * stride - before >= size;
    }

    /**
     * Pooling of these sizes; every window reaches into the image.
     *
     * @param top lines of border above the image
     * @param left pixels of border left of it
     * @param divisor what a sum is divided by: {@link #MEAN}, {@link #MEAN_WITH_BORDER} or {@link #SUM}; of no meaning for maxima
     */
    public static Pooling of(
            int height,
            int width,
            int channels,
            int windowHeight,
            int windowWidth,
            int strideY,
            int strideX,
            int top,
            int left,
            int outHeight,
            int outWidth,
            int divisor) {
        return new Pooling(
                height,
                width,
                channels,
                windowHeight,
                windowWidth,
                strideY,
                strideX,
                top,
                left,
                outHeight,
                outWidth,
                divisor);
    }

    /** The take-overs of the kernels, to warm up. */
    public static List<TakeOver> takeOvers() {
        return List.of(TAKE_OVERS);
    }

    /** The largest number of each window, of {@code n} examples. */
    public void max(int n, float[] x, int xAt, float[] y, int yAt) {
        max(Member.ALONE, n, x, xAt, y, yAt);
    }

    /** The same; {@code member}'s lines of windows. */
    public void max(Member member, int n, float[] x, int xAt, float[] y, int yAt) {
        run(MAX, member.from(n * outHeight), member.to(n * outHeight), x, xAt, y, yAt, y, yAt);
    }

    /** The same of the first {@code lines} lines of windows of one example. */
    void maxOfLines(int lines, float[] x, int xAt, float[] y, int yAt) {
        run(MAX, 0, lines, x, xAt, y, yAt, y, yAt);
    }

    int windowHeight() {
        return windowHeight;
    }

    int windowWidth() {
        return windowWidth;
    }

    int outHeight() {
        return outHeight;
    }

    int outWidth() {
        return outWidth;
    }

    /** The gradient by x: that by y, where the largest number was; the sum of these where windows overlap. */
    public void maxGradient(int n, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt) {
        run(MAX_GRADIENT, 0, n * outHeight, x, xAt, dy, dyAt, dx, dxAt);
    }

    /** The sum or mean of each window, of {@code n} examples. */
    public void add(int n, float[] x, int xAt, float[] y, int yAt) {
        add(Member.ALONE, n, x, xAt, y, yAt);
    }

    /** The same; {@code member}'s lines of windows. */
    public void add(Member member, int n, float[] x, int xAt, float[] y, int yAt) {
        run(ADD, member.from(n * outHeight), member.to(n * outHeight), x, xAt, y, yAt, y, yAt);
    }

    /** The gradient of {@link #add} by x. */
    public void addGradient(int n, float[] dy, int dyAt, float[] dx, int dxAt) {
        run(SPREAD, 0, n * outHeight, dx, dxAt, dy, dyAt, dx, dxAt);
    }

    /** The lines of windows {@code first} to {@code end}, counted over all examples. */
    private void run(int kind, int first, int end, float[] x, int xAt, float[] y, int yAt, float[] dx, int dxAt) {
        TakeOver takeOver = TAKE_OVERS[kind];
        int size = outWidth * pixel * windowHeight * windowWidth;
        int split = takeOver.slice(first, end, size);
        long start = takeOver.clock();
        lines(kind, true, first, split, x, xAt, y, yAt, dx, dxAt);
        long middle = takeOver.clock();
        lines(kind, false, split, end, x, xAt, y, yAt, dx, dxAt);
        takeOver.timed(split - first, middle - start, end - split, takeOver.clock() - middle, size);
    }

    /** Lines of windows, counted over all examples. */
    private void lines(
            int kind, boolean vector, int from, int to, float[] x, int xAt, float[] y, int yAt, float[] dx, int dxAt) {
        int example = height * width * pixel;
        for (int line = from; line < to; line++) {
            int oy = line % outHeight;
            int image = line / outHeight * example;
            if (oy == 0 && !covers && (kind == MAX_GRADIENT || kind == SPREAD)) {
                Arrays.fill(dx, dxAt + image, dxAt + image + example, 0f);
            }
            int begin = oy * strideY - top;
            int above = Math.max(0, begin);
            int rows = Math.min(height, begin + windowHeight) - above;
            int at = image + above * width * pixel;
            int target = yAt + line * outWidth * pixel;
            for (int ox = 0; ox < outWidth; ) {
                int count = ox == firstWhole && endWhole > ox ? endWhole - ox : 1;
                int start = ox * strideX - left;
                int before = Math.max(0, start);
                int columns = Math.min(width, start + windowWidth) - before;
                int source = at + before * pixel;
                window(kind, vector, rows, columns, count, x, xAt + source, y, target + ox * pixel, dx, dxAt + source);
                ox += count;
            }
        }
    }

    private void window(
            int kind,
            boolean vector,
            int rows,
            int columns,
            int count,
            float[] x,
            int xAt,
            float[] y,
            int yAt,
            float[] dx,
            int dxAt) {
        int line = width * pixel;
        int step = strideX * pixel;
        float by = divisor == SUM ? 1 : divisor == MEAN ? rows * columns : windowHeight * windowWidth;
        if (vector) {
            switch (kind) {
                case MAX -> PoolingLines.max(rows, columns, count, x, xAt, line, pixel, step, y, yAt);
                case MAX_GRADIENT ->
                    PoolingLines.maxGradient(rows, columns, count, x, xAt, line, pixel, step, y, yAt, dx, dxAt, !apart);
                case ADD -> PoolingLines.add(rows, columns, count, x, xAt, line, pixel, step, y, yAt, by);
                default -> PoolingLines.spread(rows, columns, count, y, yAt, line, pixel, step, by, dx, dxAt, !apart);
            }
            return;
        }
        switch (kind) {
            case MAX -> ScalarPooling.max(rows, columns, count, x, xAt, line, pixel, step, y, yAt);
            case MAX_GRADIENT ->
                ScalarPooling.maxGradient(rows, columns, count, x, xAt, line, pixel, step, y, yAt, dx, dxAt, !apart);
            case ADD -> ScalarPooling.add(rows, columns, count, x, xAt, line, pixel, step, y, yAt, by);
            default -> ScalarPooling.spread(rows, columns, count, y, yAt, line, pixel, step, by, dx, dxAt, !apart);
        }
    }

    /** Compares the forms of a kernel on a small image with overlapping and clipped windows. */
    private static final class Proof implements TakeOver.Proof {
        private final int kind;

        /** @param kind which kernel */
        Proof(int kind) {
            this.kind = kind;
        }

        @Override
        public boolean agrees(TakeOver kernel) {
            Pooling pooling = of(4, 5, 16, 3, 2, 2, 1, 1, 0, 2, 4, MEAN);
            Pooling squares = of(4, 4, 16, 2, 2, 2, 2, 0, 0, 2, 2, MEAN);
            return pooling.agrees(kernel, kind) && squares.agrees(kernel, kind);
        }
    }

    private boolean agrees(TakeOver kernel, int kind) {
        float[] x = TileProof.numbers(height * width * pixel, 1);
        float[] y = TileProof.numbers(outHeight * outWidth * pixel, 2);
        float[] expected = x.clone();
        float[] actual = x.clone();
        boolean forward = kind == MAX || kind == ADD;
        float[] result = y.clone();
        run(kind, 0, outHeight, x, 0, forward ? result : y, 0, expected, 0);
        kernel.trial(true);
        run(kind, 0, outHeight, x, 0, y, 0, actual, 0);
        boolean called = kernel.trial(false);
        return called && Arrays.equals(expected, actual) && (!forward || Arrays.equals(result, y));
    }
}
