package io.lanewise.runtime.kernel;

/**
 * The pixels that a filter visits, a block of lines of them at a time: where each one's first number under the filter lies, and
 * where it lies in the other image, that of the sums.
 */
final class Pixels {
    /** The most pixels in a block, so that tables stay small beside what they describe. */
    private static final int BLOCK = 1024;

    final int lines;
    final int width;
    final int imageLine;
    final int imagePixel;
    final int otherLine;
    final int otherPixel;

    /** Lines in a block; the tables hold those of one. */
    final int block;

    final int[] image;
    final int[] other;

    Pixels(int lines, int width, int imageLine, int imagePixel, int otherLine, int otherPixel) {
        this.lines = lines;
        this.width = width;
        this.imageLine = imageLine;
        this.imagePixel = imagePixel;
        this.otherLine = otherLine;
        this.otherPixel = otherPixel;
        this.block = Math.max(1, Math.min(lines, BLOCK / Math.max(1, width)));
        this.image = new int[block * width];
        this.other = new int[block * width];
        for (int y = 0; y < block; y++) {
            for (int x = 0; x < width; x++) {
                image[y * width + x] = y * imageLine + x * imagePixel;
                other[y * width + x] = y * otherLine + x * otherPixel;
            }
        }
    }
}
