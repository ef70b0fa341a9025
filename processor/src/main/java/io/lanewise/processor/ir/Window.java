package io.lanewise.processor.ir;

/**
 * What a filter or a pooling window visits: the sizes of an image and of the result, of the window, its strides and the border.
 * The border at the bottom and the right follows from the size of the result.
 *
 * @param channels of the image
 * @param filters channels of the result
 * @param top lines of border above the image
 * @param left pixels of border left of it
 * @param groups into how many the channels and the filters are cut, each filter seeing the channels of its group
 */
public record Window(
        int height,
        int width,
        int channels,
        int filters,
        int kernelHeight,
        int kernelWidth,
        int strideY,
        int strideX,
        int dilationY,
        int dilationX,
        int top,
        int left,
        int outHeight,
        int outWidth,
        int groups) {
    /** Floats of lines that are held at a time: about the first cache. */
    private static final int LINES = 8192;

    /** Channels that a filter sees. */
    public int depth() {
        return channels / groups;
    }

    /** Filters of a group. */
    public int filtersOfGroup() {
        return filters / groups;
    }

    /** Pixels under a filter. */
    public int taps() {
        return kernelHeight * kernelWidth;
    }

    /** Whether a result belongs to each step of a sequence, whatever its length. */
    public boolean keepsSteps() {
        long reach = (kernelWidth - 1L) * dilationX;
        return height == 1 && strideX == 1 && outWidth == width && left <= reach;
    }

    /** Whether every channel has filters of its own. */
    public boolean isDepthwise() {
        return groups > 1 && groups == channels;
    }

    /** Whether results lie where they are computed, so that some lines of them can be. */
    public boolean isByLines() {
        return !isUneven(filtersOfGroup());
    }

    /** Whether the filters of a group begin within a panel. */
    private boolean isUneven(int depth) {
        return groups > 1 && !isDepthwise() && depth % Layout.LANES != 0;
    }

    /**
     * Floats of scratch that the runtime's convolution and its gradient by the filters need: its {@code resultScratch}.
     *
     * @param pixel floats from one pixel of the image to the next
     */
    public long resultScratch(int pixel) {
        long lines = (outHeight - 1L) * strideY + (kernelHeight - 1L) * dilationY + 1;
        long columns = (outWidth - 1L) * strideX + (kernelWidth - 1L) * dilationX + 1;
        int copied = isDepthwise() ? Layout.pad(filters) : groups > 1 ? depth() : pixel;
        boolean repeats = isDepthwise() && filtersOfGroup() > 1;
        boolean direct = top == 0 && left == 0 && lines <= height && columns <= width && copied == pixel && !repeats;
        long strip = direct ? 0 : lines * columns * copied;
        return strip
                + (isUneven(filtersOfGroup())
                        ? (long) outHeight * outWidth * Layout.pad(filtersOfGroup()) + groups * packed()
                        : 0);
    }

    /** Whether these windows of pooling lie side by side in the image, without a border and without a pixel between. */
    public boolean isSideBySide() {
        return top == 0
                && left == 0
                && strideY == kernelHeight
                && strideX == kernelWidth
                && outHeight * kernelHeight <= height
                && outWidth * kernelWidth <= width;
    }

    /** Floats of the lines that a convolution holds at a time where it keeps the maxima of windows: its {@code linesScratch}. */
    public long linesScratch(Window maxima) {
        long line = (long) maxima.kernelHeight() * outWidth * Layout.pad(filters);
        return line * Math.min(maxima.outHeight(), Math.max(1, LINES / line));
    }

    /** Floats of scratch that the gradient by the image needs: the runtime's {@code imageScratch}. */
    public long imageScratch() {
        long[] rows = reach(height, kernelHeight, strideY, dilationY, top);
        long[] across = reach(width, kernelWidth, strideX, dilationX, left);
        int copied = isDepthwise() || groups == 1 ? Layout.pad(filters) : filtersOfGroup();
        boolean direct = rows[0] == 0
                && across[0] == 0
                && rows[1] <= outHeight
                && across[1] <= outWidth
                && copied == Layout.pad(filters);
        long strip = direct ? 0 : rows[1] * across[1] * copied;
        long pixels = (long) height * width;
        if (isDepthwise()) {
            return strip + (filtersOfGroup() > 1 ? pixels * Layout.pad(filters) : 0);
        }
        return (long) groups * taps() * filtersOfGroup() * Layout.pad(depth())
                + strip
                + (isUneven(depth()) ? pixels * Layout.pad(depth()) : 0)
                + (isUneven(filtersOfGroup()) ? packed() : 0);
    }

    private long packed() {
        return (long) taps() * depth() * Layout.pad(filtersOfGroup());
    }

    /** Lines before the result's that a gradient by the image reads, and lines in all. */
    private static long[] reach(int size, int kernel, int stride, int dilation, int padding) {
        long least = 0;
        long most = 0;
        for (int phase = 0; phase < Math.min(stride, size); phase++) {
            for (int tap = 0; tap < kernel; tap++) {
                long from = phase + padding - (long) tap * dilation;
                if (from % stride == 0) {
                    least = Math.min(least, from / stride);
                    most = Math.max(most, (size - phase - 1) / stride + from / stride);
                }
            }
        }
        return new long[] {-least, most - least + 1};
    }

    /** The arguments of the runtime's {@code Convolution.of}, for an image whose pixels are so many floats apart. */
    public String convolution(int pixel) {
        return String.join(
                ", ",
                numbers(
                        height,
                        width,
                        channels,
                        pixel,
                        filters,
                        kernelHeight,
                        kernelWidth,
                        strideY,
                        strideX,
                        dilationY,
                        dilationX,
                        top,
                        left,
                        outHeight,
                        outWidth,
                        groups));
    }

    /** The arguments of the runtime's {@code Pooling.of}, but for what a sum is divided by. */
    public String pooling() {
        return String.join(
                ", ",
                numbers(
                        height,
                        width,
                        channels,
                        kernelHeight,
                        kernelWidth,
                        strideY,
                        strideX,
                        top,
                        left,
                        outHeight,
                        outWidth));
    }

    private static String[] numbers(int... numbers) {
        String[] result = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            result[i] = String.valueOf(numbers[i]);
        }
        return result;
    }
}
