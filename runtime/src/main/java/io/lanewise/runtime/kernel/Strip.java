package io.lanewise.runtime.kernel;

import java.util.Arrays;

/**
 * One image with its border of zeros, or what of it a filter visits, copied for a convolution to read; where there is no border
 * and nothing else to change, the image itself is read.
 */
final class Strip {
    final int line;
    final int pixel;

    private final int height;
    private final int width;
    private final int channels;
    private final int fromPixel;
    private final int repeat;
    private final int top;
    private final int left;
    private final int lines;
    private final int columns;
    private final boolean direct;

    /**
     * @param channels those that are read of a pixel
     * @param fromPixel floats from one pixel of the image to the next
     * @param pixel the same in the copy: {@code fromPixel}, or at least {@code channels · repeat}
     * @param repeat how often each channel stands in the copy
     * @param lines of the copy, {@code top} of them above the image; it may end before the image does
     */
    Strip(
            int height,
            int width,
            int channels,
            int fromPixel,
            int pixel,
            int repeat,
            int top,
            int left,
            int lines,
            int columns) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.fromPixel = fromPixel;
        this.repeat = repeat;
        this.top = top;
        this.left = left;
        this.lines = lines;
        this.columns = columns;
        this.direct = top == 0 && left == 0 && lines <= height && columns <= width && pixel == fromPixel && repeat == 1;
        this.pixel = pixel;
        this.line = (direct ? width : columns) * pixel;
    }

    /** The same without its border, and no longer than the image. */
    Strip withoutBorder() {
        int down = Math.max(0, Math.min(lines - top, height));
        int across = Math.max(0, Math.min(columns - left, width));
        return new Strip(height, width, channels, fromPixel, pixel, repeat, 0, 0, down, across);
    }

    /** Where the image's first pixel lies, behind the border. */
    int origin() {
        return top * line + left * pixel;
    }

    /** Floats of the copy; 0 if there is none. */
    int length() {
        return direct ? 0 : lines * line;
    }

    boolean direct() {
        return direct;
    }

    /** Clears the border of all copies that follow, and what is between their channels, unless the image itself is read. */
    void clear(float[] to, int toAt) {
        if (direct) {
            return;
        }
        int done = 0;
        if (isWhole()) {
            for (int y = top; y < end(); y++) {
                int first = y * line + Math.min(left, columns) * pixel;
                Arrays.fill(to, toAt + done, toAt + first, 0f);
                done = first + count() * pixel;
            }
        }
        Arrays.fill(to, toAt + done, toAt + length(), 0f);
    }

    /** Makes the copy within its border, unless the image itself is read. */
    void copy(float[] from, int fromAt, float[] to, int toAt) {
        copy(0, height, from, fromAt, to, toAt);
    }

    /** The same of the image's lines {@code first} to {@code end} alone, which may lie within the border. */
    void copy(int first, int end, float[] from, int fromAt, float[] to, int toAt) {
        if (direct) {
            return;
        }
        int count = count();
        if (count == 0) {
            return;
        }
        int last = Math.min(end, end() - top);
        for (int y = Math.max(first, 0); y < last; y++) {
            copyLine(from, fromAt + y * width * fromPixel, to, toAt + (y + top) * line + left * pixel, count);
        }
    }

    /** Pixels of a line that are copied. */
    private int count() {
        return Math.max(0, Math.min(columns - left, width));
    }

    /** The line of the copy behind the image's last. */
    private int end() {
        return Math.min(lines, height + top);
    }

    /** Whether pixels are copied as they lie. */
    private boolean isWhole() {
        return repeat == 1 && pixel == fromPixel;
    }

    private void copyLine(float[] from, int fromAt, float[] to, int toAt, int count) {
        if (isWhole()) {
            System.arraycopy(from, fromAt, to, toAt, count * pixel);
            return;
        }
        for (int x = 0; x < count; x++) {
            int source = fromAt + x * fromPixel;
            int target = toAt + x * pixel;
            for (int c = 0; c < channels; c++) {
                float value = from[source + c];
                for (int r = 0; r < repeat; r++) {
                    to[target++] = value;
                }
            }
        }
    }
}
